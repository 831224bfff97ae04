"""From the parser's positions (UTF-8 bytes) to ours (code points), in this one place."""

from __future__ import annotations

import ast
from typing import NamedTuple

from mldebt_lab.finding import Position, Span
from mldebt_lab.notebook.source_lines import lines_of


class Extent(NamedTuple):
    """Where a node stands as the parser says it: lines from 1, columns in UTF-8 bytes from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


class Site(NamedTuple):
    """A place in the code: a cell's id and the extent in its source."""

    cell_id: str
    extent: Extent


def extent(node: ast.stmt | ast.expr | ast.arg | ast.keyword | ast.alias | ast.excepthandler) -> Extent:
    """The extent of a node that has one."""
    return Extent(
        node.lineno,
        node.col_offset,
        node.end_lineno if node.end_lineno is not None else node.lineno,
        node.end_col_offset if node.end_col_offset is not None else node.col_offset,
    )


def span_of(where: Extent, source: str) -> Span:
    """The extent as a span of the cell's source, in code points."""
    lines = lines_of(source)
    return Span(
        Position(where.line, _column(lines, where.line, where.column)),
        Position(where.end_line, _column(lines, where.end_line, where.end_column)),
    )


def byte_column_of(place: Position, source: str) -> int:
    """The parser's column of a place in the source."""
    lines = lines_of(source)
    if not 1 <= place.line <= len(lines):
        return place.column
    return len(lines[place.line - 1][: place.column].encode("utf-8", "surrogatepass"))


def _column(lines: tuple[str, ...], line: int, byte_column: int) -> int:
    if not 1 <= line <= len(lines):
        return byte_column
    text = lines[line - 1]
    if text.isascii():
        return min(byte_column, len(text))
    encoded = text.encode("utf-8", "surrogatepass")
    return len(encoded[:byte_column].decode("utf-8", "ignore"))
