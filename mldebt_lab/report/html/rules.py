"""What the rules say that found something: why it matters, and how to fix it. And the practices that they serve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from mldebt_lab.finding import Finding
from mldebt_lab.knowledge import practices
from mldebt_lab.report.html.markup import Markup, each, element, joined, paragraphs, prose
from mldebt_lab.report.html.table import table
from mldebt_lab.report.html.view import View
from mldebt_lab.report.words import counted
from mldebt_lab.rules.base import Rule
from mldebt_lab.rules.registry import find_rule


def rules_section(findings: Sequence[Finding], view: View) -> Markup:
    """Each rule that found something, once; nothing where nothing was found."""
    found = Counter(finding.code for finding in findings)
    parts = [_rule(rule, found[code], view) for code in sorted(found) if (rule := find_rule(code)) is not None]
    return view.section("rules", "Why it matters, and how to fix it", *parts) if parts else joined()


def _rule(rule: type[Rule], number: int, view: View) -> Markup:
    return element(
        "div",
        view.heading(f"{rule.code} {rule.name}", id=view.id(rule.code)),
        element("p", prose(" ".join(rule.summary().split())), f" {counted(number, 'finding')}."),
        element("p", element("b", "Why it matters"), class_="mldebt-lead"),
        paragraphs(rule.why),
        element("p", element("b", "How to fix it"), class_="mldebt-lead"),
        paragraphs(rule.fix),
        class_="mldebt-rule",
    )


def practices_section(findings: Iterable[Finding], view: View) -> Markup:
    """The best practices that the findings speak against; nothing where there are none."""
    served: dict[int, Counter[str]] = {}
    for finding in findings:
        for practice in finding.practices:
            served.setdefault(practice, Counter())[f"{finding.code} {finding.name}"] += 1
    if not served:
        return joined()
    known = practices()
    rows = [
        (
            f"{number}. {known.practices.get(str(number), '')}",
            each((f"{rule} ({found})" for rule, found in sorted(served[number].items())), ", "),
        )
        for number in sorted(served)
    ]
    source = element("p", f"After {known.source.author}, {known.source.title}: {known.source.url}.")
    shown = table("Best practices that the findings speak against", ("Practice", "Rules and findings"), rows)
    return view.section("practices", "Best practices", shown, source)
