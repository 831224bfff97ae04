"""What the rules say of themselves, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from mldebt_lab.report.terminal import Paint
from mldebt_lab.rules.base import Rule

_WIDTH = 96
_SEVERITY = {"error": ("error", "red"), "warning": ("warning", "yellow"), "info": ("note", "blue")}


def render_explanation(rule: type[Rule], paint: Paint) -> str:
    """One rule: what it finds, why it matters, what to do, and examples in the cell notation."""
    word, style = _SEVERITY[rule.severity]
    off = "" if rule.on_by_default else ", off unless selected"
    lines = [
        f"{paint(rule.code, 'bold')} {paint(rule.name, 'bold')} ({paint(word, style)}{off})",
        *_paragraphs(rule.summary(), ""),
        *_section("Why it matters", rule.why, paint),
        *_section("How to fix it", rule.fix, paint),
    ]
    for heading, examples in (("Found in", rule.bad), ("Not found in", rule.good)):
        for number, example in enumerate(examples):
            title = heading if number == 0 else f"{heading}, too"
            lines += ["", paint(title, "bold"), *(f"    {line}".rstrip() for line in example.strip("\n").split("\n"))]
    if rule.practices:
        practices = ", ".join(str(practice) for practice in rule.practices)
        lines += ["", f"Best {'practice' if len(rule.practices) == 1 else 'practices'}: {practices}"]
    comment = f"# mldebt: ignore[{rule.code}] reason"
    lines += ["", paint(f"To accept one finding, write behind the line: {comment}", "dim"), ""]
    return "\n".join(lines)


def render_table(rules: Sequence[type[Rule]], paint: Paint) -> str:
    """All rules, one a line."""
    width = max((len(rule.name) for rule in rules), default=0) + 2
    lines = []
    for rule in rules:
        word, style = _SEVERITY[rule.severity]
        name = rule.name if rule.on_by_default else f"({rule.name})"
        code, severity = paint(rule.code, "bold"), paint(f"{word:<7}", style)
        lines.append(f"{code}  {name:<{width}}  {severity}  {rule.summary().split(chr(10))[0]}")
    return "\n".join([*lines, ""])


def _section(title: str, text: str, paint: Paint) -> list[str]:
    return ["", paint(title, "bold"), *_paragraphs(text, "    ")]


def _paragraphs(text: str, indent: str) -> list[str]:
    lines: list[str] = []
    for paragraph in textwrap.dedent(text).strip().split("\n\n"):
        if lines:
            lines.append("")
        lines += textwrap.wrap(
            paragraph, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False
        )
    return lines
