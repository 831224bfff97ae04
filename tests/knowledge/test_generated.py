"""The committed tables are what their generators make."""

import importlib
import os

import pytest

os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.mark.usefixtures("same_versions")
@pytest.mark.parametrize("name", ["draws", "estimators", "types"])
def test_table_is_what_its_generator_makes(name: str) -> None:
    import table

    generator = importlib.import_module(f"generate_{name}")
    assert table.render(generator.build(table.read(name))) == (table.FOLDER / f"{name}.json").read_text("utf-8")


def test_this_ipython_adds_no_name() -> None:
    import table

    pytest.importorskip("IPython")
    generator = importlib.import_module("generate_ipython")
    assert generator.build(table.read("ipython")) == table.read("ipython")


def test_star_imports_here_bind_nothing_more() -> None:
    import generate_star_exports

    from mldebt_lab import knowledge

    # Which constants of sockets and signals there are depends on how Python was built.
    more = {
        module: {name for name in found if not name.isupper()} - (knowledge.star_names(module) or set())
        for module in knowledge.star_exports().modules
        if (found := generate_star_exports.exports(module))
    }
    assert {module: names for module, names in more.items() if names} == {}


def test_conditions_are_derived_as_general_as_they_can_be() -> None:
    pytest.importorskip("sklearn")
    from conditions import derive
    from estimator_grid import NO_YES, one_of

    axes = {"solver": one_of("a", "b", "c"), "dual": NO_YES}
    random = {("b", True), ("c", True), ("c", False)}
    outcomes = {
        f"solver={s.test} & dual={d.test}": "random" if (s.value, d.value) in random else "same"
        for s in axes["solver"]
        for d in axes["dual"]
    }
    assert derive(axes, outcomes, "random", frozenset()) == [
        {"dual": {"in": [True]}, "solver": {"in": ["b", "c"]}},
        {"solver": {"in": ["c"]}},
    ]
