"""For Markdown: paragraphs and a list, in which nothing that a notebook says is markup."""

from __future__ import annotations

import re

from mldebt_lab.export.statement import Statement

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#+!|~$&@^]|:(?=//)")
_BARE_LINK = re.compile(r"\bwww\.", re.IGNORECASE)


def as_markdown(statement: Statement) -> str:
    """The statement, each finding an item."""
    parts = [f"**{_text(statement.title)}**"]
    if statement.sentences:
        parts.append(_text(" ".join(statement.sentences)))
    if statement.lines:
        parts.append("\n".join(f"- {_text(str(line))}" for line in statement.lines))
    if statement.rest:
        parts.append(_text(statement.rest))
    return "\n\n".join(parts)


def _text(text: str) -> str:
    escaped = _MARKUP.sub(lambda found: "\\" + found[0], text)
    return _BARE_LINK.sub(lambda found: found[0][:-1] + "\\.", escaped)
