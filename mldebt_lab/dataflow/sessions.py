"""What the log of a live session says about runs of cells."""

from __future__ import annotations

from mldebt_lab.notebook.session import RunEvent, Session


class RunsInSession:
    """How often, and with which source, cells ran since the kernel's start."""

    def __init__(self, session: Session | None) -> None:
        self._events = session.events if session is not None else ()
        self._last = {event.cell_id: event for event in self._events}

    def last(self, cell_id: str) -> RunEvent | None:
        """The last run of a cell; None if it was not seen to run."""
        return self._last.get(cell_id)

    def since(self, cell_id: str, other_id: str) -> int:
        """How often a cell has run since the last run of another one; 0 if that one was not seen to run."""
        last = max((event.n for event in self._events if event.cell_id == other_id), default=None)
        if last is None:
            return 0
        return sum(1 for event in self._events if event.cell_id == cell_id and event.n > last and event.status == "ok")
