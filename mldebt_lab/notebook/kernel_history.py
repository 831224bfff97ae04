"""What ran before anybody listened, from the kernel's own record of its inputs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from mldebt_lab.notebook.model import Cell
from mldebt_lab.notebook.session import RunEvent, Session


class KernelInput(msgspec.Struct, frozen=True):
    """Something that the kernel was given to run, with the execution count that it had."""

    count: int
    source: str


def with_history(session: Session, inputs: Iterable[KernelInput], cells: Sequence[Cell]) -> Session:
    """The session with the runs that the page has missed in front. How they ended is not recorded: they count as
    successful.

    An input belongs to the cell that has its count and its source; else to no known cell.
    """
    counts = [event.count for event in session.events if event.count is not None]
    seen_from = min(counts) if counts else None
    missed = sorted(
        (one for one in inputs if one.source.strip() and (seen_from is None or one.count < seen_from)),
        key=lambda one: one.count,
    )
    if not missed or (seen_from is None and session.events):
        return session
    cell_ids = {(cell.execution_count, cell.source.strip()): cell.id for cell in cells if cell.type == "code"}
    earlier = tuple(
        RunEvent(place - len(missed), cell_ids.get((one.count, one.source.strip())), one.source, "ok", one.count, True)
        for place, one in enumerate(missed)
    )
    return replace(session, events=(*earlier, *session.events), missed=missed[0].count - 1)
