"""Run things twice and say whether they are random: one outcome for each combination of parameter values.

random: two unseeded runs differ on ordinary data; tied: only on data with ties; size: only on larger data; same: never;
refused: same, and a given seed raises; error: this version does not take these arguments.
"""

import importlib
import inspect
import itertools
import json
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from estimator_grid import ABSENT, HAND_ON, SPECS, Level, Spec
from likeness import alike
from sample_data import MAKERS, Data
from sklearn.base import clone

warnings.simplefilter("ignore")
SEEDS = (11, 12, 13)
NOT_TRIED = ("random_state", "verbose", "copy", "copy_x", "copy_X", "warm_start", "n_jobs", "scoring", "metric")
METHODS = ("predict", "predict_proba", "decision_function", "transform")


def load(name: str) -> Any:
    """The class or function of that dotted name, experimental ones enabled."""
    for module in ("enable_halving_search_cv", "enable_iterative_imputer"):
        importlib.import_module(f"sklearn.experimental.{module}")
    module, _, attribute = name.rpartition(".")
    return getattr(importlib.import_module(module), attribute)


def exists(name: str) -> bool:
    """Whether the installed version has it."""
    try:
        load(name)
    except (ImportError, AttributeError):
        return False
    return True


def configurations(axes: dict[str, tuple[Level, ...]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every combination of levels: how it is called, and the arguments."""
    for levels in itertools.product(*axes.values()):
        chosen = dict(zip(axes, levels, strict=True))
        arguments = {name: level.value for name, level in chosen.items() if level.value is not ABSENT}
        yield " & ".join(f"{name}={level.test}" for name, level in chosen.items()), arguments


def run(name: str, arguments: dict[str, Any], data: Data) -> Any:
    """All that one fit (or one round of splits) gives."""
    copies = {k: clone(v) if hasattr(v, "fit") and hasattr(v, "get_params") else v for k, v in arguments.items()}
    made = load(name)(**copies)
    if hasattr(made, "split"):
        return list(made.split(data["X"], data["y"], data.get("groups")))
    if not hasattr(made, "fit"):
        return made.transform(data["X"]) if hasattr(made, "transform") else list(made)
    results: list[Any] = []
    if hasattr(made, "fit_transform") and not hasattr(made, "predict"):
        results.append(clone(made).fit_transform(data["X"], data["y"]))
    np.random.random(3)
    made.fit(data["X"], data["y"])
    results += [getattr(made, method)(data["X"]) for method in METHODS if hasattr(made, method)]
    return [made, *results]


def differs(once: Callable[[], Any]) -> bool:
    """Whether runs in differently seeded global states differ."""
    results = []
    for seed in SEEDS:
        np.random.seed(seed)
        results.append(once())
    return not all(alike(results[0], other) for other in results[1:])


def outcome(spec: Spec, arguments: dict[str, Any]) -> str:
    """One of the words above, for one configuration."""
    arguments = {**spec.arguments, **arguments}
    word = _differs_on(spec, arguments, spec.data, "generic")
    if word is None:
        return "error"
    if word:
        return "random"
    if _differs_on(spec, arguments, spec.data, "tied"):
        return "tied"
    if any(_differs_on(spec, arguments, maker, "generic") for maker in _larger(spec)):
        return "size"
    return _seeded(spec, arguments)


def _differs_on(spec: Spec, arguments: dict[str, Any], maker: str, kind: str) -> bool | None:
    data = MAKERS[maker](kind)
    try:
        return differs(lambda: run(spec.name, arguments, data))
    except Exception:
        return None


def _larger(spec: Spec) -> tuple[str, ...]:
    ordinary = {"classes": "medium", "numbers": "medium_numbers"}.get(spec.data) if spec.kind == "estimator" else None
    return ((ordinary,) if ordinary else ()) + spec.larger


def _seeded(spec: Spec, arguments: dict[str, Any]) -> str:
    data = MAKERS[spec.data]("generic")
    try:
        first, second = (run(spec.name, {**arguments, "random_state": seed}, data) for seed in (0, 1))
    except ValueError:
        return "refused"
    return "same" if alike(first, second) else "tied"


def outcomes(name: str) -> dict[str, str]:
    """Configuration -> outcome for one class."""
    spec = SPECS[name]
    return {key: outcome(spec, arguments) for key, arguments in configurations(spec.axes)}


def options(name: str) -> dict[str, list[Any]]:
    """Every parameter of the class with a closed set of values that its grid does not vary, where the library says
    so."""
    constraints = getattr(load(name), "_parameter_constraints", {})
    found: dict[str, list[Any]] = {}
    for parameter, allowed in constraints.items():
        if parameter in SPECS[name].axes or parameter in NOT_TRIED:
            continue
        values: list[Any] = []
        for constraint in allowed if isinstance(allowed, list) else []:
            if constraint == "boolean":
                values += [True, False]
            else:
                values += sorted(getattr(constraint, "options", ()), key=str)
        if values:
            found[parameter] = values
    return found


def level_defaults(name: str) -> dict[str, str | None]:
    """For each axis, the test of the level that the default is, if the default is one of them; and the default seed."""
    signature = inspect.signature(load(name)).parameters
    found: dict[str, str | None] = {}
    for axis, levels in SPECS[name].axes.items():
        default = signature[axis].default if axis in signature else inspect.Parameter.empty
        found[axis] = next((v.test for v in levels if default in json.loads(v.test).get("in", [])), None)
    return found


def hands_on(name: str) -> bool | None:
    """Whether the class's own seed settles an unseeded random estimator that it is given; None if it cannot be
    tried."""
    argument, inner, maker = HAND_ON[name]
    arguments = {**SPECS[name].arguments, argument: inner, "random_state": 0}
    data = MAKERS[maker]("generic")
    try:
        return not differs(lambda: run(name, arguments, data))
    except Exception:
        return None
