"""From outcomes by configuration to a condition of the tables, and back: alternatives of tests, as general as they can
be."""

import json
from typing import Any

from estimator_grid import Level

Axes = dict[str, tuple[Level, ...]]
Condition = list[dict[str, Any]]
Choice = dict[str, frozenset[str]]


def derive(axes: Axes, outcomes: dict[str, str], wanted: str, free: frozenset[str]) -> Condition:
    """The alternatives that cover every `wanted` configuration and no other, but for those whose outcome is in
    `free`."""
    rows = [(_parse(key), word) for key, word in outcomes.items()]
    forbidden = [row for row, word in rows if word != wanted and word not in free]
    open_rows = [row for row, word in rows if word == wanted]
    chosen: list[Choice] = []
    while open_rows:
        best = _widen(axes, open_rows[0], forbidden)
        chosen.append(best)
        open_rows = [row for row in open_rows if not _covers(best, row)]
    return [alternative for choice in chosen for alternative in _tests(axes, choice)]


def _parse(key: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in key.split(" & ")) if key else {}


def _covers(choice: Choice, row: dict[str, str]) -> bool:
    return all(row[name] in allowed for name, allowed in choice.items())


def _widen(axes: Axes, row: dict[str, str], forbidden: list[dict[str, str]]) -> Choice:
    choice: Choice = {name: frozenset({test}) for name, test in row.items()}
    for name in reversed(list(axes)):
        wider = {k: v for k, v in choice.items() if k != name}
        if not any(_covers(wider, other) for other in forbidden):
            choice = wider
    for name in list(choice):
        for level in axes[name]:
            wider = {**choice, name: choice[name] | {level.test}}
            if not any(_covers(wider, other) for other in forbidden):
                choice = wider
    return choice


def _tests(axes: Axes, choice: Choice) -> Condition:
    """The choice as tests: listed values join in one test, a class of values needs an alternative of its own."""
    alternatives: Condition = [{}]
    for name, allowed in choice.items():
        listed: list[Any] = []
        tests: list[dict[str, Any]] = []
        for level in axes[name]:
            test = json.loads(level.test)
            if level.test in allowed:
                listed += test["in"] if set(test) == {"in"} else []
                tests += [test] if set(test) != {"in"} else []
        tests = ([{"in": listed}] if listed else []) + tests
        alternatives = [{**alternative, name: test} for alternative in alternatives for test in tests]
    return alternatives
