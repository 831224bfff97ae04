"""What people read in a terminal: a notebook's findings by cell, each with its place in the code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from mldebt_lab.finding import CellRef, Evidence, Finding, LimitKind, Severity, Span
from mldebt_lab.notebook import Notebook
from mldebt_lab.outcome import NotebookReport, Verdict
from mldebt_lab.report.frame import code_frame
from mldebt_lab.report.terminal import Paint, visible
from mldebt_lab.report.words import CONFIDENCE_WORD, SEVERITY_WORD, cell_name

_SEVERITY_STYLE: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "blue"}
_EVIDENCE_WORD: dict[Evidence, str] = {
    "static": "",
    "recorded": "by the stored counts and outputs",
    "session": "seen in this session",
    "clean-run": "shown by a clean run",
}
_LIMIT_WORD: dict[LimitKind, str] = {"analysis": "not analysed:", "ignore": "without effect:"}
_VERDICT_WORDS: dict[Verdict, str] = {
    "fails": "a clean run fails",
    "doubtful": "outputs may not be those of a clean run",
    "plausible": "",
    "verified": "a clean run gave these outputs",
    "unknown": "",
}
_WRITES = ("NDS401", "NDS402")
_WRITTEN_PATHS = ("NDP301", "NDP302", "NDP303", "NDP307")


class TextStyle(msgspec.Struct, frozen=True):
    """How much is shown, and whether in colour."""

    colour: bool = False
    show_notes: bool = False


def render_notebook(report: NotebookReport, notebook: Notebook | None, style: TextStyle) -> str:
    """The text on one notebook, ending in an empty line; nothing if there is nothing to show."""
    paint = Paint(style.colour)
    shown = [finding for finding in report.findings if style.show_notes or finding.severity != "info"]
    lines: list[str] = []
    for cell, findings in groupby(shown, key=lambda finding: finding.cell):
        lines += ["", f"  {paint(cell_name(cell), 'bold')}"] if cell is not None else [""]
        for number, (finding, also) in enumerate(_rows(list(findings))):
            if number:
                lines.append("")
            lines += _finding(finding, also, notebook, paint)
    if style.show_notes:
        lines += _limits(report, paint)
    if not lines:
        return ""
    verdict = _VERDICT_WORDS[report.verdict]
    title = paint(visible(report.path), "bold", "cyan") + (paint(f": {verdict}", "dim") if verdict else "")
    return "\n".join([title, *lines, "", ""])


def hidden_notes(report: NotebookReport, style: TextStyle) -> int:
    """How many findings :func:`render_notebook` leaves out."""
    return 0 if style.show_notes else sum(finding.severity == "info" for finding in report.findings)


def _rows(findings: Sequence[Finding]) -> Iterable[tuple[Finding, list[Finding]]]:
    """The findings of a cell, those on a path that a write at the same place uses together with the write."""
    writes = [finding for finding in findings if finding.code in _WRITES]
    behind: dict[int, list[Finding]] = {}
    led: set[int] = set()
    for finding in findings:
        if finding.code in _WRITTEN_PATHS:
            write = next((other for other in writes if _overlap(finding.span, other.span)), None)
            if write is not None:
                behind.setdefault(id(write), []).append(finding)
                led.add(id(finding))
    return [(finding, behind.get(id(finding), [])) for finding in findings if id(finding) not in led]


def _overlap(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.start < other.end and other.start < one.end


def _finding(finding: Finding, also: Sequence[Finding], notebook: Notebook | None, paint: Paint) -> list[str]:
    style = _SEVERITY_STYLE[finding.severity]
    how = ", ".join(word for word in (CONFIDENCE_WORD[finding.confidence], _EVIDENCE_WORD[finding.evidence]) if word)
    lines = [
        f"    {_title(finding, paint)} {paint(f'({how})', 'dim')}",
        f"      {visible(finding.message)}",
    ]
    lines += [f"      {paint('also', 'dim')} {_title(other, paint)}" for other in also]
    lines += _frame(finding.cell, finding.span, notebook, paint, style, "      ")
    for related in finding.related:
        line = f", line {related.span.start.line}" if related.span is not None else ""
        lines.append(f"      {paint(f'{cell_name(related.cell)}{line}:', 'dim')} {visible(related.message)}")
        lines += _frame(related.cell, related.span, notebook, paint, "blue", "        ")
    return lines


def _title(finding: Finding, paint: Paint) -> str:
    word = paint(SEVERITY_WORD[finding.severity], "bold", _SEVERITY_STYLE[finding.severity])
    return f"{word} {paint(finding.code, 'bold')} {finding.name}"


def _frame(
    cell: CellRef | None, span: Span | None, notebook: Notebook | None, paint: Paint, style: str, indent: str
) -> list[str]:
    if cell is None or span is None or notebook is None:
        return []
    return code_frame(notebook.cells[cell.index].source, span, paint, style, indent)


def _limits(report: NotebookReport, paint: Paint) -> list[str]:
    lines: list[str] = []
    for limit in report.limits:
        where = "" if limit.cell is None else f"{cell_name(limit.cell)}: "
        lines.append(f"  {paint(_LIMIT_WORD[limit.kind], 'dim')} {where}{visible(limit.why)}")
    return ["", *lines] if lines else []
