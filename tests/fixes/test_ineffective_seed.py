"""A `random_state` without effect is taken out; a splitter that refuses one is made to shuffle."""

from __future__ import annotations

import pytest

from tests.fixes.examples import fix_of, fixed

HEAD = (
    "from sklearn.model_selection import KFold, train_test_split\n"
    "from sklearn.linear_model import LogisticRegression, Ridge\n"
)


@pytest.mark.parametrize(
    ("before", "after", "safe"),
    [
        ("KFold(5, random_state=0)", "KFold(5, random_state=0, shuffle=True)", False),
        ("KFold(5, shuffle=False, random_state=0)", "KFold(5, shuffle=False)", True),
        ("train_test_split(x, shuffle=False, random_state=0)", "train_test_split(x, shuffle=False)", True),
        ("train_test_split(x, random_state=0, shuffle=False)", "train_test_split(x, shuffle=False)", True),
        ("Ridge(random_state=0)", "Ridge()", True),
        ("Ridge(random_state=0,)", "Ridge()", True),
        ("Ridge(random_state=0, alpha=2)", "Ridge(alpha=2)", True),
        ("Ridge((1.0), random_state=(0))", "Ridge((1.0))", True),
        ("Ridge(\n    alpha=2,\n    random_state=0,\n)", "Ridge(\n    alpha=2,\n)", True),
    ],
)
def test_the_fix(before: str, after: str, safe: bool) -> None:
    text = f"# %%\n{HEAD}# %%\n{before}\n"
    fix = fix_of(text, "NDR217")
    assert fix is not None
    assert fix.safe is safe
    assert fixed(text, "NDR217")[-1] == after


@pytest.mark.parametrize(
    "source",
    [
        "Ridge(random_state=draw())",
        "Ridge(alpha=1,  # why\n  random_state=0)",
    ],
)
def test_what_would_lose_something_is_left_alone(source: str) -> None:
    assert fix_of(f"# %%\n{HEAD}draw = int\n# %%\n{source}\n", "NDR217") is None
