"""What can answer an item: evaluators by the name that profiles use. A module is loaded when one of it is wanted."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from mldebt_lab.checklist.facts import Facts
from mldebt_lab.checklist.judgement import Judgement

Evaluator: TypeAlias = Callable[[Facts], Judgement]

_MODULES = {
    "running": ("order-works", "outputs-current", "no-errors-stored"),
    "randomness": ("seeds-set", "split-seeded"),
    "files": ("relative-paths", "inputs-present", "writes-inside-project", "data-link-given"),
    "environment": ("dependencies-specified", "imports-declared"),
    "learning": (
        "training-code",
        "evaluation-code",
        "weights-saved",
        "parameters-searched",
        "split-described",
        "baseline-compared",
        "slices-evaluated",
        "inputs-validated",
        "fairness-looked-at",
        "metric-asserted",
    ),
    "results": (
        "data-statistics-shown",
        "variation-reported",
        "runtime-recorded",
        "hardware-recorded",
        "preprocessing-listed",
        "metric-named",
    ),
    "documents": (
        "readme-with-command",
        "readme-instructions",
        "licence-given",
        "code-tested",
        "notebooks-run-in-ci",
        "dependency-updates-watched",
        "under-version-control",
    ),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def evaluator_names() -> tuple[str, ...]:
    """The names of all evaluators."""
    return tuple(_MODULE_OF)


@cache
def evaluator(name: str) -> Evaluator:
    """The evaluator of that name: the function of its module with underscores for hyphens."""
    module = importlib.import_module(f"{__name__}.{_MODULE_OF[name]}")
    found: Evaluator = getattr(module, name.replace("-", "_"))
    return found
