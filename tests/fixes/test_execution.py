"""Fixes run for real: a notebook that gives other results at every run gives the same ones after its fixes.

The cells are run from top to bottom in two fresh interpreters before and in two after the fixes. What is compared is
the name ``result`` at the end.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from mldebt_lab.mending import mend
from mldebt_lab.notebook import read_bytes
from mldebt_lab.places import Surroundings
from tests.cli.program import notebook as document
from tests.fixes.examples import ALL

for library in ("numpy", "pandas", "sklearn", "scipy"):
    pytest.importorskip(library)

DATA = "import numpy as np\nx = np.linspace(0, 1, 120).reshape(60, 2)\ny = np.arange(60) % 3\n"
FRAME = "import pandas as pd\nframe = pd.DataFrame({'a': range(1000)})\n"

DIFFERING = {
    "numpy": ["import numpy as np", "result = np.random.rand(5).tolist()"],
    "numpy, renamed": ["from numpy import random as rnd", "def draw():\n    return rnd.normal()", "result = draw()"],
    "numpy, one function": ["from numpy.random import rand as draw", "result = draw(3).tolist()"],
    "scipy": ["from scipy import stats", "result = stats.norm.rvs(size=3).tolist()"],
    "random": ["import random\nimport os", "values = list(range(99))\nrandom.shuffle(values)", "result = values"],
    "random, one function": ["from random import choice", "result = [choice(range(99)) for _ in range(9)]"],
    "generator": ["import numpy as np", "rng = np.random.default_rng()", "result = rng.random(3).tolist()"],
    "state": ["from numpy.random import RandomState", "result = RandomState(\n).rand(2).tolist()"],
    "random.Random": ["import random", "result = random.Random().random()"],
    "forest": [
        DATA,
        "from sklearn.ensemble import RandomForestClassifier",
        "model = RandomForestClassifier(\n    n_estimators=5,  # few\n    max_depth=3,\n).fit(x, y)",
        "result = model.feature_importances_.tolist()",
    ],
    "estimators in a loop": [
        DATA,
        "from sklearn.ensemble import ExtraTreesClassifier",
        "result = []\nfor n in (3, 4):\n    fitted = ExtraTreesClassifier(n).fit(x, y)\n"
        "    result.append(fitted.feature_importances_.tolist())",
    ],
    "saga": [
        DATA,
        "from sklearn.linear_model import LogisticRegression",
        "result = LogisticRegression(solver='saga', max_iter=3).fit(x, y).coef_.tolist()",
    ],
    "split": [
        DATA,
        "from sklearn.model_selection import train_test_split",
        "train, test = train_test_split(x, test_size=0.3)",
        "result = test.tolist()",
    ],
    "shuffled folds": [
        DATA,
        "from sklearn.model_selection import KFold",
        "result = [test.tolist() for _, test in KFold(3, shuffle=True).split(x)]",
    ],
    "sample": [FRAME, "part = frame.sample(frac=0.1)", "result = part['a'].tolist()"],
    "late seed": ["import numpy as np", "first = np.random.rand()", "np.random.seed(0)", "result = first"],
    "late seed with a draw below": [
        "import numpy as np\nfirst = np.random.rand()\nnp.random.seed(0)\nresult = [first, np.random.rand()]"
    ],
    "seed of another library": ["import random\nimport numpy as np\nrandom.seed(1)", "result = np.random.rand()"],
    "seed of another kind": ["import numpy as np\nnp.random.seed(1)", "result = np.random.default_rng().random()"],
}
FAILING = {
    "folds with a seed but no shuffle": [
        DATA,
        "from sklearn.model_selection import KFold",
        "folds = KFold(3, random_state=0)",
        "result = [test.tolist() for _, test in folds.split(x)]",
    ],
    "definition below": ["result = rate * 2", "rate = 0.1"],
    "two definitions below": ["import math", "result = area(2)", "def area(r):\n    return math.pi * r ** 2"],
    "import below": ["result = np.arange(3).tolist()", "# libraries", "import numpy as np"],
}


USELESS = [
    DATA,
    "from sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split",
    "train, test = train_test_split(x, shuffle=False, random_state=0)\n"
    "model = LogisticRegression(random_state=1, C=2).fit(x, y)",
    "result = [test.tolist(), model.coef_.tolist()]",
]

RUNNER = """
import json, random, sys
import numpy
results = {}
for name, cells in json.load(sys.stdin).items():
    random.seed()  # as at the start of a kernel
    numpy.random.seed()
    namespace = {}
    try:
        for cell in cells:
            exec(cell, namespace)
        results[name] = repr(namespace["result"])
    except Exception:
        results[name] = None
print(json.dumps(results))
"""

NOTEBOOKS = {**DIFFERING, **FAILING, "useless": USELESS}


def run(notebooks: dict[str, list[str]]) -> tuple[dict[str, str | None], dict[str, str | None]]:
    """What ``result`` is at the end of each notebook, in two interpreters; None for one that fails."""
    processes = [
        subprocess.Popen([sys.executable, "-c", RUNNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    first, second = (process.communicate(json.dumps(notebooks), timeout=300)[0] for process in processes)
    return json.loads(first), json.loads(second)


def mended(sources: list[str]) -> list[str]:
    """The cells after all fixes."""
    raw = json.dumps(document(*sources)).encode()
    after = mend(read_bytes(raw, "example.ipynb"), raw, ALL, Surroundings(), unsafe=True)
    assert after.applied
    return [cell.source for cell in after.after.code_cells]


@pytest.fixture(scope="module")
def before() -> tuple[dict[str, str | None], dict[str, str | None]]:
    """The notebooks as they are."""
    return run(NOTEBOOKS)


@pytest.fixture(scope="module")
def after() -> tuple[dict[str, str | None], dict[str, str | None]]:
    """The notebooks with all their fixes."""
    return run({name: mended(sources) for name, sources in NOTEBOOKS.items()})


Runs = tuple[dict[str, Any], dict[str, Any]]


@pytest.mark.parametrize("name", DIFFERING)
def test_two_runs_differ_before_and_agree_after(name: str, before: Runs, after: Runs) -> None:
    assert None not in (before[0][name], before[1][name])
    assert before[0][name] != before[1][name], "nothing was random"
    assert None not in (after[0][name], after[1][name])
    assert after[0][name] == after[1][name]


@pytest.mark.parametrize("name", FAILING)
def test_a_run_fails_before_and_not_after(name: str, before: Runs, after: Runs) -> None:
    assert before[0][name] is None
    assert after[0][name] is not None


def test_to_take_out_a_seed_without_effect_changes_nothing(before: Runs, after: Runs) -> None:
    assert "random_state" not in "".join(mended(USELESS))
    assert before[0]["useless"] is not None
    assert before[0]["useless"] == after[0]["useless"]
