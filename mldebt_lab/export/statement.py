"""What an export says of its notebook, in words, before it is put into the form of a format.

All texts are of one line, and of characters that are shown as they are: what a notebook brings into them can break no
line and hide nothing. Each format still has to escape what it would read as markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mldebt_lab.finding import SEVERITIES, CellRef, Confidence, Finding, Severity
from mldebt_lab.outcome import NotebookReport, Verdict
from mldebt_lab.report.terminal import visible

TITLE = "Notebook hygiene"
_LINES_IN_BOX = 6
_LINES_AT_CELL = 10
_LONGEST_MESSAGE = 300

_VERDICTS: dict[Verdict, str] = {
    "fails": "A clean run fails.",
    "doubtful": "The outputs may not be those of a clean run.",
    "plausible": "Nothing found speaks against a clean run; none was made.",
    "verified": "A clean run gave these outputs.",
    "unknown": "No verdict: not all of it was checked.",
}
_SEVERITY_WORD: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_CONFIDENCE_WORD: dict[Confidence, str] = {"proven": "sure", "likely": "likely", "possible": "maybe"}


@dataclass(frozen=True, slots=True)
class Line:
    """One finding: how bad, which rule, where (nothing: at the cell that the line stands beside), what, how sure."""

    severity: Severity
    word: str
    code: str
    where: str
    message: str
    how_sure: str

    def __str__(self) -> str:
        where = f", {self.where}" if self.where else ""
        return f"{self.word} {self.code}{where}: {self.message} ({self.how_sure})"


@dataclass(frozen=True, slots=True)
class Statement:
    """A title, what is to be said in sentences, findings, and how many of them are left out."""

    title: str
    sentences: tuple[str, ...]
    lines: tuple[Line, ...]
    rest: str = ""


def summary_of(report: NotebookReport) -> Statement:
    """What the box says: the verdict, how much was found, and the worst of it."""
    worst_first = sorted(report.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    lines, rest = _lines(worst_first, _LINES_IN_BOX, beside_cell=False)
    return Statement(TITLE, (_VERDICTS[report.verdict], counts_of(report)), lines, rest)


def notes_on(findings: Sequence[Finding]) -> Statement:
    """What stands beside one cell, or above all cells for findings that concern the whole notebook."""
    whole = findings[0].cell is None
    lines, rest = _lines(findings, _LINES_AT_CELL, beside_cell=True)
    return Statement(f"{TITLE}: {'the whole notebook' if whole else 'the cell above'}", (), lines, rest)


def counts_of(report: NotebookReport) -> str:
    """How much was found, in a sentence."""
    counts = words_of_counts(report.findings)
    ignored = f" ({len(report.ignored)} ignored)" if report.ignored else ""
    return f"{counts}{ignored}, by mldebt-lab." if counts else f"Nothing found{ignored}, by mldebt-lab."


def words_of_counts(findings: Iterable[Finding]) -> str:
    """How many findings of each severity; nothing if there are none."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(
        f"{counts[severity]} {_SEVERITY_WORD[severity]}{'' if counts[severity] == 1 else 's'}"
        for severity in SEVERITIES
        if counts[severity]
    )


def place_of(cell: CellRef | None) -> str:
    """How people find a cell: its place from 1, and its execution count if it has one."""
    if cell is None:
        return "whole notebook"
    return f"cell {cell.index + 1}" + (f" [{cell.execution_count}]" if cell.execution_count is not None else "")


def _lines(findings: Sequence[Finding], at_most: int, *, beside_cell: bool) -> tuple[tuple[Line, ...], str]:
    left = len(findings) - at_most
    return (
        tuple(_line(finding, beside_cell) for finding in findings[:at_most]),
        f"And {left} more." if left > 0 else "",
    )


def _line(finding: Finding, beside_cell: bool) -> Line:
    line = f"line {finding.span.start.line}" if finding.span is not None else ""
    where = line if beside_cell else ", ".join(part for part in (place_of(finding.cell), line) if part)
    message = finding.message
    if len(message) > _LONGEST_MESSAGE:
        message = message[: _LONGEST_MESSAGE - 1] + "…"
    return Line(
        finding.severity,
        _SEVERITY_WORD[finding.severity],
        finding.code,
        where,
        visible(message),
        _CONFIDENCE_WORD[finding.confidence],
    )
