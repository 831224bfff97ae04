"""What an export says of its notebook, in words, before it is put into the form of a format.

All texts are of one line, and of characters that are shown as they are: what a notebook brings into them can break no
line and hide nothing. Each format still has to escape what it would read as markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from mldebt_lab.checklist.summary import summarised
from mldebt_lab.finding import SEVERITIES, CellRef, Finding, Severity
from mldebt_lab.outcome import CheckedItem, NotebookReport
from mldebt_lab.report.terminal import visible
from mldebt_lab.report.words import CONFIDENCE_WORD, SEVERITY_WORD, VERDICT_SENTENCE, cell_name, severity_counts

TITLE = "Notebook hygiene"
_LINES_IN_BOX = 6
_LINES_AT_CELL = 10
_LONGEST_MESSAGE = 300


class Line(msgspec.Struct, frozen=True):
    """One finding, or one item of the checklist that is not met: how bad, in a word; which rule and where; what."""

    severity: Severity
    word: str
    about: str
    message: str

    def __str__(self) -> str:
        return f"{self.lead}: {self.message}"

    @property
    def lead(self) -> str:
        """What comes before the colon."""
        return f"{self.word} {self.about}" if self.about else self.word


class Statement(msgspec.Struct, frozen=True):
    """A title, what is to be said in sentences, findings, and how many of them are left out."""

    title: str
    sentences: tuple[str, ...]
    lines: tuple[Line, ...]
    rest: str = ""

    @classmethod
    def of_stamp(cls, stamp: str) -> Statement:
        """What is said of an export that was made although something spoke against it, and nothing else."""
        return cls(TITLE, (stamp,), ())


def summary_of(report: NotebookReport, checklist: str = "", stamp: str = "") -> Statement:
    """What the box says: the verdict, how much was found, how the checklist stands, and the worst of it.

    ``checklist`` is the title of a checklist other than the default one. ``stamp`` comes before all else.
    """
    sentences = [stamp] if stamp else []
    sentences += [VERDICT_SENTENCE[report.verdict], counts_of(report)]
    if report.checklist:
        named = f"Checklist “{visible(checklist)}”" if checklist else "Checklist"
        sentences.append(f"{named}: {summarised(report.checklist)}.")
    lines = [_line(finding, beside_cell=False) for finding in report.findings]
    lines += [_unmet(item) for item in report.checklist if item.state == "fail" and not item.findings]
    lines.sort(key=lambda line: SEVERITIES.index(line.severity))
    return Statement(TITLE, tuple(sentences), *_first(lines, _LINES_IN_BOX))


def notes_on(findings: Sequence[Finding]) -> Statement:
    """What stands beside one cell, or above all cells for findings that concern the whole notebook."""
    whole = findings[0].cell is None
    lines = [_line(finding, beside_cell=True) for finding in findings]
    title = f"{TITLE}: {'the whole notebook' if whole else 'the cell above'}"
    return Statement(title, (), *_first(lines, _LINES_AT_CELL))


def counts_of(report: NotebookReport) -> str:
    """How much was found, in a sentence."""
    counts = words_of_counts(report.findings)
    ignored = f" ({len(report.ignored)} ignored)" if report.ignored else ""
    return f"{counts}{ignored}, by mldebt-lab." if counts else f"Nothing found{ignored}, by mldebt-lab."


def words_of_counts(findings: Iterable[Finding]) -> str:
    """How many findings of each severity; nothing if there are none."""
    counts = Counter(finding.severity for finding in findings)
    return severity_counts(counts) if counts else ""


def place_of(cell: CellRef | None) -> str:
    """Where a finding is, for people."""
    return "whole notebook" if cell is None else cell_name(cell)


def _first(lines: Sequence[Line], at_most: int) -> tuple[tuple[Line, ...], str]:
    left = len(lines) - at_most
    return tuple(lines[:at_most]), f"And {left} more." if left > 0 else ""


def _line(finding: Finding, *, beside_cell: bool) -> Line:
    line = f"line {finding.span.start.line}" if finding.span is not None else ""
    place = "" if beside_cell else place_of(finding.cell)
    return Line(
        finding.severity,
        SEVERITY_WORD[finding.severity],
        ", ".join(part for part in (finding.code, place, line) if part),
        f"{_short(finding.message)} ({CONFIDENCE_WORD[finding.confidence]})",
    )


def _unmet(item: CheckedItem) -> Line:
    return Line("warning", "not met", "", f"{_short(item.text)} {_short(item.evidence)}")


def _short(text: str) -> str:
    return visible(text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 1] + "…")
