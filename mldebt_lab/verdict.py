"""Whether a notebook's outputs are those of a clean run, as far as is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mldebt_lab.finding import Finding
from mldebt_lab.notebook import Notebook
from mldebt_lab.outcome import Verdict

_DECIDING = ("NDX101", "NDX102")
"""The rules that must have looked before nothing found means anything."""
_DOUBT = frozenset({"NDX103", "NDX107", "NDX108", "NDX110"})


def verdict_of(
    notebook: Notebook, findings: Iterable[Finding], asked: Collection[str], *, failed: bool
) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict on a notebook in which the rules ``asked`` found ``findings``, and what it rests on.

    ``failed`` tells that some rules could not report. *fails*: an error of order or names is proven. *doubtful*: stored
    counts or the session show that outputs are not those of a clean run. *plausible*: nothing was found. *unknown*: it
    could not be looked at. Beside it stand the fingerprints of the findings without which it would be a better one.
    """
    order = [finding for finding in findings if finding.code.startswith("NDX")]
    failures = [finding.fingerprint for finding in order if _proves_failure(finding)]
    if failures:
        return "fails", tuple(failures)
    doubts = [finding.fingerprint for finding in order if _casts_doubt(finding)]
    if doubts:
        return "doubtful", tuple(doubts)
    if notebook.language != "python" or failed or not all(code in asked for code in _DECIDING):
        return "unknown", ()
    return "plausible", ()


def _proves_failure(finding: Finding) -> bool:
    return finding.severity == "error" and finding.confidence == "proven"


def _casts_doubt(finding: Finding) -> bool:
    return (
        finding.code in _DOUBT
        and finding.severity != "info"
        and finding.evidence in ("recorded", "session", "clean-run")
    )
