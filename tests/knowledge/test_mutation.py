"""What the table says of a second call, against two calls of the real thing."""

import collections
import copy
from typing import Any

import pytest

from mldebt_lab import knowledge

np = pytest.importorskip("numpy")
pd = pytest.importorskip("pandas")


def frame() -> Any:
    return pd.DataFrame(
        {"a": [3, 1, 1, None], "b": [1.234, 2.5, 2.5, 9.0], "c": ["x", "y", "y", "z"]}, index=[7, 5, 6, 4]
    )


def numeric() -> Any:
    return frame()[["a", "b"]]


RECEIVERS: dict[str, Any] = {
    "list": [3, 1, 2, 1], "deque": collections.deque([3, 1, 4, 3]), "dict": {"k": 1, "l": 2, "m": 3}, "set": {3, 1, 2},
    "bytearray": bytearray(b"baca"), "array": np.array([3.0, 1.0, 2.0]), "frame": numeric(), "series": numeric()["b"],
}  # fmt: skip
ARGUMENTS: dict[str, dict[str, tuple[Any, ...]]] = {
    "list": {"append": (1,), "extend": ([1],), "insert": (0, 5), "remove": (1,)},
    "deque": {"append": (1,), "appendleft": (1,), "extend": ([1],), "extendleft": ([1],), "rotate": (1,),
        "insert": (0, 1), "remove": (3,)},
    "dict": {"update": ({"k": 5},), "pop": ("k",), "setdefault": ("z", 1)},
    "set": {"add": (9,), "discard": (1,), "remove": (1,), "update": ({8},), "difference_update": ({1},),
            "intersection_update": ({1},), "symmetric_difference_update": ({1, 9},)},
    "bytearray": {"append": (1,), "extend": (b"a",), "insert": (0, 1), "remove": (97,)},
    "array": {"fill": (1,), "partition": (1,), "setflags": (), "put": ([0], [1]), "itemset": (0, 1)},
    "frame": {"pop": ("a",), "insert": (0, "n", 1), "update": (numeric() + 1,)},
    "series": {"update": (numeric()["b"] + 1,), "pop": (7,)},
}  # fmt: skip
GONE = {("array", "itemset")}


def same(a: Any, b: Any) -> bool:
    if isinstance(a, (pd.DataFrame, pd.Series)):
        return type(a) is type(b) and bool(a.equals(b)) and list(a.index) == list(b.index) and a.shape == b.shape
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and np.array_equal(a, b)
    return type(a) is type(b) and bool(a == b)


def called_twice(receiver: Any, method: str, arguments: tuple[Any, ...]) -> str:
    getattr(receiver, method)(*arguments)
    once = copy.deepcopy(receiver)
    try:
        getattr(receiver, method)(*arguments)
    except Exception:
        return "raises"
    return "same" if same(once, receiver) else "changes"


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        (k, m)
        for k, methods in knowledge.mutation().in_place.items()
        if k in RECEIVERS
        for m in methods
        if (k, m) not in GONE
    ],
)
def test_second_call_in_place(kind: str, method: str) -> None:
    arguments = ARGUMENTS.get(kind, {}).get(method, ())
    expected = knowledge.mutation().in_place[kind][method]
    assert called_twice(copy.deepcopy(RECEIVERS[kind]), method, arguments) == expected


PURE: dict[str, tuple[Any, dict[str, tuple[Any, ...]]]] = {
    "frame": (
        frame(),
        {"sort_values": ("b",), "fillna": ({"a": 0},), "astype": (object,), "rename_axis": ("n",), "nlargest": (2, "b"),
         "nsmallest": (2, "b"), "select_dtypes": ("number",), "reindex": ([4, 5],), "query": ("b > 2",),
             "filter": (["a", "b"],),
         "shift": (), "merge": (frame(), "left", "c"), "join": (frame().add_suffix("_r"),), "set_index": ("a",),
         "add_prefix": ("p",), "add_suffix": ("s",), "sample": (3,), "head": (2,)},
    ),
    "series": (numeric()["b"], {"astype": (object,), "clip": (1, 2), "fillna": (0,), "add": (1,), "sub": (1,),
        "mul": (2,),
                                "div": (2,), "pow": (2,), "sample": (3,), "head": (2,)}),
    "str": (" aBc dE ", {"zfill": (9,), "center": (11,), "ljust": (9,), "rjust": (9,)}),
    "array": (np.array([[1.26, 3.0], [2.0, 2.5]]), {"astype": (int,), "clip": (1, 2), "reshape": (-1,), "repeat": (2,),
                                                     "dot": (np.array([[1.0, 2.0], [3.0, 4.0]]),)}),
    "dict": ({"a": 1}, {}), "list": ([1, 2], {}),
    "set": ({1, 2}, {"union": ({3},), "intersection": ({1},), "difference": ({1},), "symmetric_difference": ({3},)}),
}  # fmt: skip
NUMERIC_ONLY = {"abs", "round", "clip", "diff", "cumsum", "cumprod", "pct_change", "add", "sub", "mul", "div", "pow"}
KEYWORDS: dict[tuple[str, str], dict[str, Any]] = {
    ("frame", "append"): {"other": frame()}, ("series", "append"): {"to_append": numeric()["b"]},
    ("frame", "drop"): {"columns": "a"}, ("frame", "pivot"): {"index": "b", "columns": "c"},
}  # fmt: skip


def pure_cases() -> list[Any]:
    """Every entry with a receiver here, as it stands and, where it has a condition, without it."""
    cases = []
    for kind, methods in knowledge.mutation().pure_methods.items():
        for method, entry in methods.items():
            if kind in PURE:
                met = {name: test.in_[0] for alternative in entry.when for name, test in alternative.items()}
                cases.append(pytest.param(kind, method, met, entry.again, id=f"{kind}-{method}"))
                if met:
                    cases.append(pytest.param(kind, method, {}, entry.otherwise, id=f"{kind}-{method}-plain"))
    return cases


@pytest.mark.parametrize(("kind", "method", "keywords", "expected"), pure_cases())
def test_second_call_of_a_pure_method(kind: str, method: str, keywords: dict[str, Any], expected: str) -> None:
    value, arguments = PURE[kind]
    if kind == "frame" and method in NUMERIC_ONLY:
        value, arguments = numeric(), {"clip": (1, 2), "add": (1,), "sub": (1,), "mul": (2,), "div": (2,), "pow": (2,)}
    elif method == "pivot":
        value = frame().iloc[[0, 1, 3]]
    if not hasattr(value, method):
        pytest.skip(f"{method} is gone from the installed version")
    keywords = {**KEYWORDS.get((kind, method), {}), **keywords}
    once = getattr(value, method)(*arguments.get(method, ()), **keywords)
    try:
        twice = getattr(once, method)(*arguments.get(method, ()), **keywords)
    except Exception:
        assert expected == "raises"
        return
    assert same(once, twice) is (expected == "same")


FUNCTIONS: dict[str, tuple[Any, ...]] = {
    "builtins.sorted": ([2, 1],), "builtins.reversed": ([2, 1],), "builtins.set": ([1, 2],),
        "builtins.frozenset": ([1, 2],),
    "builtins.int": ("3",), "builtins.float": ("3",), "builtins.str": (3,), "builtins.bool": (3,),
        "builtins.list": ((1, 2),),
    "builtins.tuple": ([1, 2],), "builtins.dict": ({"a": 1},), "builtins.abs": (-2,), "builtins.round": (2.6,),
    "numpy.clip": (np.array([1.0, 5.0]), 2, 3), "numpy.roll": (np.arange(4), 1), "numpy.delete": (np.arange(4), 0),
    "numpy.insert": (np.arange(4), 0, 9), "numpy.append": (np.arange(4), 9), "numpy.expand_dims": (np.arange(4), 0),
}  # fmt: skip
BINARY = {"maximum", "minimum", "dot", "matmul", "cross"}
SEQUENCE = {"concatenate", "vstack", "hstack"}


@pytest.mark.parametrize(
    "name", [n for n in knowledge.mutation().pure_functions if n.startswith(("builtins.", "numpy.", "math."))]
)
def test_second_call_of_a_pure_function(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    function = getattr(__import__(module), attribute)
    data = np.array([[3.25, 1.0, 0.5], [0.25, 2.0, 1.5], [4.5, 0.75, 1.25]])
    default: tuple[Any, ...] = (2.5,) if module == "math" else (data,)
    first, *rest = FUNCTIONS.get(name, (*default, data[::-1]) if attribute in BINARY else default)

    def call(value: Any) -> Any:
        result = function((value, data) if attribute in SEQUENCE else value, *rest)
        return list(result) if attribute == "reversed" else result

    try:
        with np.errstate(all="ignore"):
            alike = same(call(first), call(call(first)))
    except ValueError:
        alike = False
    assert alike is (knowledge.mutation().pure_functions[name].again == "same")
