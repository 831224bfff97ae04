"""Cells are moved only where that is proven to mend the order and to change nothing else."""

from __future__ import annotations

import pytest

from tests.fixes.examples import fix_of, fixed


def cells(*sources: str) -> str:
    """A notebook in the cell notation."""
    return "".join(f"# %%\n{source}\n" for source in sources)


def test_the_defining_cell_moves_above_the_reader() -> None:
    text = cells("a = 1", "print(rate)", "b = 2", "rate = a / 10")
    assert fixed(text, "NDX101") == ["a = 1", "rate = a / 10", "print(rate)", "b = 2"]


@pytest.mark.parametrize(
    "sources",
    [
        ("print(rate)", "a = 1", "rate = a"),  # needs a cell in between
        ("a = 1", "print(rate)", "a = 2", "rate = a"),  # its input is bound again in between
        ("a = [1]", "print(rate)", "a.append(2)", "rate = a"),  # its input is changed in between
        ("a = 1", "print(rate)", "print(a)", "rate, a = 2, 3"),  # it binds what is read in between
        ("print(rate)", "print(max(1, 2))", "rate = 2\nmax = None"),  # it hides a builtin that is read in between
        ("print(rate)", "!pip install rates", "import rates as rate"),  # it needs what is installed in between
        ("print(rate)", "%cd data", "rate = open('rate.txt').read()"),  # it reads from another folder
        (
            "print(rate)",
            "open('rate.txt', 'w').write('1')",
            "rate = open('rate.txt').read()",
        ),  # it reads what is written
        (
            "import random\nprint(rate)",
            "x = random.random()",
            "rate = random.random()",
        ),  # it draws from the same stream
        ("print(rate)", "from rates import *", "rate = 2"),  # anything may be bound in between
        ("print(rate)", "a = 1", "%run rates.py\nrate = 1"),  # it may bind anything
        ("print(rate)\nrate = 1",),  # one cell
    ],
)
def test_a_cell_that_depends_on_its_place_stays(sources: tuple[str, ...]) -> None:
    assert fix_of(cells(*sources), "NDX101") is None


def test_the_move_is_unsafe_where_cells_share_data() -> None:
    apart = fix_of(cells("a = 1", "print(rate)", "rate = a"), "NDX101")
    shared = fix_of(cells("a = make()\n", "print(rate, a)", "rate = a").replace("make()", "input()"), "NDX101")
    assert apart is not None
    assert shared is not None
    assert (apart.safe, shared.safe) == (True, False)


def test_all_cells_go_into_the_order_in_which_they_ran() -> None:
    text = (
        "# %% [markdown]\n# Result\n# %% [4]\nprint(total)\n# %% [markdown]\n# Sum\n# %% [3]\ntotal = sum(rows)\n"
        "# %% [1]\nimport math\n# %% [2]\nrows = [math.pi]\n# %% [markdown]\nEnd\n"
    )
    fix = fix_of(text, "NDX101")
    assert fix is not None
    assert fix.safe is False
    assert fixed(text, "NDX101") == [
        "import math",
        "rows = [math.pi]",
        "# Sum",
        "total = sum(rows)",
        "# Result",
        "print(total)",
        "End",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# %% [4]\nprint(total)\n# %%\ntotal = sum(rows)\n# %% [2]\nrows = [1]\n",  # a cell never ran
        "# %% [4]\nprint(total)\n# %% [2]\ntotal = sum(rows)\n# %% [2]\nrows = [1]\n",  # two sessions
        "# %% [4]\nprint(total)\n# %% [3] error=KeyError\ntotal = sum(rows)\n# %% [2]\nrows = [1]\n",  # it failed
        "# %% [4]\nprint(total)\n# %% [1]\ntotal = sum(rows)\n# %% [2]\nrows = [1]\n",  # a cell ran too early then, too
        "# %% [4]\nprint(total, gone)\n# %% [3]\ntotal = sum(rows)\n# %% [2]\nrows = [1]\n",  # a name is gone
    ],
)
def test_an_order_that_may_not_have_worked_is_not_proposed(text: str) -> None:
    assert fix_of(text, "NDX101") is None
