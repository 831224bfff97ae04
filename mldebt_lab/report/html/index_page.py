"""The page on several notebooks: how each stands, the worst first. It can be read, sorted and filtered as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from mldebt_lab import __version__
from mldebt_lab.finding import SEVERITIES, Severity
from mldebt_lab.outcome import NotebookReport, Verdict
from mldebt_lab.report.html.markup import Markup, each, element, joined
from mldebt_lab.report.html.page import page
from mldebt_lab.report.html.verdict import verdict_words
from mldebt_lab.report.words import VERDICT_WORDS, VERDICTS, counted, severity_counts

_HEADS = ("Notebook", "Verdict", "Errors", "Warnings", "Notes", "Ignored", "Checklist")


class Entry(msgspec.Struct, frozen=True):
    """A notebook's line. ``passed`` and ``items`` are those of its checklist; ``page`` is the address of its page."""

    path: str
    page: str
    verdict: Verdict
    severities: dict[Severity, int]
    ignored: int
    passed: int
    items: int


def entry_of(report: NotebookReport, page: str) -> Entry:
    """The line of a notebook whose page has that address."""
    return Entry(
        report.path,
        page,
        report.verdict,
        dict(Counter(finding.severity for finding in report.findings)),
        len(report.ignored),
        sum(item.state == "pass" for item in report.checklist),
        len(report.checklist),
    )


def index_page(entries: Sequence[Entry], made: str) -> str:
    """The whole document."""
    ordered = sorted(entries, key=_worst_first)
    head = element("tr", *(element("th", name, scope="col", class_="mldebt-sortable") for name in _HEADS))
    table = element(
        "table",
        element("caption", "Notebooks"),
        element("thead", head),
        element("tbody", each(_row(entry) for entry in ordered)),
        id="mldebt-notebooks",
    )
    content = joined(
        element(
            "header",
            element("p", "Notebook hygiene", class_="mldebt-kicker"),
            element("h1", counted(len(entries), "notebook")),
        ),
        element(
            "main",
            _totals(entries),
            _filter(ordered),
            element("div", table, class_="mldebt-table", tabindex=0, role="region", aria_label="Notebooks"),
        ),
        element("footer", element("p", f"Made by mldebt-lab {__version__} on {made}.")),
    )
    return page("Notebook hygiene", content, "index.css", script="index.js")


def _worst_first(entry: Entry) -> tuple[int, list[int], str]:
    return VERDICTS.index(entry.verdict), [-entry.severities.get(severity, 0) for severity in SEVERITIES], entry.path


def _totals(entries: Sequence[Entry]) -> Markup:
    verdicts = Counter(entry.verdict for entry in entries)
    found: Counter[Severity] = Counter()
    for entry in entries:
        found.update(entry.severities)
    lines = (
        element("li", verdict_words(verdict), f": {verdicts[verdict]:,}") for verdict in VERDICTS if verdicts[verdict]
    )
    return joined(element("ul", each(lines), class_="mldebt-counts"), element("p", f"{severity_counts(found)} in all."))


def _row(entry: Entry) -> Markup:
    numbers = [entry.severities.get(severity, 0) for severity in SEVERITIES]
    checklist = f"{entry.passed} of {entry.items} pass" if entry.items else "–"
    share = entry.passed / entry.items if entry.items else 0.0
    return element(
        "tr",
        element("th", element("a", entry.path, href=entry.page), scope="row", data_sort=entry.path),
        element("td", verdict_words(entry.verdict), data_sort=VERDICTS.index(entry.verdict)),
        *(_number(number) for number in (*numbers, entry.ignored)),
        element("td", checklist, data_sort=round(share, 4)),
        data_verdict=entry.verdict,
    )


def _number(number: int) -> Markup:
    return element("td", f"{number:,}", class_="mldebt-number", data_sort=number)


def _filter(entries: Sequence[Entry]) -> Markup:
    """Shown by the script, without which it would do nothing."""
    present = {entry.verdict for entry in entries}
    options = (element("option", VERDICT_WORDS[one], value=one) for one in VERDICTS if one in present)
    return element(
        "div",
        element("label", "Path ", element("input", id="mldebt-path", type="search", autocomplete="off")),
        element(
            "label", "Verdict ", element("select", element("option", "all", value=""), *options, id="mldebt-verdict")
        ),
        element("span", id="mldebt-shown", role="status"),
        class_="mldebt-filter",
        role="search",
        hidden=True,
    )
