"""What the log of a live session says about runs of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mldebt_lab.dataflow.state import assigned_names
from mldebt_lab.notebook.session import RunEvent, Session
from mldebt_lab.syntax.cell import parse_cell

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis


class RunsInSession:
    """How often, and with which source, cells ran since the kernel's start."""

    def __init__(self, session: Session | None) -> None:
        self._events = session.events if session is not None else ()
        self._last = {event.cell_id: event for event in self._events}

    @property
    def any(self) -> bool:
        """Whether anything was seen to run."""
        return bool(self._events)

    @property
    def events(self) -> tuple[RunEvent, ...]:
        """The runs, oldest first."""
        return self._events

    def last(self, cell_id: str) -> RunEvent | None:
        """The last run of a cell; None if it was not seen to run."""
        return self._last.get(cell_id)

    def since(self, cell_id: str, other_id: str) -> int:
        """How often a cell has run since the last run of another one; 0 if that one was not seen to run."""
        last = max((event.n for event in self._events if event.cell_id == other_id), default=None)
        if last is None:
            return 0
        return sum(1 for event in self._events if event.cell_id == cell_id and event.n > last and event.status == "ok")


def leftovers(analysis: Analysis) -> tuple[str, ...]:
    """Names that a cell of this session bound, and that no present cell binds or reads; those that a cell reads are
    missing names."""
    present: set[str] = set()
    for run in analysis.runs.values():
        present.update(run.writes)
        present.update(run.reads)
    current = {cell.source for cell in analysis.notebook.code_cells}
    bound: dict[str, None] = {}
    for event in analysis.runs_in_session.events:
        if event.status != "ok" or event.source in current or event.cell_id is None:
            continue
        tree = parse_cell(event.source).tree
        for name in sorted(assigned_names(tree.body)) if tree is not None else ():
            if not name.startswith("_") and name not in present:
                bound[name] = None
    return tuple(bound)
