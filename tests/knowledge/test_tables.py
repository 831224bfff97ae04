"""Every table loads into its types, quickly, and is laid out as the scripts lay it out."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from mldebt_lab import knowledge

LOADERS: list[Callable[[], Any]] = [
    knowledge.distributions, knowledge.draws, knowledge.estimators, knowledge.files, knowledge.ipython,
    knowledge.mutation, knowledge.ordering, knowledge.shared_places, knowledge.star_exports, knowledge.types,
]  # fmt: skip


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
def test_layout_is_that_of_the_scripts(loader: Callable[[], Any]) -> None:
    import table

    name = loader.__name__
    assert (table.FOLDER / f"{name}.json").read_text("utf-8") == table.render(table.read(name))
    assert loader().about.endswith(".")


def test_condition_parameters_have_defaults() -> None:
    entries = {**knowledge.estimators().estimators, **knowledge.draws().global_state_calls}
    for name, entry in entries.items():
        conditions = [getattr(entry, field, ()) for field in ("when", "random_when", "raises_when", "no_effect_when")]
        for parameter in {p for condition in conditions for alternative in condition for p in alternative}:
            assert parameter in entry.defaults, f"{name}: an absent {parameter} cannot be judged"


def test_receiver_types_exist() -> None:
    types = knowledge.types()
    made = {*types.returns.values(), *(t for parts in types.tuple_returns.values() for t in parts)}
    made |= {t for table in (types.methods, types.attributes) for methods in table.values() for t in methods.values()}
    drawn = {r for variants in knowledge.draws().methods.values() for v in variants for r in v.receivers}
    assert drawn <= made | {"rdd"}
    assert {t for t in types.methods if not t.startswith("class:")} <= made | {"same"}


def test_star_names_follow_what_a_module_includes() -> None:
    assert {"plot", "randn", "linspace", "figure"} <= (knowledge.star_names("pylab") or set())
    assert "sin" in (knowledge.star_names("math") or ())
    assert knowledge.star_names("fastai.vision.all") is None


def test_ipython_names() -> None:
    table = knowledge.ipython()
    assert {"In", "Out", "_", "get_ipython", "display", "exit"} <= table.namespace
    assert "__file__" not in table.namespace | table.builtins
    assert any(re.fullmatch(p, "_12") for p in table.patterns)
    assert not any(re.fullmatch(p, "_x") for p in table.patterns)
    assert {"pip", "cd", "pwd", "time", "ls", "conda"} <= table.line_magics


def test_every_builtin_of_this_python_is_known() -> None:
    import builtins

    assert {n for n in dir(builtins) if not n.startswith("_")} - {
        "display",
        "get_ipython",
    } <= knowledge.ipython().builtins


@pytest.mark.parametrize(
    ("path", "system", "found"),
    [
        ("/home/ana/x.csv", "linux", "ana"),
        ("/Users/ana/x.csv", "macos", "ana"),
        ("C:\\Users\\ana\\x.csv", "windows", "ana"),
        ("c:/Users/ana/x.csv", "windows", "ana"),
        ("/homework/x.csv", "linux", None),
        ("/home/", "linux", None),
    ],
)
def test_homes(path: str, system: str, found: str | None) -> None:
    matches = (re.match(pattern, path) for pattern in knowledge.shared_places().homes[system])
    assert next((m.group(1) for m in matches if m), None) == found


@pytest.mark.parametrize(
    ("path", "is_unc"),
    [
        ("\\\\server\\share\\x", True),
        ("//server/share", True),
        ("/server/share", False),
        ("\\\\d+\\.csv", False),
        ("https://a/b", False),
    ],
)
def test_unc_paths(path: str, is_unc: bool) -> None:
    assert bool(re.match(knowledge.shared_places().unc_pattern, path)) is is_unc
