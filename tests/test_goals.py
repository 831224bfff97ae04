"""Each goal of the user interface has a test in the browser, and the table of them is that of the tests."""

from __future__ import annotations

import ast
import re
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "ui-tests"
GOALS = [f"U{number}" for number in range(1, 15)]
ROW = re.compile(r"^\| (U\d+) \| [^|]+ \| (.*) \|$", re.MULTILINE)


def test_each_goal_has_a_test_and_stands_in_the_table() -> None:
    proven = {goal: sorted(tests) for goal, tests in marked().items()}
    assert sorted(proven, key=GOALS.index) == GOALS
    rows = ROW.findall((FOLDER / "README.md").read_text("utf-8"))
    assert [goal for goal, _ in rows] == GOALS
    for goal, tests in rows:
        assert tests == "<br>".join(f"`{test}`" for test in proven[goal]), f"the row of {goal}"


def marked() -> dict[str, list[str]]:
    """The tests by the goals that they are marked with."""
    goals: dict[str, list[str]] = {}
    for file in FOLDER.glob("test_*.py"):
        for function in ast.parse(file.read_text("utf-8")).body:
            if isinstance(function, ast.FunctionDef):
                for decorator in function.decorator_list:
                    if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.goal":
                        goal = ast.literal_eval(decorator.args[0])
                        goals.setdefault(goal, []).append(f"{file.stem}::{function.name}")
    return goals
