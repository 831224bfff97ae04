"""Change a notebook's file and leave every other byte of it as it is.

The file is not written anew from the decoded JSON: only the text of what changes is replaced, so that numbers, escapes,
the order of keys, outputs and layout stay as whatever program wrote them.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable
from itertools import pairwise
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

import msgspec

from mldebt_lab.finding import FixOperation
from mldebt_lab.fixes.application import PlacedCell, Refused, apply
from mldebt_lab.notebook import Notebook

_BLANK = " \t\r\n"
_decoder = json.JSONDecoder(strict=False)


class _Value(msgspec.Struct, frozen=True):
    """A JSON value's place in the text, and what it is."""

    start: int
    end: int
    value: Any


def changed_file(notebook: Notebook, raw: bytes, operations: Iterable[FixOperation]) -> bytes:
    """The bytes of the notebook's file after the operations. Raises :class:`Refused`."""
    if notebook.nbformat[0] != 4:
        raise Refused(
            f"The notebook is in the old format {notebook.nbformat[0]}: save it once in Jupyter, then fix it."
        )
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    try:
        text = raw[len(mark) :].decode("utf-8")
        cells = _cells(text)
    except (ValueError, RecursionError, IndexError):
        raise Refused("The file's JSON is not of a kind that can be changed in place.") from None
    if len(cells) != len(notebook.cells):
        raise Refused("The file is no longer the notebook that was checked.")
    after = _with_cells(text, cells, notebook, apply(notebook.cells, operations))
    return mark + after.encode("utf-8", "surrogatepass")


def _cells(text: str) -> list[_Value]:
    """The members of the document's list of cells."""
    cells: list[_Value] = []
    for key, start in _members(text, _skip(text, 0)):
        if key == "cells":
            cells = list(_items(text, start))
    return cells


def _members(text: str, at: int) -> Iterable[tuple[str, int]]:
    """The keys of the object at ``at``, each with where its value starts."""
    if text[at] != "{":
        raise ValueError("not an object")
    at = _skip(text, at + 1)
    while text[at] != "}":
        key, at = scanstring(text, at + 1, False)
        start = _skip(text, _skip(text, at) + 1)
        yield key, start
        at = _next(text, _decoder.raw_decode(text, start)[1])


def _items(text: str, at: int) -> Iterable[_Value]:
    if text[at] != "[":
        raise ValueError("not a list")
    at = _skip(text, at + 1)
    while text[at] != "]":
        value, end = _decoder.raw_decode(text, at)
        yield _Value(at, end, value)
        at = _next(text, end)


def _next(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    while text[at] in _BLANK:
        at += 1
    return at


def _with_cells(text: str, cells: list[_Value], notebook: Notebook, placed: list[PlacedCell]) -> str:
    if not cells:
        raise Refused("The notebook has no cells.")
    parts: list[str] = []
    for cell in placed:
        if cell.origin is None:
            parts.append(_new_cell(text, cells, notebook, cell))
            continue
        value = cells[cell.origin]
        known = notebook.cells[cell.origin]
        chunk = text[value.start : value.end]
        parts.append(chunk if cell.source == known.source else _with_source(text, value, cell.source))
    # What stands between two cells stays between them, whichever they are now.
    gaps = [text[one.end : other.start] for one, other in pairwise(cells)]
    before = text[: cells[0].start]
    gap = gaps[-1] if gaps else "," + before[len(before.rstrip(_BLANK)) :]
    gaps += [gap] * (len(parts) - 1 - len(gaps))
    joined = "".join(part + gap for part, gap in zip(parts, [*gaps, ""], strict=True))
    return before + joined + text[cells[-1].end :]


def _with_source(text: str, cell: _Value, source: str) -> str:
    start = next((start for key, start in reversed(list(_members(text, cell.start))) if key == "source"), None)
    if start is None:
        raise Refused("A cell of the file has no source.")
    value, end = _decoder.raw_decode(text, start)
    plain = text.isascii()
    new = _lines(text, start, end, source, plain) if isinstance(value, list) else _encoded(source, plain)
    return text[cell.start : start] + new + text[end : cell.end]


def _lines(text: str, start: int, end: int, source: str, plain: bool) -> str:
    """The list of a source's lines. Those that have not changed keep their text."""
    old = list(_items(text, start))
    new = source.splitlines(keepends=True)
    if not new:
        return "[]"
    head = 0
    while head < min(len(old), len(new)) and old[head].value == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail].value == new[-1 - tail]:
        tail += 1
    items = [text[item.start : item.end] for item in old[:head]]
    items += [_encoded(line, plain) for line in new[head : len(new) - tail]]
    items += [text[item.start : item.end] for item in old[len(old) - tail :]]
    opening, closing = text[start + 1 : old[0].start] if old else "", text[old[-1].end : end - 1] if old else ""
    return "[" + opening + ("," + (opening or " ")).join(items) + closing + "]"


def _encoded(source: str, plain: bool) -> str:
    encoded = json.dumps(source, ensure_ascii=False)
    if plain or not _is_encodable(encoded):
        return json.dumps(source)
    return encoded


def _is_encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _new_cell(text: str, cells: list[_Value], notebook: Notebook, cell: PlacedCell) -> str:
    """A new code cell, laid out as the first one is."""
    members: dict[str, Any] = {"cell_type": "code", "execution_count": None}
    if notebook.nbformat >= (4, 5):
        members["id"] = cell.id
    members |= {"metadata": {}, "outputs": [], "source": cell.source.splitlines(keepends=True)}
    start = cells[0].start
    plain = text.isascii() or not _is_encodable(cell.source)
    line_start = text.rfind("\n", 0, start) + 1
    outer = text[line_start:start]
    inner = text[start + 1 : _skip(text, start + 1)]
    if outer.strip() or "\n" not in inner:
        return json.dumps(members, ensure_ascii=plain)
    unit = inner.rpartition("\n")[2][len(outer) :] or " "
    return json.dumps(members, ensure_ascii=plain, indent=unit).replace("\n", "\n" + outer)
