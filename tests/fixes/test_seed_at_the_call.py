"""A seed is passed where the call takes it, in the layout that the call has, and nowhere where it would do harm."""

from __future__ import annotations

import ast

import pytest

from mldebt_lab.fixes.application import applied
from tests.fixes.examples import first, fix_of, fixed, notebook_of

FOREST = "from sklearn.ensemble import RandomForestClassifier as Forest\n"
SPLIT = "from sklearn.model_selection import train_test_split\n"
FRAME = 'import pandas as pd\nframe = pd.read_csv("data.csv")\n'
NUMPY = "import numpy as np\n"


@pytest.mark.parametrize(
    ("code", "head", "before", "after"),
    [
        ("NDR204", FOREST, "Forest()", "Forest(random_state=42)"),
        ("NDR204", FOREST, "Forest(50)", "Forest(50, random_state=42)"),
        ("NDR204", FOREST, "Forest(50,)", "Forest(50, random_state=42)"),
        ("NDR204", FOREST, "Forest( )", "Forest(random_state=42 )"),
        ("NDR204", FOREST, "Forest((50))", "Forest((50), random_state=42)"),
        ("NDR204", FOREST, "Forest(random_state=None)", "Forest(random_state=42)"),
        ("NDR204", FOREST, "Forest(  # many\n)", "Forest(random_state=42  # many\n)"),
        (
            "NDR204",
            FOREST,
            "Forest(\n    n_estimators=50,\n    max_depth=3,\n)",
            "Forest(\n    n_estimators=50,\n    max_depth=3,\n    random_state=42,\n)",
        ),
        (
            "NDR204",
            FOREST,
            "Forest(\n    n_estimators=50,\n    max_depth=3\n)",
            "Forest(\n    n_estimators=50,\n    max_depth=3,\n    random_state=42\n)",
        ),
        (
            "NDR204",
            FOREST,
            "Forest(n_estimators=50,\n       max_depth=3)",
            "Forest(n_estimators=50,\n       max_depth=3, random_state=42)",
        ),
        (
            "NDR204",
            FOREST,
            "Forest(\n    n_estimators=50  # enough\n)",
            "Forest(\n    n_estimators=50, random_state=42  # enough\n)",
        ),
        ("NDR205", SPLIT, "train_test_split(rows)", "train_test_split(rows, random_state=42)"),
        ("NDR205", SPLIT, "train_test_split(*[rows, labels])", "train_test_split(*[rows, labels], random_state=42)"),
        ("NDR206", FRAME, "part = frame.sample(5)", "part = frame.sample(5, random_state=42)"),
        ("NDR206", FRAME, "part = (frame\n  .sample(\n5))", "part = (frame\n  .sample(\n5, random_state=42))"),
        ("NDR206", "", "part = df.sample(frac=0.1)", "part = df.sample(frac=0.1, random_state=42)"),
        ("NDR206", "import polars\n", "part = df.sample(frac=0.1)", None),
        ("NDR202", NUMPY, "np.random.default_rng()", "np.random.default_rng(42)"),
        ("NDR202", NUMPY, "np.random.default_rng(None)", "np.random.default_rng(42)"),
        ("NDR202", NUMPY, "np.random.RandomState(seed=None)", "np.random.RandomState(seed=42)"),
        ("NDR202", NUMPY, "g = np.random.Generator(np.random.PCG64())", "g = np.random.Generator(np.random.PCG64(42))"),
        ("NDR202", NUMPY, "ö = 'ä', np.random.default_rng()", "ö = 'ä', np.random.default_rng(42)"),
        ("NDR202", NUMPY, "def f():\n    return np.random.default_rng()\nf()", None),
        ("NDR202", NUMPY, "[np.random.default_rng() for _ in range(3)]", None),
        ("NDR202", NUMPY, "for _ in range(3):\n    np.random.default_rng()", None),
    ],
)
def test_the_call_gets_a_seed(code: str, head: str, before: str, after: str | None) -> None:
    notebook = f"# %%\n{head}# %%\n{before}\n"
    if after is None:
        fix = fix_of(notebook, code)
        assert fix is None or "seed(42)" in fix.title  # a seed for the whole library, never one at this call
    else:
        assert fixed(notebook, code)[-1] == after


def test_under_a_line_magic() -> None:
    assert fixed(f"# %%\n{FOREST}# %%\n%time model = Forest(n_jobs=2)\n", "NDR204")[-1] == (
        "%time model = Forest(n_jobs=2, random_state=42)"
    )


IN_F_STRINGS = ["f'{Forest()}'", "f'ä{1:{2}} {Forest()!r:>{3}}'", "f'{Forest(5)} {Forest(5)}'"]


@pytest.mark.parametrize("source", IN_F_STRINGS)
def test_in_an_f_string_the_right_place_or_none(source: str) -> None:
    # Before Python 3.12 the parser does not say for sure where a part of an f-string stands.
    notebook = notebook_of(f"# %%\n{FOREST}# %%\n{source}\n")
    fix = first(notebook, "NDR204").fix
    if fix is not None and fix.title.startswith("Pass"):
        after = applied(notebook, fix.operations).cells[1].source
        assert after.replace(", random_state=42", "", 1).replace("random_state=42", "", 1) == source
        assert ast.parse(after)


def test_two_generators_get_different_seeds() -> None:
    text = (
        f"# %%\n{NUMPY}a = np.random.default_rng(43)\n# %%\nb = np.random.default_rng()\nc = np.random.default_rng()\n"
    )
    sources = fixed(text, "NDR202")
    assert sources[-1].startswith("b = np.random.default_rng(42)\n")
    assert fixed("# %%\n" + "\n# %%\n".join(sources) + "\n", "NDR202")[-1].endswith("c = np.random.default_rng(44)")


@pytest.mark.parametrize(
    "source",
    [
        "for depth in range(3):\n    Forest(max_depth=depth)",
        "models = [Forest(depth) for depth in range(3)]",
        "def model():\n    return Forest()\nmodel()",
        "make = lambda: Forest()\nmake()",
    ],
)
def test_where_a_call_runs_more_than_once_its_library_is_seeded(source: str) -> None:
    sources = fixed(f"# %%\n{NUMPY}{FOREST}# %%\n{source}\n", "NDR204")
    assert sources[0].endswith("as Forest\nnp.random.seed(42)")
    assert sources[1] == source


@pytest.mark.parametrize(
    "source",
    [
        "Model = Forest if fast else Neighbours\nmodel = Model(n_jobs=2)",
        "settings = {'random_state': None}\nmodel = Forest(**settings)",
    ],
)
def test_a_call_that_may_not_take_the_seed_is_left_alone(source: str) -> None:
    head = FOREST + "from sklearn.neighbors import KNeighborsClassifier as Neighbours\nfast = input()\n"
    fix = fix_of(f"# %%\n{NUMPY}{head}# %%\n{source}\n", "NDR204")
    assert fix is not None
    assert fix.title == "Set a seed: `np.random.seed(42)`"


def test_a_seed_is_unsafe_where_outputs_are_stored() -> None:
    text = f"# %% [1]\n{FOREST}model = Forest()\n# %% [2]\nmodel.fit(x, y)\n"
    executed, cleared = fix_of(text, "NDR204"), fix_of(text.replace(" [1]", "").replace(" [2]", ""), "NDR204")
    assert executed is not None
    assert cleared is not None
    assert (executed.safe, cleared.safe) == (False, True)
