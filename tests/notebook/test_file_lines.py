"""A cell's line has a line in the file."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest

from mldebt_lab.notebook import read_bytes
from mldebt_lab.notebook.file_lines import FileLines
from mldebt_lab.notebook.source_lines import lines_of
from tests.notebook.files import code, document

SOURCES = [
    "x = 1\ny = 2\nz = 3",
    "one",
    "",
    "a\r\nb\rc\nd",
    "text = '''\f\u2028\x85'''\nlast",
    'tricky = \'"source": [\'\n"cell_type": "code"\nend',
    "x\n",
]


def _written(**options: Any) -> bytes:
    cells = [code(id=f"c{index}", source=source.splitlines(keepends=True)) for index, source in enumerate(SOURCES)]
    output = {"output_type": "stream", "name": "stdout", "text": ['"source": [\n', '   "source": [\n']}
    return json.dumps(document(*[{**cell, "outputs": [output]} for cell in cells]), **options).encode()


def test_lines_are_where_jupyter_writes_them() -> None:
    """Found by their text; what looks like a key in strings and outputs is none."""
    upgraded = nbformat.from_dict(json.loads(_written()))
    raw = nbformat.writes(upgraded).encode()
    notebook = read_bytes(raw, "a.ipynb")
    file = raw.decode().split("\n")
    lines = FileLines(notebook)
    for cell in notebook.cells:
        for number, text in enumerate(lines_of(cell.source), start=1):
            found = lines.line(cell.index, number)
            assert found is not None
            if text:
                begin = text.splitlines()[0]  # nbformat breaks items at more than lines end with
                assert json.dumps(begin, ensure_ascii=False)[1:-1] in file[found - 1]


@pytest.mark.parametrize("options", [{}, {"separators": (",", ":")}])
def test_a_minified_file_has_one_line(options: dict[str, Any]) -> None:
    """And every cell is in it."""
    notebook = read_bytes(_written(**options), "a.ipynb")
    assert {FileLines(notebook).line(cell.index, 1) for cell in notebook.cells} == {1}


def test_a_source_of_one_string_is_on_its_key_s_line() -> None:
    """As other programs than Jupyter write it."""
    raw = json.dumps(document(code(source="a\nb\nc"), code(source="d")), indent=2).encode()
    notebook = read_bytes(raw, "a.ipynb")
    text = raw.decode().split("\n")
    for cell in notebook.cells:
        found = {FileLines(notebook).line(cell.index, number) for number in (1, 2, 3)}
        assert [json.dumps(cell.source) in text[line - 1] for line in found if line is not None] == [True]


def test_lines_end_as_in_python() -> None:
    """Not as in text that is shown."""
    assert lines_of("a\r\nb\rc\nd\fe\u2028f\x85g\x0bh\x1ci") == ("a", "b", "c", "d\fe\u2028f\x85g\x0bh\x1ci")
    assert lines_of("") == ("",)
    assert lines_of("a\n") == ("a", "")
