"""The table of estimators, by fitting twice; `observe_estimators.py --check` does the same for every configuration."""

import inspect
from typing import Any

import msgspec
import pytest

from mldebt_lab import knowledge
from mldebt_lab.knowledge.schema import Condition, Test

pytest.importorskip("sklearn")

ROOT = "sklearn."
# Quick ones that stand for every form of condition; the defaults of all others follow below.
SUBSET = [
    "linear_model.LogisticRegression", "linear_model.Ridge", "linear_model.Lasso", "linear_model.SGDClassifier",
    "svm.SVC",
    "svm.LinearSVC", "cluster.KMeans", "tree.DecisionTreeClassifier", "model_selection.KFold",
    "model_selection.StratifiedKFold",
    "model_selection.ShuffleSplit", "ensemble.BaggingClassifier", "ensemble.AdaBoostClassifier",
    "decomposition.KernelPCA",
    "dummy.DummyClassifier", "neighbors.NeighborhoodComponentsAnalysis", "feature_extraction.image.PatchExtractor",
]  # fmt: skip


def holds(condition: Condition, values: dict[str, Any]) -> bool:
    return any(all(_passes(test, values.get(name)) for name, test in alternative.items()) for alternative in condition)


def _passes(test: Test, value: Any) -> bool:
    plain = value if isinstance(value, (str, int, float, bool, type(None))) else object()
    number = isinstance(plain, (int, float)) and not isinstance(plain, bool)
    is_random = hasattr(value, "fit") and "Tree" in type(value).__name__
    return all(
        (
            test.in_ is msgspec.UNSET or plain in test.in_,
            test.not_in is msgspec.UNSET or plain not in test.not_in,
            test.lt is msgspec.UNSET or (number and plain < test.lt),
            test.gt is msgspec.UNSET or (number and plain > test.gt),
            test.random is msgspec.UNSET or is_random is test.random,
        )
    )


@pytest.mark.parametrize("name", [ROOT + n for n in SUBSET])
def test_random_exactly_when_the_table_says(name: str) -> None:
    import observe
    from estimator_grid import SPECS
    from generate_estimators import merged, observations

    entry = knowledge.estimators().estimators[name]
    spec = SPECS[name]
    agreed = merged(name, observations())
    for key, arguments in observe.configurations(spec.axes):
        seen = observe.outcome(_small(spec), arguments)
        values = {**entry.defaults, **arguments}
        if seen == "error":
            continue
        says_random = holds(entry.random_when, values)
        if says_random:
            assert seen in ("random", "tied"), f"{key}: {seen}"
        if seen == "random" and agreed[key] != "unsure":
            assert says_random, key
        if seen == "refused":
            assert holds(entry.raises_when, values), key
        if holds(entry.no_effect_when, values):
            assert seen == "same", f"{key}: {seen}"


def _small(spec: Any) -> Any:
    from dataclasses import replace

    return replace(spec, larger=())


@pytest.mark.usefixtures("same_versions")
def test_defaults_are_those_of_the_library() -> None:
    import observe

    for name, entry in knowledge.estimators().estimators.items():
        if entry.source == "documentation":
            continue
        parameters = inspect.signature(observe.load(name)).parameters
        positional = [n for n, p in parameters.items() if p.kind == p.POSITIONAL_OR_KEYWORD]
        assert list(entry.parameters) == positional, name
        for parameter, default in entry.defaults.items():
            if parameter in parameters:
                assert parameters[parameter].default == default, f"{name}: {parameter}"


@pytest.mark.usefixtures("same_versions")
def test_no_class_with_a_seed_is_forgotten() -> None:
    from function_grid import LEFT_OUT
    from generate_types import public_name
    from sklearn.utils import all_estimators

    public = {public_name(cls): cls for _, cls in all_estimators()}
    with_seed = {name for name, cls in public.items() if "random_state" in inspect.signature(cls).parameters}
    assert with_seed <= {*knowledge.estimators().estimators, *LEFT_OUT}


def test_no_option_outside_the_grid_decides() -> None:
    """A parameter that the grid does not vary, changed alone, never makes a deterministic default random, or back."""
    import generate_estimators
    from estimator_grid import SPECS

    seen = generate_estimators.observations()[0]
    decisive = []
    for name, spec in SPECS.items():
        first = " & ".join(f"{axis}={levels[0].test}" for axis, levels in spec.axes.items())
        default = generate_estimators.counted(name, seen["grid"][name][first])
        for option, observed in seen["sweep"][name].items():
            word = generate_estimators.counted(name, observed)
            if "error" not in (word, default) and (word == "random") != (default == "random"):
                decisive.append(f"{name}({option}): {word}, default {default}")
    assert decisive == []


def test_aliases_lead_to_entries() -> None:
    table = knowledge.estimators()
    assert set(table.aliases.values()) <= set(table.estimators)
    assert table.aliases["sklearn.ensemble._forest.RandomForestClassifier"] == "sklearn.ensemble.RandomForestClassifier"
    assert (
        table.aliases["sklearn.linear_model.logistic.LogisticRegression"] == "sklearn.linear_model.LogisticRegression"
    )
