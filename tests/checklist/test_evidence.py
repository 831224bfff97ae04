"""The evidence of the further profiles: what is seen passes, what is not seen is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from mldebt_lab.checklist.summary import scored, summarised
from tests.checklist.projects import answers, answers_of_file
from tests.cli.program import notebook, write

FIT = "# %% [1]\nfrom sklearn.linear_model import Ridge\nmodel = Ridge().fit(x, y)"
SEEN = [
    ("pineau-v2", "MRC-6", "# %% [1]\ntable.describe()"),
    ("pineau-v2", "MRC-7", "# %%\na, b = train_test_split(x, test_size=0.2)"),
    ("pineau-v2", "MRC-12", FIT),
    ("pineau-v2", "MRC-13", "# %%\nprint(accuracy_score(y, z))"),
    ("pineau-v2", "MRC-14", "# %%\nimport joblib\njoblib.dump(model, 'model.joblib')"),
    ("pineau-v2", "MRC-19", "# %%\ns = cross_val_score(m, x, y)\nprint(s.mean(), s.std())"),
    ("pineau-v2", "MRC-20", "# %%\n%%time\nf()"),
    ("pineau-v2", "MRC-21", "# %% [1]\n!nvidia-smi"),
    ("ml-test-score", "MTS-M3", "# %%\nGridSearchCV(m, {}).fit(x)"),
    ("ml-test-score", "MTS-M6", "# %%\nMetricFrame(metrics=m)"),
    ("ml-test-score", "MTS-M7", "# %%\nimport fairlearn"),
    ("ml-test-score", "MTS-I4", "# %%\nassert accuracy > 0.9"),
    ("ml-test-score", "MTS-D1", "# %%\nimport pandera\nschema = pandera.DataFrameSchema({})"),
]


@pytest.mark.parametrize(("profile", "item", "text"), SEEN)
def test_what_is_seen_passes(profile: str, item: str, text: str, tmp_path: Path) -> None:
    assert answers(text, tmp_path, profile=profile)[item].state == "pass"


@pytest.mark.parametrize(("profile", "item", "text"), SEEN)
def test_what_is_not_seen_is_not_known(profile: str, item: str, text: str, tmp_path: Path) -> None:
    commented = "\n".join(line if line.startswith("# %%") else f"# {line}" for line in text.split("\n"))
    assert answers(commented, tmp_path, profile=profile)[item].state == "unknown"


def test_statistics_have_to_be_shown(tmp_path: Path) -> None:
    assert answers("# %%\ntable.describe()", tmp_path, profile="pineau-v2")["MRC-6"].state == "unknown"


def test_stored_times_are_a_record(tmp_path: Path) -> None:
    document = notebook("x = 1")
    document["cells"][0]["metadata"] = {"execution": {"iopub.execute_input": "2026-01-01T00:00:00Z"}}
    assert answers_of_file(write(tmp_path / "a.ipynb", document), "pineau-v2")["MRC-20"].state == "pass"


@pytest.mark.parametrize(
    ("readme", "state"),
    [
        (None, "fail"),
        ("# A project", "fail"),
        ("| model | score |\n|---|---|\n| a | 1 |\n", "fail"),
        ("| model | score |\n|---|---|\n| a | 1 |\n\nmake sure that it works\n", "fail"),
        ("| model | score |\n|---|---|\n| a | 1 |\n\n    $ make all\n", "pass"),
        ("| model | score |\n|---|---|\n| a | 1 |\n\n```\npython train.py --seed 1\n```\n", "pass"),
    ],
)
def test_the_readme_needs_a_table_and_a_command(readme: str | None, state: str, tmp_path: Path) -> None:
    files = {"README.md": readme} if readme is not None else {}
    assert answers("# %%\nx = 1", tmp_path, files, "code-completeness")["MCC-5"].state == state


def test_what_is_asked_tells_what_was_seen_and_stays_open(tmp_path: Path) -> None:
    item = answers("# %%\nGridSearchCV(m, {}).fit(x)", tmp_path, profile="pineau-v2")["MRC-16"]
    assert (item.kind, item.state) == ("ask", "unknown")
    assert "GridSearchCV" in item.evidence


def test_the_weakest_section_is_the_score(tmp_path: Path) -> None:
    files = {
        "tests/test_features.py": "",
        ".github/workflows/ci.yml": "run: pytest --nbmake",
        ".github/dependabot.yml": "version: 2",
    }
    items = tuple(answers("# %%\nGridSearchCV(m, {}).fit(x)", tmp_path, files, "ml-test-score").values())
    score = scored(items)
    assert score is not None
    assert dict(score.sections) == {"Data": 1.0, "Model": 0.5, "Infrastructure": 1.0, "Monitoring": 1.0}
    assert (score.total, score.weakest) == (0.5, "Model")
    assert "holes" in score.meaning


def test_others_are_not_scored_but_summed_up(tmp_path: Path) -> None:
    items = tuple(answers("# %%\nprint(x)\n# %%\nx = 1", tmp_path).values())
    assert scored(items) is None
    states = [item.state for item in items]
    expected = f"{states.count('pass')} of {len(items)} pass, 1 fail, {states.count('unknown')} not known"
    assert summarised(items).startswith(expected)
