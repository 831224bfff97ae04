"""Generate the numpy, random, pandas, scipy and scikit-learn part of draws.json from the installed libraries.

Which calls draw from numpy's global state, and under which arguments, is found by running them twice. Entries of other
libraries (by their documentation) are kept as they stand in the table.
"""

import inspect
import os
import random
import warnings
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import pandas as pd
import table
from conditions import derive
from function_grid import BY_DOCUMENTATION, SCIPY, SKLEARN, Call
from likeness import alike
from observe import configurations, differs, load
from scipy import stats

SEED_NAMES = ("random_state", "rng", "seed")
OWNED = ("sklearn.", "scipy.", "pandas.", "numpy.")
NUMPY_SEEDS = {"numpy.random.seed": ["seed", 0], "numpy.random.set_state": ["state", 0]}
STDLIB_SEEDS = {"random.seed": ["a", 0], "random.setstate": ["state", 0]}
# Removed names that older code still calls.
NUMPY_OLD = ["scipy.rand", "scipy.randn", "scipy.random.choice", "scipy.random.normal", "scipy.random.rand",
             "scipy.random.randint", "scipy.random.randn", "scipy.random.uniform"]  # fmt: skip
BIT_GENERATORS = ("MT19937", "PCG64", "PCG64DXSM", "Philox", "SFC64")


def numpy_draws() -> list[str]:
    """The functions of numpy.random that are bound to the global state and advance it."""
    state = np.random.mtrand._rand
    names = [n for n in np.random.__all__ if getattr(getattr(np.random, n), "__self__", None) is state]
    aliases = [n for n in np.random.__all__ if n in ("ranf", "sample")]
    quiet = {"seed", "get_state", "set_state"}
    return sorted({f"numpy.random.{n}" for n in (*names, *aliases) if n not in quiet} | set(NUMPY_OLD))


def stdlib_draws() -> list[str]:
    """The functions of random that are bound to its hidden instance."""
    bound = [n for n in random.__all__ if getattr(getattr(random, n), "__self__", None) is random._inst]
    return sorted(f"random.{n}" for n in bound if n not in ("seed", "getstate", "setstate"))


def seed_names(function: Any) -> list[str]:
    """The parameters that take a seed, the current name first; a decorator may accept older ones."""
    found = [n for n in SEED_NAMES if n in inspect.signature(function).parameters]
    return sorted(found, key=("random_state", "rng", "seed").index)


def parameters(function: Any) -> list[str]:
    """Names in positional order; nothing after `*args`, whose arguments swallow the positions."""
    names = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind in (parameter.KEYWORD_ONLY, parameter.VAR_POSITIONAL):
            break
        names.append(parameter.name)
    return names


def call_once(name: str, call: Call, arguments: dict[str, Any]) -> Any:
    """What the call gives; of a generator a few numbers, of an iterator its items."""
    result = load(name)(*call.arguments, **{**call.keywords, **arguments})
    if isinstance(result, Iterator):
        return list(result)
    return result.random(64) if isinstance(result, stats.qmc.QMCEngine) or hasattr(result, "engine") else result


def entry(name: str, call: Call) -> dict[str, Any]:
    """The table's entry of one function, by running every configuration."""
    function = load(name)
    seeds = seed_names(function)

    def once(arguments: dict[str, Any]) -> Any:
        return call_once(name, call, arguments)

    seen = {key: "random" if differs(lambda a=a: once(a)) else "same" for key, a in configurations(call.axes)}
    made: dict[str, Any] = {"code": call.code, "parameter": seeds[0], "parameters": parameters(function)}
    made["stream"] = "numpy" if _follows_numpy(name, call, seen) else None
    if len(seeds) > 1:
        made["other_parameters"] = seeds[1:]
    when = derive(call.axes, seen, "random", frozenset())
    if when != [{}]:
        made["when"] = when
        made["no_effect_when"] = derive(call.axes, seen, "same", frozenset())
        signature = inspect.signature(function).parameters
        made["defaults"] = {axis: signature[axis].default for axis in call.axes}
    return made


def _follows_numpy(name: str, call: Call, seen: dict[str, str]) -> bool:
    random_key = next(key for key, word in seen.items() if word == "random")
    arguments = dict(configurations(call.axes))[random_key]
    results = []
    for _ in range(2):
        np.random.seed(5)
        results.append(call_once(name, call, arguments))
    return alike(*results)


def distributions() -> dict[str, dict[str, Any]]:
    """`rvs` of every ready distribution of scipy.stats, with its shapes as the first parameters."""
    found: dict[str, dict[str, Any]] = {}
    for name in dir(stats):
        family = getattr(stats, name)
        if isinstance(family, (stats.rv_continuous, stats.rv_discrete)):
            shapes = [s.strip() for s in family.shapes.split(",")] if family.shapes else []
            scale = ["scale"] if isinstance(family, stats.rv_continuous) else []
            names = [*shapes, "loc", *scale, "size"]  # the seed is taken by keyword only
        elif callable(getattr(family, "rvs", None)) and not inspect.isclass(family):
            names = parameters(family.rvs)
        else:
            continue
        found[f"scipy.stats.{name}.rvs"] = _draw(names, "random_state")
    return found


def _draw(names: list[str], seed: str) -> dict[str, Any]:
    return {"code": "NDR201", "parameter": seed, "parameters": names, "stream": "numpy"}


def methods() -> dict[str, list[dict[str, Any]]]:
    """Methods of pandas and scipy objects that draw."""
    frame, group = pd.DataFrame.sample, pd.core.groupby.DataFrameGroupBy.sample
    sample = {"code": "NDR206", "parameter": "random_state", "stream": "numpy"}
    kde = _draw(parameters(stats.gaussian_kde.resample)[1:], "seed")
    return {
        "sample": [
            {**sample, "receivers": ["frame", "series"], "parameters": parameters(frame)[1:]},
            {**sample, "receivers": ["groupby", "series-groupby"], "parameters": parameters(group)[1:]},
        ],
        "rvs": [{**_draw(["size", "random_state"], "random_state"), "receivers": ["distribution"]}],
        "resample": [{**kde, "receivers": ["kde"]}],
    }


def build(old: table.Table) -> table.Table:
    """The table with the part that these libraries own made anew."""
    warnings.simplefilter("ignore")
    calls = {k: v for k, v in old.get("global_state_calls", {}).items() if not k.startswith(OWNED) or "source" in v}
    calls |= {name: entry(name, call) for name, call in {**SKLEARN, **SCIPY}.items()}
    calls |= distributions()
    calls["scipy.spatial.transform.Rotation.random"] = _draw(["num", "rng"], "rng") | {
        "other_parameters": ["random_state"]
    }
    for name, names in BY_DOCUMENTATION.items():
        calls[name] = _draw(parameters(load(name)), "random_state") | {
            "when": [{"shuffle": {"in": [True]}}], "defaults": {"shuffle": False}, "source": "documentation",
        }  # fmt: skip
        if not set(names) <= set(inspect.signature(load(name)).parameters):
            raise SystemExit(f"{name}: signature has changed")
    kept = {
        name: rest
        for name, variants in old.get("methods", {}).items()
        if (rest := [v for v in variants if not set(v["receivers"]) & {"frame", "groupby", "distribution", "kde"}])
    }
    streams = dict(old.get("streams", {}))
    streams["numpy"] = {"draws": numpy_draws(), "seeds": NUMPY_SEEDS}
    streams["stdlib"] = {"draws": stdlib_draws(), "seeds": STDLIB_SEEDS}
    generators = {k: v for k, v in old.get("generators", {}).items() if not k.startswith(("numpy.", "random."))}
    generators |= {f"numpy.random.{n}": {"seed": ["seed", 0]} for n in ("default_rng", *BIT_GENERATORS)}
    generators |= {
        "numpy.random.RandomState": {"seed": ["seed", 0], "seeded_by": ["seed", "set_state"]},
        "numpy.random.SeedSequence": {"seed": ["entropy", 0]},
        "numpy.random.Generator": {"seed": ["bit_generator", 0], "wraps_generator": True},
        "random.Random": {"seed": ["x", 0], "seeded_by": ["seed", "setstate"]},
    }
    made = methods()
    together = {name: made.get(name, []) + kept.get(name, []) for name in {*made, *kept}}
    about = (
        f"Random draws and what seeds them: {table.versions()} and random by execution, others by their documentation."
    )
    return old | {
        "about": about, "streams": streams, "generators": generators, "global_state_calls": calls, "methods": together,
    }  # fmt: skip


if __name__ == "__main__":
    table.main("draws", build, __doc__)
