"""For HTML pages and slides: a box that says what it is to a screen reader, and that needs no style sheet.

It is made of the elements alone that nbconvert's sanitizer lets pass, so that a sanitized export still shows it as
text. Dollar signs and backslashes stand in elements of their own: MathJax and nbconvert look for formulas in text that
is not interrupted, and a formula could hold a link that runs script.
"""

from __future__ import annotations

from html import escape

from mldebt_lab.export.statement import Line, Statement
from mldebt_lab.finding import Severity

# Each of at least 3 to 1 against white and against the dark theme's #111.
_EDGE: dict[Severity, str] = {"error": "#d83933", "warning": "#b17500", "info": "#3a7dc0"}
_CALM = "#4d8055"
_UNBROKEN = str.maketrans({"$": "<span>&#36;</span>", "\\": "<span>&#92;</span>"})


def as_html(statement: Statement) -> str:
    """One block of HTML without an empty line, at which Markdown would end it."""
    edge = _EDGE[min((line.severity for line in statement.lines), key=list(_EDGE).index)] if statement.lines else _CALM
    style = (
        f"border:1px solid {edge};border-left-width:6px;border-radius:2px;padding:8px 12px;margin:8px 0;"
        "font-family:system-ui,sans-serif;font-size:14px;line-height:1.4;text-align:left;break-inside:avoid;"
        "overflow-wrap:anywhere"
    )
    parts = [
        f'<div class="mldebt-box" role="{"region" if statement.sentences else "note"}"'
        f' aria-label="{escape(statement.title)}" style="{style}">',
        f"<div><strong>{_text(statement.title)}</strong></div>",
    ]
    if statement.sentences:
        parts.append(f"<div>{_text(' '.join(statement.sentences))}</div>")
    if statement.lines:
        items = "\n".join(f"<li>{_line(line)}</li>" for line in statement.lines)
        parts.append(f'<ul style="margin:4px 0;padding-left:20px;font-size:inherit">\n{items}\n</ul>')
    if statement.rest:
        parts.append(f"<div>{_text(statement.rest)}</div>")
    return "\n".join([*parts, "</div>"])


def _line(line: Line) -> str:
    about = f" {_text(line.about)}" if line.about else ""
    return f"<strong>{line.word}</strong>{about}: {_text(line.message)}"


def _text(text: str) -> str:
    return escape(text).translate(_UNBROKEN)
