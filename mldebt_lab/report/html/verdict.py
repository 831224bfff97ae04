"""How a notebook stands: the verdict, what it means, and how much was found."""

from __future__ import annotations

from collections import Counter

from mldebt_lab.finding import SEVERITIES, Finding, Severity
from mldebt_lab.outcome import NotebookReport, Verdict
from mldebt_lab.report.html.markup import Markup, each, element, joined
from mldebt_lab.report.html.view import View
from mldebt_lab.report.words import SEVERITY_WORD, VERDICT_SENTENCE, VERDICT_WORDS, cell_name, counted

_REASONS = 3
"""Findings that are named beside the verdict."""
_SIGNS: dict[Verdict, str] = {"fails": "✗", "doubtful": "◑", "plausible": "○", "verified": "✓", "unknown": "?"}
_SEVERITY_SIGNS: dict[Severity, str] = {"error": "✗", "warning": "▲", "info": "●"}


def verdict(report: NotebookReport, view: View) -> Markup:
    """The verdict with its sentence and with the findings that it rests on, and the counts."""
    return element(
        "div",
        element("p", verdict_words(report.verdict), class_="mldebt-verdict-line"),
        element("p", VERDICT_SENTENCE[report.verdict], _reasons(report, view), class_="mldebt-verdict-sentence"),
        counts(report),
        class_="mldebt-verdict",
        data_verdict=report.verdict,
    )


def _reasons(report: NotebookReport, view: View) -> Markup:
    """Links to the findings without which the verdict would be a better one."""
    resting = [finding for finding in report.findings if finding.fingerprint in report.verdict_findings]
    if not resting:
        return joined()
    links = [
        element("a", f"{finding.code} in {_place(finding)}", href=f"#{view.id(finding.fingerprint)}")
        for finding in resting[:_REASONS]
    ]
    more = f" and {len(resting) - _REASONS} more" if len(resting) > _REASONS else ""
    return joined(" It rests on ", each(links, ", "), more, ".")


def _place(finding: Finding) -> str:
    return cell_name(finding.cell) if finding.cell is not None else "the notebook"


def verdict_words(given: Verdict) -> Markup:
    """The verdict in words, behind its sign."""
    sign = element("span", _SIGNS[given], class_="mldebt-sign", aria_hidden="true")
    return element("strong", sign, VERDICT_WORDS[given], class_="mldebt-verdict-words", data_verdict=given)


def counts(report: NotebookReport) -> Markup:
    """How many findings of each severity, how many are ignored, how many items of the checklist pass."""
    found = Counter(finding.severity for finding in report.findings)
    items = [
        element("li", severity_mark(severity, counted(found[severity], SEVERITY_WORD[severity])))
        for severity in SEVERITIES
        if found[severity]
    ]
    items = items or [element("li", "no findings")]
    if report.ignored:
        items.append(element("li", f"{len(report.ignored):,} ignored"))
    return element("ul", each(items), class_="mldebt-counts")


def severity_mark(severity: Severity, words: str) -> Markup:
    """A severity's word or count behind its sign: never by colour alone."""
    sign = element("span", _SEVERITY_SIGNS[severity], class_="mldebt-sign", aria_hidden="true")
    return element("span", sign, words, class_="mldebt-severity", data_severity=severity)
