"""What the rules say of themselves, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from mldebt_lab.report.terminal import Paint, laid_out
from mldebt_lab.rules.base import Rule
from mldebt_lab.rules.example import parse_example

_WIDTH = 96
_SEVERITY = {"error": ("error", "red"), "warning": ("warning", "yellow"), "info": ("note", "blue")}


def render_explanation(rule: type[Rule], paint: Paint) -> str:
    """One rule: what it finds, why it matters, what to do, and examples."""
    word, style = _SEVERITY[rule.severity]
    off = "" if rule.on_by_default else ", off unless selected"
    lines = [
        f"{paint(rule.code, 'bold')} {paint(rule.name, 'bold')} ({paint(word, style)}{off})",
        *_paragraphs(rule.summary(), ""),
        *_section("Why it matters", rule.why, paint),
        *_section("How to fix it", rule.fix, paint),
    ]
    for heading, examples in (("Found in", rule.bad), ("Not found in", rule.good)):
        for number, example in enumerate(examples, start=1):
            title = heading if len(examples) == 1 else f"{heading} ({number} of {len(examples)})"
            lines += ["", paint(title, "bold"), *_example(example, paint, style)]
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


def _example(text: str, paint: Paint, style: str) -> list[str]:
    """An example, cell by cell, with the words that the rule reports underlined."""
    example = parse_example(text)
    marks = {(mark.cell, mark.span.start.line): mark.span for mark in example.marks}
    lines: list[str] = []
    if example.config:
        lines = [f"    {paint('mldebt.toml', 'dim')}", *(f"      {line}" for line in example.config.split("\n"))]
    for path, content in example.files:
        lines += [f"    {paint(path, 'dim')}", *(f"      {line}".rstrip() for line in content.split("\n") if content)]
    for cell in example.notebook.cells:
        notes = [f"[{cell.execution_count}]"] if cell.execution_count is not None else []
        notes += [cell.type] if cell.type != "code" else []
        notes += [f"tagged {', '.join(cell.tags)}"] if cell.tags else []
        notes += [f"stopped with {cell.error.name}"] if cell.error is not None else []
        lines.append(f"    {paint(' '.join([f'cell {cell.index + 1}', *notes]), 'dim')}")
        for number, line in enumerate(cell.source.split("\n"), start=1):
            shown, columns = laid_out(line)
            lines.append(f"      {shown}".rstrip())
            span = marks.get((cell.index, number))
            if span is not None:
                start, end = columns[span.start.column], columns[span.end.column]
                lines.append("      " + " " * start + paint("^" * (end - start), style))
    return lines


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
