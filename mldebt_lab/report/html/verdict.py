"""How a notebook stands: the verdict, what it means, and how much was found."""

from __future__ import annotations

from collections import Counter

from mldebt_lab.finding import SEVERITIES, Severity
from mldebt_lab.outcome import NotebookReport, Verdict
from mldebt_lab.report.html.markup import Markup, each, element
from mldebt_lab.report.words import SEVERITY_WORD, VERDICT_SENTENCE, VERDICT_WORDS, counted

_SIGNS: dict[Verdict, str] = {"fails": "✗", "doubtful": "◑", "plausible": "○", "verified": "✓", "unknown": "?"}
_SEVERITY_SIGNS: dict[Severity, str] = {"error": "✗", "warning": "▲", "info": "●"}


def verdict(report: NotebookReport) -> Markup:
    """The verdict with its sentence, and the counts."""
    return element(
        "div",
        element("p", verdict_words(report.verdict), class_="mldebt-verdict-line"),
        element("p", VERDICT_SENTENCE[report.verdict], class_="mldebt-verdict-sentence"),
        counts(report),
        class_="mldebt-verdict",
        data_verdict=report.verdict,
    )


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
