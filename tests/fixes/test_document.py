"""A fix changes the text of what it changes in the file, and no other byte."""

from __future__ import annotations

import codecs
import json
from typing import Any

import nbformat
import pytest

from mldebt_lab.finding import FixOperation, Position, Span
from mldebt_lab.fixes.application import Refused
from mldebt_lab.fixes.document import changed_file
from mldebt_lab.fixes.source_text import source_hash
from mldebt_lab.notebook import read_bytes
from tests.cli.program import notebook

OUTPUT = {"output_type": "stream", "name": "stdout", "text": ["1.10\n"]}


def document() -> dict[str, Any]:
    made = notebook("import numpy as np\nx = 1\n", "print('ä\u2028')\n", "y = 3", counts=(3, 1, 2))
    made["cells"][1]["outputs"] = [OUTPUT]
    made["cells"][1]["metadata"] = {"zebra": 1, "ape": 1.50}
    return made


def written(indent: int | None = 1, ascii_only: bool = False, end: str = "\n") -> bytes:
    return (json.dumps(document(), indent=indent, ensure_ascii=ascii_only) + end).encode()


def insertion(raw: bytes, cell: int, line: int, column: int, text: str) -> FixOperation:
    known = read_bytes(raw, "x.ipynb").cells[cell]
    at = Position(line, column)
    return FixOperation("replace", known.id, source_hash(known.source), Span(at, at), text)


def move(raw: bytes, cell: int, after: str | None) -> FixOperation:
    known = read_bytes(raw, "x.ipynb").cells[cell]
    return FixOperation("move_cell", known.id, source_hash(known.source), after_id=after)


def changed(raw: bytes, *operations: FixOperation) -> bytes:
    return changed_file(read_bytes(raw, "x.ipynb"), raw, operations)


def test_a_new_line_is_all_that_is_new() -> None:
    raw = written()
    after = changed(raw, insertion(raw, 0, 1, 18, "\nnp.random.seed(42)"))
    assert after == raw.replace(b'np\\n",\n', b'np\\n",\n    "np.random.seed(42)\\n",\n')


@pytest.mark.parametrize("raw", [written(2), written(4), written(None), written(ascii_only=True), written(end="")])
def test_the_layout_stays(raw: bytes) -> None:
    after = changed(raw, insertion(raw, 2, 1, 5, "0"))
    assert after == raw.replace(b'"y = 3"', b'"y = 30"')


def test_what_is_written_in_other_ways_stays() -> None:
    raw = written().replace(b"1.5", b"1.50e0").replace(b"\n", b"\r\n").replace(b'"x = 1', b'"\\u0078 = 1')
    raw = codecs.BOM_UTF8 + raw
    after = changed(raw, insertion(raw, 0, 1, 18, "\nnp.random.seed(42)"))
    assert after == raw.replace(b'np\\n",\r\n', b'np\\n",\r\n    "np.random.seed(42)\\n",\r\n')


def test_a_source_of_one_string_stays_one() -> None:
    made = document()
    made["cells"][2]["source"] = "y = 3"
    raw = json.dumps(made).encode()
    assert changed(raw, insertion(raw, 2, 1, 5, "0\nz = 'é'")) == raw.replace(b'"y = 3"', b"\"y = 30\\nz = '\\u00e9'\"")


def test_a_moved_cell_keeps_its_text() -> None:
    raw = written()
    after = changed(raw, move(raw, 2, None))
    cells = json.loads(after)["cells"]
    assert cells == [document()["cells"][index] for index in (2, 0, 1)]
    assert sorted(after.split(b"\n")) == sorted(raw.split(b"\n"))


def test_cells_that_move_behind_each_other() -> None:
    raw = written()
    after = changed(raw, move(raw, 0, "cell-1"), move(raw, 1, None))
    assert [cell["id"] for cell in json.loads(after)["cells"]] == ["cell-1", "cell-0", "cell-2"]


@pytest.mark.parametrize("indent", [1, 4, None])
@pytest.mark.parametrize("minor", [4, 5])
def test_a_new_cell_is_valid_and_laid_out_as_the_others(indent: int | None, minor: int) -> None:
    made = document()
    made["nbformat_minor"] = minor
    if minor < 5:
        for cell in made["cells"]:
            del cell["id"]
    raw = json.dumps(made, indent=indent).encode()
    operation = FixOperation("restore_cell", "gone", text="a = 1\nb = 2")
    after = changed(raw, operation)
    new = json.loads(after)
    nbformat.validate(nbformat.from_dict(new))  # type: ignore[no-untyped-call]
    assert new["cells"][1:] == made["cells"]
    assert new["cells"][0]["source"] == ["a = 1\n", "b = 2"]
    assert new["cells"][0].get("id") == ("gone" if minor == 5 else None)
    assert json.dumps(new, indent=indent).encode() == after


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda made: made | {"nbformat": 3}, "old format 3"),
        (lambda made: made["cells"].pop(1) and made, "no longer the notebook"),
        (lambda made: made | {"cells": []}, "no longer the notebook"),
    ],
)
def test_what_is_refused(change: Any, why: str) -> None:
    raw = written()
    other = json.dumps(change(document())).encode()
    known = read_bytes(raw if "old" not in why else other, "x.ipynb")
    with pytest.raises(Refused, match=why):
        changed_file(known, other, [insertion(raw, 2, 1, 5, "0")])


def test_a_changed_cell_is_refused() -> None:
    raw = written()
    operation = insertion(raw, 2, 1, 5, "0")
    with pytest.raises(Refused, match="Cell 3 has changed"):
        changed(raw.replace(b"y = 3", b"y = 4"), operation)
    with pytest.raises(Refused, match="no longer there"):
        changed(raw.replace(b'"cell-2"', b'"other"'), operation)


def test_half_a_surrogate_pair_is_written_as_it_was_read() -> None:
    made = document()
    made["cells"][2]["source"] = ["y = '\ud83d'\n", "z = 1"]
    raw = json.dumps(made).replace("1.5", '1.5, "name": "Zoë"').encode()
    after = changed(raw, insertion(raw, 2, 1, 6, "é"))
    assert json.loads(after)["cells"][2]["source"][0] == "y = '\ud83dé'\n"
