"""One notebook's report: what is put together from the analysis, the rules and the suppressions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from mldebt_lab.config import Settings
from mldebt_lab.dataflow.analysis import Analysis
from mldebt_lab.finding import Finding
from mldebt_lab.globs import Glob
from mldebt_lab.lint import check_notebook, check_unreadable
from mldebt_lab.notebook import Notebook, Unreadable
from mldebt_lab.notebook.ignores import Ignore
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.places import Surroundings
from mldebt_lab.rules.base import Rule
from mldebt_lab.rules.example import parse_example

HERE = Surroundings("/home/alice/project", "work")
NAMES = Settings(select=("NDX101", "NDX102"))


@pytest.fixture(autouse=True)
def _raise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLDEBT_RAISE", "1")


def _notebook(text: str, path: str = "a.ipynb") -> Notebook:
    return replace(parse_example(text).notebook, path=path)


def _check(text: str, settings: Settings = NAMES) -> NotebookReport:
    return check_notebook(_notebook(text), settings, HERE)


def _fingerprints(text: str) -> list[str]:
    return [finding.fingerprint for finding in _check(text).findings]


def test_findings_stand_in_the_order_of_the_document() -> None:
    """By cell, line and column."""
    report = _check("# %%\nprint(b, a)\nprint(c)\n# %%\nprint(d)")
    assert [finding.names for finding in report.findings] == [("b",), ("a",), ("c",), ("d",)]


def test_a_fingerprint_outlives_what_happens_around_the_finding() -> None:
    """Moved cells, edited neighbours, comments, layout; where the project lies and how the file is named."""
    original = _fingerprints("# %%\nx = 1\n# %%\ny = f(x, gone)\n# %%\ndef f(*a): pass")[:1]
    assert original
    assert _fingerprints("# %% [markdown]\nNew\n# %%\n# note\ny = f( x,\n  gone)  # why\n# %%\ndef f(*a): pass")
    for text in (
        "# %%\nx = 2\n# %%\nz = 0\ny = f(x, gone)\n# %%\ndef f(*a): pass",
        "# %% [markdown]\nNew\n# %%\nx = 1\n# %%\n# note\ny = f( x,\n  gone)  # why\n# %%\ndef f(*a): pass",
    ):
        assert [one for one in _fingerprints(text) if one in original] == original
    notebook = _notebook("# %%\nprint(gone)")
    prints = {
        check_notebook(replace(notebook, path=path), NAMES, surroundings).findings[0].fingerprint
        for path, surroundings in (
            ("a.ipynb", HERE),
            ("project/work/a.ipynb", replace(HERE, project_root="/elsewhere")),
            ("work\\a.ipynb", HERE),
        )
    }
    assert len(prints) == 1


def test_equal_statements_have_fingerprints_of_their_own() -> None:
    """By which of them it is; another notebook's are different."""
    text = "# %%\nimport numpy as np\n# %%\nprint(np.random.rand())\n# %%\nprint(np.random.rand())"
    findings = _check(text, Settings(select=("NDR201",))).findings
    assert len({finding.fingerprint for finding in findings}) == len(findings) == 2
    prints = _fingerprints("# %%\nprint(gone)")
    elsewhere = check_notebook(_notebook("# %%\nprint(gone)", "b.ipynb"), NAMES, HERE)
    assert elsewhere.findings[0].fingerprint not in prints


def test_suppressed_findings_are_listed_apart() -> None:
    """And do not decide the verdict."""
    report = _check("# %%\nprint(gone)  # mldebt: ignore[NDX102] as a lesson")
    assert (report.findings, report.verdict) == ((), "plausible")
    assert (report.ignored[0].scope, report.ignored[0].reason) == ("comment", "as a lesson")
    assert report.ignored[0].finding.fingerprint == _fingerprints("# %%\nprint(gone)")[0]


def test_the_configuration_suppresses_by_the_notebooks_path() -> None:
    """Below the folder of its file."""
    ignores = ((Glob("/home/alice/project", "work/*.ipynb"), (Ignore("NDX"),)),)
    assert _check("# %%\nprint(gone)", replace(NAMES, per_notebook_ignores=ignores)).ignored[0].scope == "project"
    ignores = ((Glob("/home/alice", "work/*.ipynb"), (Ignore("NDX"),)),)
    assert _check("# %%\nprint(gone)", replace(NAMES, per_notebook_ignores=ignores)).ignored == ()


def test_rules_that_need_python_are_not_asked_about_other_languages() -> None:
    """R code would be full of names that nobody defines."""
    report = check_notebook(replace(_notebook("# %%\nprint(gone)"), language="r"), Settings(), HERE)
    assert [finding for finding in report.findings if finding.code in ("NDX101", "NDX102", "NDX120")] == []
    assert report.verdict == "unknown"


def test_an_unreadable_file_is_a_finding() -> None:
    """With the reason, unless the rule is not wanted."""
    error = Unreadable("The file is empty.")
    report = check_unreadable("sub/a.ipynb", error, Settings(), HERE)
    assert [(finding.code, finding.message, finding.cell) for finding in report.findings] == [
        ("NDX121", "The file is empty.", None)
    ]
    assert report.verdict == "unknown"
    assert report.findings[0].fingerprint
    assert check_unreadable("a.ipynb", error).findings != ()
    assert check_unreadable("a.ipynb", error, Settings(ignore=("NDX121",))).findings == ()
    assert "The file is empty." in check_unreadable("a.ipynb", error, Settings(ignore=("NDX121",))).limits[0].why


def test_a_rule_that_fails_does_not_keep_others_from_reporting(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said in words, with the traceback for the log; and nothing is called plausible any more."""
    from mldebt_lab.rules.order.use_before_definition import UseBeforeDefinition

    def check(_self: Rule, _analysis: Analysis) -> Iterator[Finding]:
        raise KeyError("oh")

    monkeypatch.setattr(UseBeforeDefinition, "check", check)
    with pytest.raises(KeyError):
        _check("# %%\nprint(1)")
    monkeypatch.delenv("MLDEBT_RAISE")
    report = _check("# %%\nprint(1)")
    assert report.verdict == "unknown"
    assert [limit.why for limit in report.limits] == ["Missing because of an internal error: the findings of NDX101."]
    assert "KeyError: 'oh'" in report.internal_errors[0]
    assert [finding.code for finding in _check("# %%\nprint(gone)").findings] == ["NDX102"]
