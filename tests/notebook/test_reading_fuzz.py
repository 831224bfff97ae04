"""Whatever is in a file, reading it gives a notebook or says why not."""

from __future__ import annotations

import contextlib
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mldebt_lab.config import Settings
from mldebt_lab.lint import check_notebook
from mldebt_lab.notebook import Unreadable, read_bytes, read_document
from mldebt_lab.notebook.file_lines import FileLines
from mldebt_lab.places import Surroundings
from mldebt_lab.report.wire import encode_notebook
from tests.notebook.files import CODE, document, raw

TEXT = st.text(st.characters(), max_size=8)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.integers(-(10**40), 10**40) | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from([*CODE, "input", "prompt_number", "language", "attachments"])
OUTPUT = st.dictionaries(st.sampled_from(["output_type", "ename", "evalue", "text"]), ANYTHING | st.just("error"))
CELL = st.dictionaries(KEYS, ANYTHING).map(lambda odd: {**CODE, **odd}) | ANYTHING
METADATA = st.dictionaries(st.sampled_from(["language_info", "kernelspec", "mldebt"]), ANYTHING)
TOP = st.sampled_from(["cells", "worksheets", "metadata", "nbformat", "nbformat_minor"])
NOTEBOOK = st.builds(
    lambda cells, outputs, metadata, odd: {
        **document(*cells, {**CODE, "outputs": outputs}),
        "metadata": metadata,
        **odd,
    },
    st.lists(CELL, max_size=3),
    st.lists(OUTPUT | ANYTHING, max_size=2),
    METADATA | ANYTHING,
    st.just({}) | st.dictionaries(TOP, ANYTHING, max_size=1),
)
JSON_PIECES = st.lists(
    st.sampled_from(
        [b"{", b"}", b"[", b"]", b'"', b":", b",", b"cells", b'"cells":[', b"\\u", b"d800", b"1e999", b"-", b"\xff"]
    )
    | st.binary(max_size=3),
    max_size=30,
).map(b"".join)


@given(JSON_PIECES | st.binary(max_size=200))
def test_bytes(data: bytes) -> None:
    """Of any kind."""
    with contextlib.suppress(Unreadable):
        read_bytes(data, "a.ipynb")


@given(NOTEBOOK, st.sampled_from([None, 1]))
def test_documents(value: dict[str, Any], indent: int | None) -> None:
    """Both ways of reading agree, and what is read can be checked and reported."""
    content = raw(value, indent=indent)
    try:
        notebook = read_bytes(content, "a.ipynb")
    except Unreadable:
        return
    same = read_document(json.loads(content), "a.ipynb")
    assert (notebook.cells, notebook.language, notebook.ignores) == (
        same.cells,
        same.language,
        same.ignores,
    )
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    lines = content.count(b"\n") + 1
    for cell in notebook.cells:
        for line in (1, 2, 1_000):
            found = FileLines(notebook).line(cell.index, line)
            assert found is not None
            assert 1 <= found <= lines
    encode_notebook(check_notebook(notebook, Settings(select=("ALL",)), Surroundings()))


@given(NOTEBOOK, st.data())
def test_a_file_that_was_cut_or_changed_somewhere(value: dict[str, Any], data: st.DataObject) -> None:
    """As by a full disk or a bad merge."""
    content = raw(value)
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    with contextlib.suppress(Unreadable):
        read_bytes(content[:start] + data.draw(st.binary(max_size=4)) + content[end:], "a.ipynb")
