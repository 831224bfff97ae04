"""Whatever stands in a cell, parsing it answers, and what it finds lies in the cell."""

from __future__ import annotations

import ast

from hypothesis import given

from mldebt_lab.notebook.source_lines import lines_of
from mldebt_lab.syntax.cell import parse_cell
from mldebt_lab.syntax.positions import extent, span_of
from tests.dataflow.fragments import SOUP, SOURCE


@given(SOUP | SOURCE)
def test_parsing_never_raises_and_keeps_places(source: str) -> None:
    """Names are found at their places in the source, whatever was masked around them."""
    parsed = parse_cell(source)
    assert parsed.source == source
    lines = lines_of(source)
    assert all(1 <= number <= len(lines) for number in parsed.magics)
    if parsed.problem is not None:
        assert parsed.tree is None
        assert parsed.problem.line >= 1
        return
    assert parsed.tree is not None or parsed.head is not None
    in_strings = _names_in_strings(parsed.tree)
    for node in ast.walk(parsed.tree) if parsed.tree is not None else ():
        if isinstance(node, ast.Name) and node not in in_strings and node.lineno not in parsed.magics:
            span = span_of(extent(node), source)
            assert span.start.line == span.end.line
            assert lines[span.start.line - 1][span.start.column : span.end.column].isidentifier()


def _names_in_strings(tree: ast.Module | None) -> set[ast.AST]:
    """Up to Python 3.11, parts of an f-string have places that are not theirs."""
    if tree is None:
        return set()
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    return {inner for node in strings for inner in ast.walk(node)}
