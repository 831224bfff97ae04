"""Data to fit twice on. `generic`: continuous, noisy, no ties. `tied`: duplicate columns and rows, few distinct
values."""

from collections.abc import Callable
from typing import Any

import numpy as np

Data = dict[str, Any]


def _features(kind: str, rows: int, columns: int) -> Any:
    values = np.random.RandomState(7).normal(size=(rows, columns)) * np.linspace(1, 3, columns)
    if kind == "tied":
        values = np.round(values)
        values[:, 1] = values[:, 0]
        values[rows // 2 :] = values[: rows - rows // 2]
    return values


def classes(kind: str, rows: int = 90, columns: int = 6, count: int = 3) -> Data:
    """Features and `count` overlapping classes."""
    x = _features(kind, rows, columns)
    noise = np.random.RandomState(8).normal(size=rows)
    score = x[:, 0] + x[:, 2] + noise
    return {"X": x, "y": np.digitize(score, np.quantile(score, np.linspace(0, 1, count + 1)[1:-1]))}


def numbers(kind: str, rows: int = 90, columns: int = 6) -> Data:
    """Features and a noisy linear target."""
    x = _features(kind, rows, columns)
    return {"X": x, "y": x[:, 0] - 2 * x[:, 3] + np.random.RandomState(8).normal(size=rows)}


def binary(kind: str) -> Data:
    """Two classes."""
    return classes(kind, count=2)


def positive(kind: str) -> Data:
    """Counts, for factorisations that need them."""
    data = classes(kind)
    return {"X": np.abs(np.round(data["X"] * 3)), "y": data["y"]}


def fractions(kind: str) -> Data:
    """Features between 0 and 1."""
    data = positive(kind)
    return {"X": data["X"] / data["X"].max(), "y": data["y"]}


def targets(kind: str) -> Data:
    """Several targets."""
    data = numbers(kind)
    return {"X": data["X"], "y": np.column_stack([data["y"], data["X"] @ np.arange(6.0), data["y"] ** 2])}


def labels(kind: str) -> Data:
    """Several labels of two classes each."""
    data = targets(kind)
    return {"X": data["X"], "y": (data["y"] > np.median(data["y"], axis=0)).astype(int)}


def gaps(kind: str) -> Data:
    """Features with missing values."""
    x = numbers(kind)["X"].copy()
    x[np.random.RandomState(9).uniform(size=x.shape) < 0.2] = np.nan
    return {"X": x, "y": None}


def images(kind: str) -> Data:
    """A few small images."""
    return {"X": _features(kind, 4, 100).reshape(4, 10, 10), "y": None}


def groups(kind: str) -> Data:
    """Classes with groups, for splitters."""
    return {**classes(kind), "groups": np.arange(90) // 6}


def medium(kind: str) -> Data:
    """Enough columns of like size for a randomized decomposition to be inexact."""
    return classes(kind, rows=400, columns=80)


def medium_numbers(kind: str) -> Data:
    """As `medium`, for regressors."""
    return numbers(kind, rows=400, columns=80)


def tall(kind: str, rows: int = 10_050) -> Data:
    """Beyond the size at which histogram boosting keeps rows back for early stopping, and the normal quantile
    sample."""
    return classes(kind, rows=rows, columns=4, count=2)


def tall_numbers(kind: str) -> Data:
    """As `tall`, for regressors."""
    return numbers(kind, rows=10_050, columns=4)


def huge(kind: str) -> Data:
    """Beyond the size at which quantiles of bins are taken from a sample."""
    return classes(kind, rows=210_000, columns=4)


def wide(kind: str) -> Data:
    """Beyond the size at which an automatic decomposition becomes a randomized one."""
    return classes(kind, rows=1100, columns=1050)


MAKERS: dict[str, Callable[[str], Data]] = {
    maker.__name__: maker
    for maker in (
        classes, numbers, binary, positive, fractions, targets, labels, gaps, images, groups, medium, medium_numbers,
            tall,
        tall_numbers, huge, wide,
    )
}  # fmt: skip
