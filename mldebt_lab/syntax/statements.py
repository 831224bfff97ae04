"""Find the statement that stands at a place."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeAlias

from mldebt_lab.finding import Position
from mldebt_lab.syntax.positions import byte_column_of

_Block: TypeAlias = Sequence["ast.stmt | ast.excepthandler | ast.match_case"]
_BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")
"""The fields that hold statements, in the order of the source."""


def smallest_statement(tree: ast.Module, place: Position, source: str) -> ast.stmt | None:
    """The innermost statement at a ``place`` in the ``source`` that the tree is of.

    Blocks are searched by bisection, because cells may be very long.
    """
    found: ast.stmt | None = None
    byte_column = byte_column_of(place, source)
    block: _Block = tree.body
    while block:
        node = _covering(block, place.line, byte_column)
        if node is None:
            return found
        if isinstance(node, ast.stmt):
            found = node
        block = [inner for name in _BLOCKS for inner in getattr(node, name, ())]
    return found


def _covering(block: _Block, line: int, byte_column: int) -> ast.stmt | ast.excepthandler | ast.match_case | None:
    for index in range(bisect_right(block, line, key=_first_line) - 1, -1, -1):
        node = block[index]
        last = _last_line(node)
        if last < line:
            return None
        if isinstance(node, ast.stmt) and node.lineno == line and node.col_offset > byte_column:
            continue  # several statements may share a line
        return node
    return None


def _first_line(node: ast.stmt | ast.excepthandler | ast.match_case) -> int:
    if isinstance(node, ast.match_case):
        return node.pattern.lineno
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.decorator_list:
        return node.decorator_list[0].lineno
    return node.lineno


def _last_line(node: ast.stmt | ast.excepthandler | ast.match_case) -> int:
    if isinstance(node, ast.match_case):
        return _last_line(node.body[-1])
    return node.end_lineno if node.end_lineno is not None else node.lineno


def shape_of(statement: ast.stmt) -> str:
    """What the statement says, without layout, comments and the blocks in it; the same under every version of Python.

    (``ast.unparse`` and ``ast.dump`` write some things differently from one version to the next.)
    """
    parts = [type(statement).__name__]
    values = {name: getattr(statement, name) for name in _FIELDS[type(statement)] if name not in _BLOCKS}
    waiting: list[object] = [value for name, value in values.items() if name != "type_params" or value]  # new in 3.12
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):  # most are
            parts.append(part)
        elif isinstance(part, list):
            waiting += ["]", *reversed(part), "["]
        elif isinstance(part, ast.Constant):
            parts += ("Constant(", _literal(part.value), ")")
        elif isinstance(part, ast.AST):
            parts.append(f"{type(part).__name__}(")
            waiting.append(")")
            waiting += [getattr(part, name) for name in _FIELDS[type(part)]]
        elif part is None:
            parts.append("-")
        elif isinstance(part, int):
            parts.append(str(part))
    return " ".join(parts)


class _Fields(dict[type[ast.AST], tuple[str, ...]]):
    """What nodes of a kind hold besides whether a name is read or bound, the last first."""

    def __missing__(self, kind: type[ast.AST]) -> tuple[str, ...]:
        names = self[kind] = tuple(name for name in reversed(kind._fields) if name != "ctx")
        return names


_FIELDS = _Fields()


def _literal(value: object) -> str:
    try:
        return repr(value)
    except ValueError:  # an integer of more digits than Python writes
        return "..."
