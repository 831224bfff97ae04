"""What a notebook's author has answered to checklists: ``metadata.mldebt.checklist``. It is only ever read here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

_LONGEST = 2_000
"""Characters of a note. The rest of a longer one is not shown."""


class Answer(msgspec.Struct, frozen=True):
    """An answer (``yes``, ``no`` or ``na``, as stored), the day on which it was given, and a note."""

    answer: str
    date: str = ""
    note: str = ""


def answers_in(metadata: Any) -> dict[str, Answer]:
    """The answers by the item's id; what is no answer at all is kept as one that nobody can read."""
    if not isinstance(metadata, Mapping):
        return {}
    return {str(item): _answer(value) for item, value in metadata.items()}


def _answer(value: Any) -> Answer:
    if not isinstance(value, Mapping):
        return Answer(_text(value) if isinstance(value, str) else "?")
    return Answer(_text(value.get("answer")), _text(value.get("date")), _text(value.get("note")))


def _text(value: Any) -> str:
    return value[:_LONGEST].strip() if isinstance(value, str) else ""
