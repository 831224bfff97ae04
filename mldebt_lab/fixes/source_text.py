"""One cell's source: from positions to offsets and back, and replacements in it."""

from __future__ import annotations

import ast
import hashlib

from mldebt_lab.finding import FixOperation, Position, Span
from mldebt_lab.notebook import Cell
from mldebt_lab.notebook.source_lines import LINE_END
from mldebt_lab.syntax.positions import extent, span_of


def source_hash(source: str) -> str:
    """What a fix is bound to: the SHA-256 of a cell's source in UTF-8, in hexadecimal."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


class SourceText:
    """A cell's source with its lines. Lines end as Python counts them."""

    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        self.source = cell.source
        self._starts = [0, *(match.end() for match in LINE_END.finditer(cell.source))]

    @property
    def line_end(self) -> str:
        """How lines end here."""
        match = LINE_END.search(self.source)
        return match.group() if match is not None else "\n"

    def offset(self, position: Position) -> int:
        """The offset of a position in the source."""
        return self._starts[position.line - 1] + position.column

    def position(self, offset: int) -> Position:
        """The position of an offset."""
        line = next(number for number in range(len(self._starts), 0, -1) if self._starts[number - 1] <= offset)
        return Position(line, offset - self._starts[line - 1])

    def bounds(self, node: ast.expr | ast.stmt | ast.keyword) -> tuple[int, int]:
        """The offsets between which a node stands."""
        span = span_of(extent(node), self.source)
        return self.offset(span.start), self.offset(span.end)

    def line_bounds(self, offset: int) -> tuple[int, int]:
        """The offsets at which the line around an offset starts and ends (without its line end)."""
        start = max(begin for begin in self._starts if begin <= offset)
        match = LINE_END.search(self.source, offset)
        return start, match.start() if match is not None else len(self.source)

    def indentation(self, offset: int) -> str:
        """The white space that the line around an offset starts with."""
        start, end = self.line_bounds(offset)
        line = self.source[start:end]
        return line[: len(line) - len(line.lstrip())]

    def replacement(self, start: int, end: int, text: str) -> FixOperation:
        """The operation that puts ``text`` in the place of what stands between two offsets."""
        return FixOperation(
            op="replace",
            cell_id=self.cell.id,
            source_hash=source_hash(self.source),
            span=Span(self.position(start), self.position(end)),
            text=text,
        )

    def replaced(self, *operations: FixOperation) -> str:
        """The source after replacements, none of which overlaps another."""
        source = self.source
        spans = ((operation.span, operation.text or "") for operation in operations if operation.span is not None)
        for span, text in sorted(spans, key=lambda item: item[0], reverse=True):
            source = source[: self.offset(span.start)] + text + source[self.offset(span.end) :]
        return source
