"""Generate the scikit-learn part of estimators.json from what was observed (observe_estimators.py, folder observed/).

A configuration counts as random only where it was random in every observed version that takes it. Ties count for trees
and boosting: on real data some split is always a tie. Entries of other libraries (by their documentation) are kept.
"""

import inspect
import json
from pathlib import Path
from typing import Any

import table
from conditions import Condition, derive
from estimator_grid import SPECS, Spec
from observe import load
from sklearn.utils import all_estimators

OBSERVED = Path(__file__).with_name("observed")
TIES_COUNT = ("DecisionTree", "ExtraTree", "GradientBoosting", "AdaBoost")
# Where the documentation says that the seed is used by nothing but the configurations seen as random.
SEED_IS_IDLE = {
    "DummyClassifier", "ElasticNet", "ElasticNetCV", "Lars", "Lasso", "LassoCV", "LassoLars", "LinearSVC", "LinearSVR",
    "LogisticRegression", "LogisticRegressionCV", "MultiTaskElasticNet", "MultiTaskElasticNetCV", "MultiTaskLasso",
    "MultiTaskLassoCV", "NuSVC", "PCA", "PassiveAggressiveClassifier", "PassiveAggressiveRegressor", "Ridge",
    "RidgeClassifier",
    "SGDClassifier", "SGDRegressor", "SVC",
}  # fmt: skip
# Where arguments that were not taken do not go together at all; elsewhere it may be our data that they did not like.
REFUSES_THE_REST = {
    "IterativeImputer", "LinearSVC", "LinearSVR", "LogisticRegression", "LogisticRegressionCV", "Ridge",
    "RidgeClassifier",
}  # fmt: skip
# Older names of a parameter, which released versions still take.
FORMER = {"estimator": "base_estimator"}
PLACES = ("sklearn.cross_validation", "sklearn.grid_search")


def merged(name: str, seen: list[dict[str, Any]]) -> dict[str, str]:
    """Outcome by configuration over all observed versions; "unsure" where they disagree."""
    together: dict[str, str] = {}
    for key in seen[0]["grid"][name]:
        words = [o["grid"][name][key] for o in seen if name in o["grid"] and key in o["grid"][name]]
        known = {counted(name, word) for word in words if word != "error"}
        together[key] = known.pop() if len(known) == 1 else ("unsure" if known else "error")
    return _changed_defaults(name, seen, together)


def counted(name: str, word: str) -> str:
    """The outcome as the table takes it."""
    class_name = name.rpartition(".")[2]
    return "random" if word == "tied" and class_name.startswith(TIES_COUNT) else word


def _changed_defaults(name: str, seen: list[dict[str, Any]], together: dict[str, str]) -> dict[str, str]:
    """An argument that is left out means another value in another version: unsure unless both give the same outcome."""
    for axis, new in seen[0]["defaults"][name].items():
        for other in seen[1:]:
            old = other["defaults"].get(name, {}).get(axis, new)
            if None in (old, new) or old == new:
                continue
            for key in [k for k in together if f"{axis}={new}" in k.split(" & ")]:
                twin = key.replace(f"{axis}={new}", f"{axis}={old}")
                if together[twin] != together[key]:
                    together[key] = "unsure"
    return together


def entry(spec: Spec, seen: list[dict[str, Any]]) -> dict[str, Any]:
    """The table's entry of one class."""
    outcomes = merged(spec.name, seen)
    signature = inspect.signature(load(spec.name)).parameters
    free = frozenset({"error"}) if spec.name.rpartition(".")[2] in REFUSES_THE_REST else frozenset()
    made: dict[str, Any] = {
        "kind": spec.kind,
        "parameters": [n for n, p in signature.items() if p.kind == p.POSITIONAL_OR_KEYWORD],
        "keyword_only": [n for n, p in signature.items() if p.kind == p.KEYWORD_ONLY],
    }
    random_when = _with_former(derive(spec.axes, outcomes, "random", free), signature)
    refused = derive(spec.axes, outcomes, "refused", free)
    idle = derive(spec.axes, outcomes, "same", free) if spec.name.rpartition(".")[2] in SEED_IS_IDLE else []
    used = {axis for condition in (random_when, refused, idle) for alternative in condition for axis in alternative}
    made |= {"random_when": random_when} if random_when else {}
    made |= {"raises_when": refused} if refused else {}
    made |= {"no_effect_when": idle} if idle else {}
    made |= {"size_dependent": True} if "size" in outcomes.values() else {}
    defaults = {axis: signature[axis].default for axis in sorted(used) if axis in signature}
    made |= {"defaults": defaults | {old: None for new, old in FORMER.items() if old in used}} if defaults else {}
    if seen[0]["hands_on"].get(spec.name):
        made["seeds_argument"] = ["estimator", FORMER["estimator"]]
    return made


def _with_former(condition: Condition, signature: Any) -> Condition:
    """Tests of a renamed parameter, said of its former name as well."""
    if "estimator" not in signature:
        return condition
    both: Condition = []
    for alternative in condition:
        test = alternative.get("estimator")
        if test is None:
            both.append(alternative)
        elif "in" in test:
            both.append(alternative | {FORMER["estimator"]: test})
        else:
            rest = {k: v for k, v in alternative.items() if k != "estimator"}
            both += [alternative, rest | {FORMER["estimator"]: test}]
    return both


def aliases() -> dict[str, str]:
    """Private modules, and the module names before they became private, to the public path."""
    public = {name.rpartition(".")[2]: name for name in SPECS}
    found: dict[str, str] = {}
    classes = dict(all_estimators()) | {name: load(path) for name, path in public.items()}
    for name, path in public.items():
        private = f"{classes[name].__module__}.{name}"
        for other in (private, private.replace("._", ".")):
            if other != path:
                found[other] = path
    found |= {f"{PLACES[1]}.{n}": public[n] for n in ("RandomizedSearchCV", "ParameterSampler")}
    return dict(sorted(found.items()))


def observed_files() -> list[Path]:
    """The files of observations, newest version first."""
    return sorted(OBSERVED.glob("sklearn-*.json"), key=lambda p: [int(x) for x in p.stem[8:].split(".")], reverse=True)


def observations() -> list[dict[str, Any]]:
    """What was seen, newest version first."""
    return [json.loads(path.read_text("utf-8")) for path in observed_files()]


def build(old: table.Table) -> table.Table:
    """The table with its scikit-learn part made anew."""
    seen = observations()
    kept = {k: v for k, v in old.get("estimators", {}).items() if "source" in v}
    names = " and ".join(path.stem.removeprefix("sklearn-") for path in observed_files())
    return {
        "about": f"Classes that take a seed, and when they are random without one: scikit-learn {names} fitted twice, "
        "others by their documentation.",
        "estimators": kept | {name: entry(spec, seen) for name, spec in SPECS.items() if name in seen[0]["grid"]},
        "aliases": aliases(),
    }


if __name__ == "__main__":
    table.main("estimators", build, __doc__)
