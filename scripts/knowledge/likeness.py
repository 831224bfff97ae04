"""Whether two results are alike: arrays within a tolerance, estimators by all their fitted attributes, trees node by
node.

Runs that differ by rounding alone count as alike: an iterative solver with a random start is not called random for it.
"""

import inspect
from collections.abc import Mapping
from types import FunctionType
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

RELATIVE, ABSOLUTE = 1e-5, 1e-7
# Times, and the state of the draws themselves.
NOT_A_RESULT = ("time", "random_state", "_rng", "_random", "random", "seed", "_n_threads", "_bin_mapper")
DEEPEST = 12


def alike(a: Any, b: Any, depth: int = 0) -> bool:
    """True if both results agree in everything that a user can see."""
    if depth > DEEPEST or a is b:
        return True
    if type(a) is not type(b):
        return False
    if sparse.issparse(a):
        return a.shape == b.shape and alike(a.toarray(), b.toarray(), depth)
    if isinstance(a, (pd.DataFrame, pd.Series, pd.Index)):
        return alike(a.to_numpy(), b.to_numpy(), depth)
    if isinstance(a, np.ndarray):
        return _same_array(a, b, depth)
    if isinstance(a, (float, np.floating)):
        return bool(np.isclose(a, b, RELATIVE, ABSOLUTE, equal_nan=True))
    if isinstance(a, (str, bytes, bool, int, np.generic, type(None), type, FunctionType)):
        return bool(a == b)
    if isinstance(a, Mapping):
        keys = [key for key in a if not _skipped(str(key))]
        return len(a) == len(b) and all(key in b and alike(a[key], b[key], depth + 1) for key in keys)
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(alike(x, y, depth + 1) for x, y in zip(a, b, strict=True))
    if isinstance(a, (set, frozenset)):
        return a == b
    return alike(state(a), state(b), depth + 1)


def state(value: Any) -> dict[str, Any]:
    """What an object has become: of an estimator the fitted attributes, of a tree its arrays, else all attributes."""
    if hasattr(value, "node_count") and hasattr(value, "__getstate__"):
        return dict(value.__getstate__())
    attributes = getattr(value, "__dict__", {})
    if hasattr(value, "get_params"):
        attributes = {k: v for k, v in attributes.items() if k.endswith("_") and not k.startswith("__")}
    return {k: v for k, v in attributes.items() if not _skipped(k) and not inspect.ismethod(v)}


def _same_array(a: Any, b: Any, depth: int) -> bool:
    if a.shape != b.shape or a.dtype != b.dtype:
        return False
    if a.dtype == object:
        return all(alike(x, y, depth + 1) for x, y in zip(a.ravel(), b.ravel(), strict=True))
    if a.dtype.names:
        return all(_same_array(a[name], b[name], depth) for name in a.dtype.names)
    if a.dtype.kind in "fc":
        scale = float(np.nanmax(np.abs(a))) if a.size else 0.0
        return bool(np.allclose(a, b, RELATIVE, ABSOLUTE * max(scale, 1.0), equal_nan=True))
    return bool(np.array_equal(a, b))


def _skipped(name: str) -> bool:
    return any(word in name for word in NOT_A_RESULT)
