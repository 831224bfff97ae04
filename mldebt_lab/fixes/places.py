"""Where in a cell's tree a node stands, and whether what stands there runs more than once."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TypeVar

from mldebt_lab.syntax.positions import Extent, extent

N = TypeVar("N", bound="ast.expr | ast.stmt")

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def path_to(tree: ast.Module, where: Extent, kind: type[N]) -> list[ast.AST]:
    """The nodes from the tree's root down to the node of that kind and extent; empty if there is none."""
    path: list[ast.AST] = []
    pending: list[tuple[ast.AST, int]] = [(tree, 0)]
    while pending:
        node, depth = pending.pop()
        del path[depth:]
        path.append(node)
        if isinstance(node, kind) and extent(node) == where:
            return path
        for child in ast.iter_child_nodes(node):
            if _may_hold(child, where):
                pending.append((child, depth + 1))
    return []


def _may_hold(node: ast.AST, where: Extent) -> bool:
    first, last = getattr(node, "lineno", None), getattr(node, "end_lineno", None)
    if first is None or last is None:
        return not isinstance(node, (ast.expr_context, ast.operator, ast.cmpop, ast.boolop, ast.unaryop))
    decorators = getattr(node, "decorator_list", None)
    if decorators:  # they stand above the line that a definition is said to start on
        first = min(first, *(decorator.lineno for decorator in decorators))
    return bool(first <= where.line and where.end_line <= last)


def runs_repeatedly(path: list[ast.AST]) -> bool:
    """Whether the last node of a path stands in a function, a loop or a comprehension, so that it may run again."""
    for node, child in pairwise(path):
        if isinstance(node, (*_FUNCTIONS, ast.While)):
            return True
        if isinstance(node, (ast.For, ast.AsyncFor)) and child is not node.iter:
            return True
        if isinstance(node, _COMPREHENSIONS) and child is not node.generators[0]:
            return True
        if isinstance(node, ast.comprehension) and child is not node.iter:
            return True
    return False
