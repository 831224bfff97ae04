"""What stands behind the findings: how sure they are and how known, what was ignored, and what was not analysed."""

from __future__ import annotations

from collections import Counter

from mldebt_lab.finding import CONFIDENCES, Evidence, LimitKind
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.report.html.markup import Markup, each, element, joined, prose
from mldebt_lab.report.html.table import table
from mldebt_lab.report.html.view import View
from mldebt_lab.report.words import CONFIDENCE_SENTENCE, CONFIDENCE_WORD, EVIDENCE_SENTENCE

_EVIDENCE: tuple[Evidence, ...] = ("static", "recorded", "session", "clean-run")
_SCOPES = {
    "comment": "by a comment",
    "tag": "by a tag of the cell",
    "cell": "in the cell's metadata",
    "notebook": "in the notebook's metadata",
    "project": "in the project's settings",
    "baseline": "known before (baseline)",
}


def evidence_section(report: NotebookReport, view: View) -> Markup:
    """How many findings are how sure, and on what evidence."""
    if not report.findings:
        return joined()
    counts = Counter((finding.evidence, finding.confidence) for finding in report.findings)
    rows = [
        (
            joined(element("b", evidence), f": {EVIDENCE_SENTENCE[evidence]}"),
            *(str(counts[evidence, confidence]) for confidence in CONFIDENCES),
        )
        for evidence in _EVIDENCE
        if any(counts[evidence, confidence] for confidence in CONFIDENCES)
    ]
    heads = ("Evidence", *(CONFIDENCE_WORD[confidence] for confidence in CONFIDENCES))
    meanings = (
        joined(element("b", CONFIDENCE_WORD[confidence]), f": {CONFIDENCE_SENTENCE[confidence]}")
        for confidence in CONFIDENCES
    )
    return view.section(
        "evidence",
        "How sure, and on what evidence",
        table("Findings by evidence and confidence", heads, rows),
        element("p", each(meanings, " ")),
        element("p", "No cell was executed for this report, and no library that the notebook imports was loaded."),
    )


def ignored_section(report: NotebookReport, view: View) -> Markup:
    """What was found and accepted, with the reasons that were given; nothing if nothing was."""
    if not report.ignored and not any(limit.kind == "ignore" for limit in report.limits):
        return joined()
    rows = [
        (
            joined(element("b", ignored.code), " ", prose(ignored.finding.message)),
            view.cell(ignored.finding.cell) if ignored.finding.cell is not None else "–",
            _SCOPES.get(ignored.scope, ignored.scope),
            prose(ignored.reason) if ignored.reason else "no reason given",
            ignored.since or "–",
            ignored.until or "–",
        )
        for ignored in report.ignored
    ]
    heads = ("Finding", "Cell", "Ignored", "Reason", "Since", "Until")
    parts = [table("Ignored findings", heads, rows)] if rows else []
    return view.section("ignored", "Ignored findings", *parts, _limits(report, view, "ignore"))


def limits_section(report: NotebookReport, view: View) -> Markup:
    """What was not analysed, and why; nothing if all was."""
    if not any(limit.kind == "analysis" for limit in report.limits):
        return joined()
    return view.section("limits", "Not analysed", _limits(report, view, "analysis"))


def _limits(report: NotebookReport, view: View, kind: LimitKind) -> Markup:
    items = [
        element("li", joined(view.cell(limit.cell), ": ") if limit.cell is not None else "", prose(limit.why))
        for limit in report.limits
        if limit.kind == kind
    ]
    return element("ul", each(items)) if items else joined()
