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
    """The file lines of one notebook's cells; built at the first question, because few notebooks have findings."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._starts: tuple[int, ...] | None = None
        self._ends: dict[int, list[int]] = {}

    def line(self, cell_index: int | None, line: int = 1) -> int | None:
        """The file's line (from 1) of a cell's ``line``; the cell's first where the file is minified; None unknown."""
        raw = self._notebook.raw
        if raw is None:
            return None
        if cell_index is None:
            return 1
        if self._starts is None:
            self._starts = _source_lines(raw, self._notebook)
        if not self._starts:
            return 1
        cell = self._notebook.cells[cell_index]
        key_line = self._starts[cell_index]
        if cell.source_items is None:
            return key_line
        ends = self._ends.get(cell_index)
        if ends is None:
            counts = (len(LINE_END.findall(item)) for item in cell.source_items)
            ends = self._ends[cell_index] = list(accumulate(counts))
        if not ends:
            return key_line
        item = min(bisect_left(ends, line - 1), len(ends) - 1)  # in which the line before ends
        if ends[item] == line - 1 and cell.source_items[item].endswith(("\n", "\r")):
            item = min(item + 1, len(ends) - 1)
        return key_line + 1 + item


def _source_lines(raw: bytes, notebook: Notebook) -> tuple[int, ...]:
    """The line of each cell's source key, or nothing when the file's layout does not tell."""
    indent = next((indent for _, indent in _keys(raw, b'"cell_type"')), None)
    if indent is None:
        return ()
    starts = sorted(start for key in (b'"source"', b'"input"') for start, found in _keys(raw, key) if found == indent)
    if len(starts) != len(notebook.cells):
        return ()
    lines: list[int] = []
    line, reached = 1, 0
    for start in starts:
        line += raw.count(b"\n", reached, start)
        reached = start
        lines.append(line)
    return tuple(lines)


def _keys(raw: bytes, key: bytes) -> Iterator[tuple[int, bytes]]:
    """Where a key stands first in its line, with the white space before it. A text cannot look so: it holds no line
    end."""
    start = raw.find(key)
    while start >= 0:
        # As far as indentation reaches: in a file of one line the way back to its start would be long.
        before = raw[max(0, start - _DEEPEST_INDENT) : start].rpartition(b"\n")
        if before[1] and not before[2].strip():
            yield start, before[2]
        start = raw.find(key, start + len(key))
