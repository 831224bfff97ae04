"""Which modules a cell imports, and whether it can do without them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from mldebt_lab.syntax.positions import Site, extent

if TYPE_CHECKING:
    from mldebt_lab.syntax.cell import CellSyntax

_CATCHING = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})
_COMPOUND = frozenset({kind for kind in ast.stmt.__subclasses__() if {"body", "cases"}.intersection(kind._fields)})
_RUNS_NOTHING = frozenset({"skip", "writefile", "file", "script"})


class Import(msgspec.Struct, frozen=True):
    """An import of ``module`` (dotted). ``names`` are what it takes from the module, ``*`` included.

    ``optional``: a condition decides whether it is run, or its failing is caught.
    """

    module: str
    names: tuple[str, ...]
    site: Site
    optional: bool


def imports_of(parsed: CellSyntax, cell_id: str) -> tuple[Import, ...]:
    """The imports in a cell, in the order of the text, of what is not relative; found once for the same code."""
    if parsed.imports is None:
        runs = parsed.tree is not None and (parsed.head is None or parsed.head.name not in _RUNS_NOTHING)
        parsed.imports = tuple(_imports_in(parsed.tree.body, cell_id)) if parsed.tree is not None and runs else ()
    return parsed.imports


def _imports_in(body: list[ast.stmt], cell_id: str) -> Iterator[Import]:
    waiting: list[tuple[ast.stmt, bool]] = [(node, False) for node in reversed(body)]
    while waiting:
        node, optional = waiting.pop()
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, (), Site(cell_id, extent(alias)), optional)
        elif isinstance(node, ast.ImportFrom):
            if node.level == 0 and node.module:
                names = tuple(alias.name for alias in node.names)
                yield Import(node.module, names, Site(cell_id, extent(node)), optional)
        elif type(node) in _COMPOUND:
            waiting.extend(reversed(list(_inside(node, optional))))


def _inside(node: ast.stmt, optional: bool) -> Iterator[tuple[ast.stmt, bool]]:
    """The statements in a statement, each with whether an import there is optional."""
    guarded = isinstance(node, ast.Try) and any(_catches_import_errors(handler) for handler in node.handlers)
    conditional = optional or isinstance(node, (ast.If, ast.While, ast.Match))
    for child in getattr(node, "body", ()):
        yield child, conditional or guarded or _is_suppressing(node)
    for handler in getattr(node, "handlers", ()):
        for child in handler.body:
            yield child, True
    for case in getattr(node, "cases", ()):
        for child in case.body:
            yield child, True
    for child in getattr(node, "orelse", ()):
        yield child, conditional or guarded
    for child in getattr(node, "finalbody", ()):
        yield child, optional


def _catches_import_errors(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in _CATCHING) for kind in kinds)


def _is_suppressing(node: ast.stmt) -> bool:
    if not isinstance(node, ast.With):
        return False
    return any("suppress" in ast.unparse(item.context_expr) for item in node.items)
