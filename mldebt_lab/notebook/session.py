"""What was seen happening in a live session: which source ran in which cell, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

RunStatus: TypeAlias = Literal["ok", "error", "aborted", "interrupted"]


@dataclass(frozen=True, slots=True)
class RunEvent:
    """One run in the kernel: its number in the session, the cell (None: a console or another client) and its source."""

    n: int
    cell_id: str | None
    source: str
    status: RunStatus


@dataclass(frozen=True, slots=True)
class Session:
    """The runs since the kernel's start, oldest first, and the ids of cells deleted since they ran."""

    events: tuple[RunEvent, ...] = ()
    deleted: tuple[str, ...] = ()
