"""What a notebook's metadata, or that of a cell, says to ignore: ``metadata.mldebt.ignore``. It is only ever read here.

The list holds texts (``"NDR205"``) and objects, which can say more:
``{"code": "NDR205", "reason": "averaged over 100 splits", "date": "2026-11-26", "until": "2027-01-31"}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

_LONGEST = 2_000
"""Characters of a member. The rest of a longer one is not kept."""


class Ignore(msgspec.Struct, frozen=True):
    """A selector (a rule's code, the beginning of one, or a name), why, since when and until when, as they are written.

    An empty selector is that of an entry that names no rule.
    """

    selector: str
    reason: str = ""
    date: str = ""
    until: str = ""


def ignores_in(value: Any) -> tuple[Ignore, ...]:
    """The entries of a list that may hold anything."""
    return tuple(map(_ignore, value)) if isinstance(value, (list, tuple)) else ()


def _ignore(value: Any) -> Ignore:
    if isinstance(value, str):
        return Ignore(_text(value))
    if not isinstance(value, Mapping):
        return Ignore("")
    return Ignore(*(_text(value.get(member)) for member in ("code", "reason", "date", "until")))


def _text(value: Any) -> str:
    return value[:_LONGEST].strip() if isinstance(value, str) else ""
