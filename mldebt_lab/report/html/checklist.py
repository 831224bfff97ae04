"""A notebook's checklist: the same items, states and words as ``mldebt checklist`` has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from mldebt_lab.checklist.summary import scored, summarised
from mldebt_lab.outcome import CheckedItem, CheckState
from mldebt_lab.report.html.markup import Markup, each, element, joined, prose
from mldebt_lab.report.html.view import View
from mldebt_lab.report.words import STATE_WORD, counted

_SIGNS: dict[CheckState, str] = {"pass": "✓", "fail": "✗", "unknown": "?", "na": "–"}


def checklist(items: Sequence[CheckedItem], title: str, shown: Iterable[str], view: View) -> Markup:
    """The items by section, with what each state rests on.

    ``title`` is the profile's; ``shown`` are the fingerprints of the findings that stand on the page.
    """
    if not items:
        return view.section("checklist", "Checklist", element("p", "There is no checklist for this notebook."))
    fingerprints = frozenset(shown)
    parts: list[Markup] = []
    for section, group in groupby(items, key=lambda item: item.section):
        if section:
            parts.append(view.heading(section))
        parts.append(element("ul", each(_item(item, fingerprints, view) for item in group), class_="mldebt-items"))
    return view.section(
        "checklist",
        "Checklist",
        element("p", f"{title}: " if title else "", summarised(items), "."),
        _score(items),
        *parts,
    )


def _item(item: CheckedItem, shown: frozenset[str], view: View) -> Markup:
    sign = element("span", _SIGNS[item.state], class_="mldebt-sign", aria_hidden="true")
    state = element("span", sign, STATE_WORD[item.state], class_="mldebt-state")
    behind = [fingerprint for fingerprint in item.findings if fingerprint in shown]
    links = joined()
    if behind:
        first = element("a", counted(len(behind), "finding"), href=f"#{view.id(behind[0])}")
        links = joined(" (", first, ")")
    return element(
        "li",
        state,
        element(
            "div",
            element("span", prose(item.text), class_="mldebt-item-text"),
            element("span", prose(item.evidence), links, class_="mldebt-item-evidence"),
        ),
        class_="mldebt-item",
        data_state=item.state,
        data_item=item.id,
    )


def _score(items: Sequence[CheckedItem]) -> Markup:
    """The score per section, the least of which is that of the whole."""
    score = scored(items)
    if score is None:
        return joined()
    sums = ", ".join(f"{name} {total:g}" for name, total in score.sections)
    total = element("strong", f"Score: at least {score.total:g}")
    return element("p", total, f" (the least of {sums}): {score.meaning}.", class_="mldebt-score")
