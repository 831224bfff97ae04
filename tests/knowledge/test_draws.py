"""Draws and seeds, by drawing: what is listed moves the global state, what seeds it makes runs equal."""

import importlib
import inspect
import pkgutil
import random
from typing import Any

import pytest

from mldebt_lab import knowledge

np = pytest.importorskip("numpy")
stats = pytest.importorskip("scipy.stats")
pytest.importorskip("sklearn")

SEEDS = {"random_state", "rng", "seed"}
ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "numpy.random.binomial": (5, 0.5), "numpy.random.choice": (5,), "numpy.random.dirichlet": ([1, 2],),
        "numpy.random.f": (2, 3),
    "numpy.random.hypergeometric": (9, 9, 3), "numpy.random.multinomial": (5, [0.5, 0.5]), "numpy.random.bytes": (4,),
    "numpy.random.multivariate_normal": ([0, 0], [[1, 0], [0, 1]]), "numpy.random.negative_binomial": (3, 0.4),
    "numpy.random.noncentral_chisquare": (2, 3), "numpy.random.noncentral_f": (2, 3, 1),
        "numpy.random.permutation": (9,),
    "numpy.random.randint": (9,), "numpy.random.random_integers": (9,), "numpy.random.triangular": (0, 1, 2),
    "numpy.random.vonmises": (0, 1), "numpy.random.wald": (1, 1), "numpy.random.zipf": (3,), "numpy.random.beta": (1,
        2),
    "numpy.random.rand": (), "numpy.random.randn": (), "numpy.random.random": (), "numpy.random.random_sample": (),
    "numpy.random.ranf": (), "numpy.random.sample": (), "numpy.random.normal": (), "numpy.random.uniform": (),
    "numpy.random.gumbel": (), "numpy.random.laplace": (), "numpy.random.logistic": (), "numpy.random.lognormal": (),
    "numpy.random.exponential": (), "numpy.random.poisson": (), "numpy.random.rayleigh": (),
        "numpy.random.standard_cauchy": (),
    "numpy.random.standard_exponential": (), "numpy.random.standard_normal": (),
    "random.betavariate": (1, 2), "random.binomialvariate": (5, 0.5), "random.choice": ([1, 2, 3],),
        "random.choices": ([1, 2, 3],),
    "random.expovariate": (1,), "random.getrandbits": (8,), "random.randbytes": (4,), "random.randint": (1, 9),
    "random.randrange": (9,), "random.random": (), "random.sample": (range(9), 3), "random.triangular": (),
    "random.paretovariate": (1,),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(knowledge.draws().streams["numpy"].draws))
def test_numpy_draw_moves_the_global_state(name: str) -> None:
    function = getattr(np.random, name.rpartition(".")[2], None)
    if name.startswith("scipy."):
        pytest.skip("gone from current versions")
    arguments = ([3, 1, 2],) if name.endswith("shuffle") else ARGUMENTS.get(name, (0.7,))
    np.random.seed(1)
    before = np.random.get_state()[1:3]
    with np.testing.suppress_warnings() as quiet:
        quiet.filter(DeprecationWarning)
        for _ in range(3):
            function(*arguments)
    after = np.random.get_state()[1:3]
    assert not (np.array_equal(before[0], after[0]) and before[1] == after[1])


@pytest.mark.parametrize("name", sorted(knowledge.draws().streams["stdlib"].draws))
def test_stdlib_draw_moves_the_hidden_state(name: str) -> None:
    function = getattr(random, name.rpartition(".")[2], None)
    if function is None:
        pytest.skip("newer than this Python")
    random.seed(1)
    before = random.getstate()
    function(*(([3, 1, 2],) if name == "random.shuffle" else ARGUMENTS.get(name, (1, 2))))
    assert random.getstate() != before


def test_no_public_draw_of_numpy_and_random_is_forgotten() -> None:
    streams = knowledge.draws().streams
    quiet = {"seed", "get_state", "set_state", "getstate", "setstate"}
    bound = {f"random.{n}" for n in random.__all__ if getattr(getattr(random, n), "__self__", None) is random._inst}  # type: ignore[attr-defined]
    legacy = {
        f"numpy.random.{n}"
        for n in np.random.__all__
        if isinstance(getattr(getattr(np.random, n), "__self__", None), np.random.RandomState)
    }
    for names, stream in ((bound, "stdlib"), (legacy, "numpy")):
        public = {n for n in names if n.rpartition(".")[2] not in quiet}
        assert len(public) > 15
        assert public <= streams[stream].draws


def public_seed_takers(package: str) -> dict[int, tuple[Any, list[str]]]:
    """Every public callable of the package with a seed parameter, with all its public names."""
    found: dict[int, tuple[Any, list[str]]] = {}
    root = importlib.import_module(package)
    for info in pkgutil.walk_packages(root.__path__, f"{package}."):
        if any(p.startswith("_") or p in ("tests", "conftest", "externals") for p in info.name.split(".")):
            continue
        try:
            module = importlib.import_module(info.name)
        except Exception:
            continue
        for name in getattr(module, "__all__", None) or [n for n in dir(module) if not n.startswith("_")]:
            value = getattr(module, name, None)
            if not callable(value) or not (getattr(value, "__module__", None) or "").startswith(package):
                continue
            try:
                parameters = inspect.signature(value).parameters
            except (TypeError, ValueError):
                continue
            if SEEDS & set(parameters):
                found.setdefault(id(value), (value, []))[1].append(f"{info.name}.{name}")
    return found


@pytest.mark.parametrize("package", ["sklearn", "scipy"])
@pytest.mark.usefixtures("same_versions")
def test_no_public_call_with_a_seed_is_forgotten(package: str) -> None:
    from function_grid import LEFT_OUT

    known = {*knowledge.draws().global_state_calls, *knowledge.estimators().estimators, *LEFT_OUT}
    forgotten = [
        names
        for value, names in public_seed_takers(package).values()
        if not set(names) & known and not any(f"{name}.rvs" in known for name in names) and not hasattr(value, "rvs")
    ]
    assert forgotten == []


@pytest.mark.parametrize("name", [n for n in knowledge.draws().global_state_calls if n.endswith(".rvs")])
def test_distributions_take_their_seed_where_the_table_says(name: str) -> None:
    family = getattr(stats, name.split(".")[2], None)
    if not isinstance(family, (stats.rv_continuous, stats.rv_discrete)):
        pytest.skip("a distribution of vectors or matrices")
    entry = knowledge.draws().global_state_calls[name]
    shapes = entry.parameters.index("loc")
    given = {
        **dict(zip(entry.parameters[:shapes], _shape_values(family), strict=True)),
        "loc": 0,
        "scale": 1,
        "size": 3,
    }
    positional = [given[p] for p in entry.parameters]
    seeded = family.rvs(*positional, **{entry.parameter: 5})
    np.random.seed(5)
    assert np.array_equal(seeded, family.rvs(*positional))


def _shape_values(family: Any) -> list[float]:
    from scipy.stats._distr_params import distcont, distdiscrete

    return next((list(values) for name, values in [*distcont, *distdiscrete] if name == family.name), [])


def test_generators_are_seeded_by_their_argument() -> None:
    for name, generator in knowledge.draws().generators.items():
        if not name.startswith("numpy.random.") or generator.wraps_generator or name.endswith("SeedSequence"):
            continue
        make = getattr(np.random, name.rpartition(".")[2])
        streams = [np.random.Generator(g) if hasattr(g := make(**{str(generator.seed.name): 3}),
            "lock") and not hasattr(g, "random") else g
                   for _ in range(2)]  # fmt: skip
        assert streams[0].random(3).tolist() == streams[1].random(3).tolist()
    assert random.Random(3).random() == random.Random(3).random()
