"""What was seen happening in a live session: which source ran in which cell, and how it ended."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

RunStatus: TypeAlias = Literal["ok", "error", "aborted", "interrupted", "died"]
"""``aborted``: it never began, because a run before it failed. ``died``: the kernel ended in its midst, and all names
with it."""


class RunEvent(msgspec.Struct, frozen=True):
    """One run in the kernel: its number in the session, the cell (None: a console or another client) and its source.

    ``count`` is the execution count that the kernel gave it, where that was seen.
    """

    n: int
    cell_id: str | None
    source: str
    status: RunStatus
    count: int | None = None
    was_missed: bool = False
    """It is known from the kernel's own record alone: nobody listened when it ran."""


class Session(msgspec.Struct, frozen=True):
    """The runs since the kernel's start, oldest first, and the ids of cells deleted since they ran.

    ``missed`` is the number of runs before anybody listened.
    """

    events: tuple[RunEvent, ...] = ()
    deleted: tuple[str, ...] = ()
    missed: int = 0
