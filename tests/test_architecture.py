"""What the import contract in pyproject.toml cannot say about who does what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import mldebt_lab
from mldebt_lab.rules.registry import all_rules

PACKAGE = Path(mldebt_lab.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
SETUP_FILES = PACKAGE / "project" / "setup_files.py"
"""A project's setup.py is Python too, and no cell."""
MAY_PARSE = "syntax"
MAY_USE_AST = ("syntax", "dataflow", "fixes")
LONGEST = 400
RULE_MODULES = {rule.__module__ for rule in all_rules()}


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parses(path: Path) -> bool:
    """Whether a file calls a parser of Python."""
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    named = [call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls]
    receivers = [
        call.value.id for call in calls if isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name)
    ]
    return ("parse" in named and "ast" in receivers) or "compile" in [getattr(call, "id", "") for call in calls]


def outside(*rooms: str) -> list[Path]:
    """The files in other rooms."""
    return [path for path in MODULES if path.relative_to(PACKAGE).parts[0] not in rooms and path != SETUP_FILES]


def test_only_the_syntax_room_parses_cells() -> None:
    assert any(parses(path) for path in MODULES)
    assert [str(path) for path in outside(MAY_PARSE) if parses(path) or "tokenize" in imported(path)] == []


def test_trees_are_walked_in_syntax_dataflow_and_fixes_alone() -> None:
    assert [str(path) for path in outside(*MAY_USE_AST) if "ast" in imported(path)] == []


@pytest.mark.parametrize("module", sorted(RULE_MODULES))
def test_a_rule_knows_no_other_rule(module: str) -> None:
    path = PACKAGE.parent / (module.replace(".", "/") + ".py")
    assert set(imported(path)) & RULE_MODULES == set()


def test_files_are_small() -> None:
    lengths = {str(path.relative_to(PACKAGE)): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
