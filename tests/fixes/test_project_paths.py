"""A path into the project is written relative to the notebook's folder."""

from __future__ import annotations

import pytest

from mldebt_lab.places import Surroundings
from tests.fixes.examples import fix_of, fixed

HOME = Surroundings("/home/ada/taxi", "notebooks")
DATA = Surroundings("/srv/taxi", "")
WINDOWS = Surroundings("C:/Users/ada/taxi", "notebooks")


@pytest.mark.parametrize(
    ("code", "surroundings", "before", "after", "safe"),
    [
        ("NDP301", HOME, 'open("/home/ada/taxi/data/a.csv")', 'open("../data/a.csv")', True),
        ("NDP301", HOME, "open(file='/home/ada/taxi/notebooks/a b.csv')", "open(file='a b.csv')", True),
        ("NDP301", HOME, "open(r'/home/ada/taxi/data/' + name)", "open(r'/home/ada/taxi/data/' + name)", None),
        ("NDP302", DATA, "open('/srv/taxi/a.csv')", "open('a.csv')", True),
        ("NDP302", DATA, "D = '/srv/taxi/data/'\nopen(D + 'a.csv')", "D = 'data/'\nopen(D + 'a.csv')", False),
        ("NDP302", DATA, "D = '/srv/taxi'\nopen(D + '/a.csv')", "D = '.'\nopen(D + '/a.csv')", False),
        ("NDP301", WINDOWS, "open(r'C:\\Users\\ada\\taxi\\data\\a.csv')", "open('../data/a.csv')", True),
    ],
)
def test_the_fix(code: str, surroundings: Surroundings, before: str, after: str, safe: bool | None) -> None:
    text = f"# %%\nname = input()\n# %%\n{before}\n"
    fix = fix_of(text, code, surroundings)
    assert fix is not None
    if safe is None:
        assert fixed(text, code, surroundings)[1] == before.replace("r'/home/ada/taxi/data/'", "'../data/'")
    else:
        assert (fix.safe, fixed(text, code, surroundings)[1]) == (safe, after)


@pytest.mark.parametrize(
    ("source", "surroundings"),
    [
        ('open("/home/bob/taxi/data/a.csv")', HOME),  # another place
        ('open("/home/ada/taxis/data/a.csv")', HOME),
        ('open("/home/ada/taxi/../a.csv")', HOME),
        ('open("/home/ada/taxi/a.csv")', Surroundings()),  # the project's place is unknown
        ("import os\nos.chdir('data')\nopen('/home/ada/taxi/a.csv')", HOME),  # another folder is worked in
        ("%cd /home/ada/taxi", HOME),
        ("!cat /home/ada/taxi/a.csv", HOME),
    ],
)
def test_other_paths_are_left_alone(source: str, surroundings: Surroundings) -> None:
    text = f"# %%\n{source}\n"
    assert fix_of(text, "NDP301", surroundings) is None
