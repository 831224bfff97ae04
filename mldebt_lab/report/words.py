"""The words that people are told, in a terminal as in HTML and in a notebook. The panel has them in ``words.ts``."""

from __future__ import annotations

from collections.abc import Mapping

from mldebt_lab.finding import SEVERITIES, CellRef, Confidence, Evidence, Severity
from mldebt_lab.outcome import CellState, CheckState, Place, Verdict

SEVERITY_WORD: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
CONFIDENCE_WORD: dict[Confidence, str] = {"proven": "sure", "likely": "likely", "possible": "maybe"}
CONFIDENCE_SENTENCE: dict[Confidence, str] = {
    "proven": "It follows from what is written or recorded.",
    "likely": "So it is in nearly all notebooks that look like this.",
    "possible": "It may be so; somebody has to look.",
}
EVIDENCE_SENTENCE: dict[Evidence, str] = {
    "static": "Known from the text of the cells",
    "recorded": "Known from stored execution counts and outputs",
    "session": "Seen happening in this session",
    "clean-run": "Proved by a clean run",
}
VERDICT_WORDS: dict[Verdict, str] = {
    "fails": "Fails on a clean run",
    "doubtful": "Outputs are doubtful",
    "plausible": "Plausible, not proved",
    "verified": "Verified by a clean run",
    "unknown": "Unknown",
}
VERDICT_SENTENCE: dict[Verdict, str] = {
    "fails": "Running all cells from an empty kernel would fail.",
    "doubtful": "Some outputs are not those that a run from an empty kernel would give.",
    "plausible": "Nothing speaks against a run from an empty kernel, but none has been made.",
    "verified": "A run of this very source from an empty kernel gave these outputs.",
    "unknown": "This notebook could not be analysed as a whole.",
}
VERDICTS: tuple[Verdict, ...] = ("fails", "doubtful", "unknown", "plausible", "verified")
"""The worst first."""
STATE_WORD: dict[CheckState, str] = {"pass": "pass", "fail": "fail", "unknown": "not known", "na": "not applicable"}
CELL_STATE_SENTENCE: dict[CellState, str] = {
    "out of place": "uses something that is defined further down",
    "failed": "ended in an error",
    "interrupted": "was interrupted",
    "aborted, not run this time": "was not run this time: a cell before it stopped the run",
    "copied, not run": "is a copy that was not run; its output is another cell's",
    "not seen here": "did not run in this session, or nobody saw it run",
    "stale": "its output is older than what it depends on",
    "edited": "was edited since it ran",
    "never run": "was never run",
    "earlier session": "ran in an earlier session",
    "fresh": "its output is that of the present code, as far as is known",
}
PLACE_WORDS: dict[Place, str] = {
    "project": "in the project",
    "outside": "outside the project",
    "shared": "in a shared place",
    "tmp": "in a temporary folder",
    "remote": "on another machine",
}


def cell_name(cell: CellRef) -> str:
    """How people find a cell: its place from 1, and its execution count if it has one."""
    return f"cell {cell.index + 1}" + (f" [{cell.execution_count}]" if cell.execution_count is not None else "")


def counted(number: int, word: str) -> str:
    """Such as ``1 warning`` and ``2 warnings``."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def severity_counts(counts: Mapping[Severity, int]) -> str:
    """Such as ``2 errors, 1 note``; ``no findings`` where there are none."""
    parts = [counted(counts[severity], SEVERITY_WORD[severity]) for severity in SEVERITIES if counts.get(severity)]
    return ", ".join(parts) or "no findings"
