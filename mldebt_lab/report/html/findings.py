"""The findings by cell, each with its place in the code and the places that explain it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from mldebt_lab.finding import CellRef, Finding, Related
from mldebt_lab.notebook import Notebook
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.report.html.frame import code
from mldebt_lab.report.html.markup import Markup, each, element, joined, prose
from mldebt_lab.report.html.verdict import severity_mark
from mldebt_lab.report.html.view import View
from mldebt_lab.report.words import CONFIDENCE_WORD, EVIDENCE_SENTENCE, SEVERITY_WORD, cell_name


def findings(
    report: NotebookReport, notebook: Notebook | None, view: View, at_most: int | None = None, explained: bool = True
) -> Markup:
    """The findings, up to ``at_most``. ``explained`` tells whether the rules are explained on the same page."""
    shown = report.findings[:at_most]
    parts = [
        _group(cell, list(group), notebook, view, explained)
        for cell, group in groupby(shown, key=lambda finding: finding.cell)
    ]
    if not parts:
        parts = [element("p", _nothing(report))]
    left = len(report.findings) - len(shown)
    if left:
        parts.append(element("p", f"{left:,} more findings are not shown here; mldebt report shows all."))
    return view.section("findings", "Findings", *parts)


def _nothing(report: NotebookReport) -> str:
    if any(limit.kind == "analysis" for limit in report.limits):
        return "Nothing was found in what could be analysed."
    return "Nothing was found."


def _group(
    cell: CellRef | None, group: Sequence[Finding], notebook: Notebook | None, view: View, explained: bool
) -> Markup:
    title: str | Markup = "The whole notebook" if cell is None else view.cell(cell)
    articles = each(_finding(finding, notebook, view, explained) for finding in group)
    return element("div", view.heading(title), articles, class_="mldebt-group")


def _finding(finding: Finding, notebook: Notebook | None, view: View, explained: bool) -> Markup:
    rule: Markup = joined(element("b", finding.code), " ", finding.name)
    if explained:
        rule = element("a", rule, href=f"#{view.id(finding.code)}")
    line = finding.span.start.line if finding.span is not None else None
    where = view.cell(finding.cell, line) if finding.cell is not None else None
    how = element(
        "span",
        f"{CONFIDENCE_WORD[finding.confidence]}, {finding.evidence}",
        class_="mldebt-how",
        title=EVIDENCE_SENTENCE[finding.evidence],
    )
    head = [severity_mark(finding.severity, SEVERITY_WORD[finding.severity]), rule, how, *([where] if where else [])]
    return element(
        "article",
        element("p", each(head, " "), class_="mldebt-finding-head"),
        element("p", prose(finding.message), class_="mldebt-message"),
        code(finding.cell, finding.span, notebook, f"Code of {_place(finding.cell)}"),
        _related(finding.related, notebook, view),
        id=view.id(finding.fingerprint) if finding.fingerprint else None,
        class_="mldebt-finding",
        data_severity=finding.severity,
        data_code=finding.code,
        data_fingerprint=finding.fingerprint,
    )


def _related(places: Iterable[Related], notebook: Notebook | None, view: View) -> Markup:
    items = [
        element(
            "li",
            view.cell(place.cell, place.span.start.line if place.span is not None else None),
            ": ",
            prose(place.message),
            code(place.cell, place.span, notebook, f"Code of {_place(place.cell)}"),
        )
        for place in places
    ]
    return element("ul", each(items), class_="mldebt-related") if items else joined()


def _place(cell: CellRef | None) -> str:
    return cell_name(cell) if cell is not None else "the notebook"
