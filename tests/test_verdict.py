"""What is said about a notebook as a whole."""

import pytest

from mldebt_lab.finding import Confidence, Evidence, Finding, Severity
from mldebt_lab.notebook import Notebook
from mldebt_lab.verdict import verdict_of

PYTHON = Notebook("a.ipynb", "python", "3", ())
ASKED = ("NDX101", "NDX102", "NDX103")


def _finding(code: str, severity: Severity, confidence: Confidence, evidence: Evidence) -> Finding:
    return Finding(code, "", "", severity, confidence, evidence, fingerprint=code.lower())


@pytest.mark.parametrize(
    ("finding", "verdict"),
    [
        (_finding("NDX101", "error", "proven", "static"), "fails"),
        (_finding("NDX120", "error", "proven", "static"), "fails"),
        (_finding("NDX101", "error", "likely", "static"), "plausible"),
        (_finding("NDX103", "warning", "likely", "recorded"), "doubtful"),
        (_finding("NDX108", "warning", "proven", "session"), "doubtful"),
        (_finding("NDX110", "warning", "likely", "recorded"), "doubtful"),
        (_finding("NDX110", "info", "likely", "static"), "plausible"),
        (_finding("NDX112", "warning", "proven", "recorded"), "plausible"),
        (_finding("NDP301", "error", "proven", "static"), "plausible"),
    ],
)
def test_verdict_by_the_findings(finding: Finding, verdict: str) -> None:
    """Only order and names decide; debt of another kind leaves the outputs as they are."""
    found, behind = verdict_of(PYTHON, [finding], ASKED, failed=False)
    assert found == verdict
    assert behind == ((finding.fingerprint,) if verdict in ("fails", "doubtful") else ())


def test_the_worst_counts() -> None:
    """Whatever the order; and only what has to be mended first is said to be behind the verdict."""
    doubt = _finding("NDX103", "warning", "likely", "recorded")
    failure = _finding("NDX102", "error", "proven", "static")
    assert verdict_of(PYTHON, [doubt, failure], ASKED, failed=False) == ("fails", ("ndx102",))


def test_what_was_not_looked_at_is_unknown() -> None:
    """Another language, a rule that failed, rules that were not asked."""
    assert verdict_of(PYTHON, [], ASKED, failed=False) == ("plausible", ())
    assert verdict_of(Notebook("a", "r", "4", ()), [], ASKED, failed=False) == ("unknown", ())
    assert verdict_of(PYTHON, [], ASKED, failed=True) == ("unknown", ())
    assert verdict_of(PYTHON, [], ("NDX101",), failed=False) == ("unknown", ())
