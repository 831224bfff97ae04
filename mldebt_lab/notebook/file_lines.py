"""Where a cell's line stands in the ``.ipynb`` file.

Notebook files are written with one item of a cell's source a line, so that a line of a cell has a line in the file that
editors, code review and SARIF viewers can point at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from mldebt_lab.notebook.model import Notebook
from mldebt_lab.notebook.source_lines import LINE_END

_DEEPEST_INDENT = 200


class FileLines:
    """The file lines of one notebook's cells; looked for as far into the file as is asked."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._starts: list[int] | None = None
        self._lines: list[int] = []
        """The lines of the cells' source keys, as far as they were counted."""
        self._ends: dict[int, list[int]] = {}

    def line(self, cell_index: int | None, line: int = 1) -> int | None:
        """The file's line (from 1) of a cell's ``line``; the cell's first where the file is minified; None unknown."""
        raw = self._notebook.raw
        if raw is None:
            return None
        if cell_index is None:
            return 1
        if self._starts is None:
            self._starts = _source_keys(raw, len(self._notebook.cells))
        if not self._starts:
            return 1
        cell = self._notebook.cells[cell_index]
        key_line = self._key_line(raw, self._starts, cell_index)
        if cell.source_items is None:
            return key_line
        ends = self._ends.get(cell_index)
        if ends is None:
            ends = self._ends[cell_index] = list(accumulate(map(_line_ends, cell.source_items)))
        if not ends:
            return key_line
        item = min(bisect_left(ends, line - 1), len(ends) - 1)  # in which the line before ends
        if ends[item] == line - 1 and cell.source_items[item].endswith(("\n", "\r")):
            item = min(item + 1, len(ends) - 1)
        return key_line + 1 + item

    def _key_line(self, raw: bytes, starts: list[int], cell_index: int) -> int:
        lines = self._lines
        for number in range(len(lines), cell_index + 1):
            before = starts[number - 1] if number else 0
            lines.append((lines[-1] if lines else 1) + raw.count(b"\n", before, starts[number]))
        return lines[cell_index]


def _line_ends(text: str) -> int:
    return len(LINE_END.findall(text)) if "\r" in text else text.count("\n")


def _source_keys(raw: bytes, cells: int) -> list[int]:
    """Where each cell's source key stands, or nothing when the file's layout does not tell."""
    indent = _indentation(raw, b'"cell_type"')
    if indent is None:
        return []
    line_ends = list(_places(raw, indent + b'"source"'))
    if len(line_ends) != cells:  # nbformat 2 and 3
        line_ends = sorted([*line_ends, *_places(raw, indent + b'"input"')])
    return [line_end + len(indent) for line_end in line_ends] if len(line_ends) == cells else []


def _indentation(raw: bytes, key: bytes) -> bytes | None:
    """The line end and the white space before the first key that stands first in its line.

    A text cannot look so: it holds no line end.
    """
    for start in _places(raw, key):
        # As far as indentation reaches: in a file of one line the way back to its start would be long.
        line_end = raw.rfind(b"\n", max(0, start - _DEEPEST_INDENT), start)
        if line_end >= 0 and raw[line_end:start].isspace():
            return raw[line_end:start]
    return None


def _places(raw: bytes, text: bytes) -> Iterator[int]:
    start = raw.find(text)
    while start >= 0:
        yield start
        start = raw.find(text, start + len(text))
