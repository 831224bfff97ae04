"""How rules of all families put things."""

from __future__ import annotations

_LONGEST = 80


def shown(path: str, complete: bool = True) -> str:
    """The path for a message: shortened in the middle when it is long, with an ellipsis where only its beginning is known."""
    path = path if complete else f"{path}…"
    return path if len(path) <= _LONGEST else f"{path[: _LONGEST // 2]}…{path[-_LONGEST // 3 :]}"
