"""What the widget shows, made of the parts that a report's page is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from mldebt_lab.checklist.summary import summarised
from mldebt_lab.report.html.checklist import checklist
from mldebt_lab.report.html.findings import findings
from mldebt_lab.report.html.markup import Markup, each, element, joined
from mldebt_lab.report.html.page import asset
from mldebt_lab.report.html.verdict import verdict, verdict_words
from mldebt_lab.report.html.view import View
from mldebt_lab.report.words import severity_counts
from mldebt_lab.widget.looking import Seen

STYLE = Path(__file__).with_name("widget.css")
_FINDINGS = 100
"""Findings of one notebook that are shown in an output, which is stored in the notebook."""


class Addresses(msgspec.Struct, frozen=True):
    """How a notebook is reached: from the output (``""`` for the one that holds it), and by the server if it can be."""

    link: Callable[[Path], str]
    server: Callable[[Path], str | None]


def rendered(seen: Sequence[Seen], title: str, addresses: Addresses, prefix: str) -> Markup:
    """One notebook, or a list of several, each of which can be opened."""
    if len(seen) == 1:
        (only,) = seen
        return _whole(_head(only.checked.report.path, _saved(only)), _notebook(only, addresses, prefix))
    items = [_folded(one, addresses, f"{prefix}{number}-") for number, one in enumerate(seen)]
    return _whole(_head(title, f"{len(seen)} notebooks, as they are saved"), each(items))


def said(message: str, title: str) -> Markup:
    """A message in the place of a report."""
    return _whole(_head(title, ""), element("p", message, class_="mldebt-Widget-message", role="alert"))


def static(content: Markup) -> str:
    """The same where no script runs, such as in an export: with its styles."""
    return joined(element("style", Markup(style())), content)


def style() -> str:
    """The styles of the parts, and of the widget."""
    return f"{asset('parts.css')}\n{STYLE.read_text('utf-8')}"


def _whole(*parts: Markup) -> Markup:
    return element("div", *parts, class_="mldebt-Widget", role="region", aria_label="Notebook hygiene")


def _head(title: str, about: str) -> Markup:
    name = element("strong", f"Notebook hygiene: {title}" if title else "Notebook hygiene")
    note = element("p", about, class_="mldebt-note") if about else joined()
    return element("div", element("p", name, class_="mldebt-Widget-title"), note, class_="mldebt-Widget-head")


def _saved(seen: Seen) -> str:
    if seen.saved is None:
        return "The file could not be looked at."
    return f"As saved on {seen.saved:%Y-%m-%d} at {seen.saved:%H:%M:%S}. What was edited since then is not in it."


def _folded(seen: Seen, addresses: Addresses, prefix: str) -> Markup:
    report = seen.checked.report
    counts = severity_counts(Counter(finding.severity for finding in report.findings))
    line = element(
        "summary",
        verdict_words(report.verdict),
        " ",
        element("span", report.path, class_="mldebt-Widget-path"),
        f": {counts}; checklist: {summarised(report.checklist)}",
    )
    return element(
        "details", line, element("p", _saved(seen), class_="mldebt-note"), _notebook(seen, addresses, prefix)
    )


def _notebook(seen: Seen, addresses: Addresses, prefix: str) -> Markup:
    report = seen.checked.report
    view = View(addresses.link(seen.file), prefix, level=4, server_path=addresses.server(seen.file))
    shown = [finding.fingerprint for finding in report.findings[:_FINDINGS]]
    return joined(
        verdict(report, view),
        checklist(report.checklist, seen.checked.profile.title, shown, view),
        findings(report, seen.checked.notebook, view, at_most=_FINDINGS, explained=False),
    )
