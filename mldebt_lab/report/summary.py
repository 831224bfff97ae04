"""The last lines of a check in a terminal."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from mldebt_lab.finding import Severity
from mldebt_lab.report.terminal import Paint


class Totals(msgspec.Struct, frozen=True):
    """What was found in all notebooks together."""

    notebooks: int
    with_findings: int
    severities: Mapping[Severity, int]
    ignored: int = 0
    hidden_notes: int = 0
    internal_errors: int = 0


def render_summary(totals: Totals, paint: Paint) -> str:
    """How much was found in how many notebooks, in one line, and what was not shown in another."""
    checked = _count(totals.notebooks, "notebook")
    counts = [
        paint(_count(number, word), "bold", style)
        for severity, word, style in _WORDS
        if (number := totals.severities.get(severity, 0))
    ]
    aside = f" ({totals.ignored} ignored)" if totals.ignored else ""
    if counts:
        lines = [f"{', '.join(counts)} in {totals.with_findings} of {checked}{aside}."]
    else:
        lines = [f"{paint('Nothing found', 'bold', 'green')} in {checked}{aside}."]
    if totals.internal_errors:
        lines.append(
            paint(f"{_count(totals.internal_errors, 'internal error')}: the report is not complete.", "bold", "red")
        )
    if totals.hidden_notes:
        lines.append(
            paint(f"{_count(totals.hidden_notes, 'note')} not shown; --show-notes shows {_them(totals)}.", "dim")
        )
    return "\n".join(lines) + "\n"


_WORDS: tuple[tuple[Severity, str, str], ...] = (
    ("error", "error", "red"),
    ("warning", "warning", "yellow"),
    ("info", "note", "blue"),
)


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _them(totals: Totals) -> str:
    return "it" if totals.hidden_notes == 1 else "them"
