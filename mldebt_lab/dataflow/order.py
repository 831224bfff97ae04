"""In which order the cells were run, as far as stored execution counts tell, and what that changed.

Counts alone say little. What matters is whether a cell, when it last ran, saw the definitions that it would see in a
run from top to bottom. Where counts are missing, or given twice because sessions are mixed, nothing is concluded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from mldebt_lab.dataflow.frames import Binding
from mldebt_lab.dataflow.values import Constant, Items, Symbol, Table, Text, Value, same
from mldebt_lab.notebook import Cell
from mldebt_lab.syntax.positions import Site

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Staleness:
    """A cell whose stored result comes from another definition than a clean run would use.

    ``writer`` is the cell of the definition that a clean run uses; ``saw`` the one whose definition the reader saw
    instead, None
    where that was an earlier run of the writer itself. ``reason``: the writer ran ``later`` than the reader, or the
    reader saw ``another`` cell's definition. ``dependents`` are further cells that hang on it.
    """

    reader: Cell
    name: str
    read_at: Site
    writer: Cell
    saw: Cell | None
    definition: Site
    reason: Literal["later", "another"]
    dependents: tuple[Cell, ...]


class RecordedOrder:
    """The run order by stored counts."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self.executed = tuple(cell for cell in analysis.notebook.code_cells if cell.execution_count is not None)
        counts = Counter(cell.execution_count for cell in self.executed)
        self.repeated = tuple(cell for cell in self.executed if counts[cell.execution_count] > 1)

    @cached_property
    def falls(self) -> tuple[tuple[Cell, Cell], ...]:
        """Neighbouring executed cells of which the lower one ran first."""
        pairs = zip(self.executed, self.executed[1:], strict=False)
        return tuple((upper, lower) for upper, lower in pairs if _count(upper) > _count(lower))

    @property
    def tells(self) -> bool:
        """Whether counts can be compared: no two cells have the same one."""
        return bool(self.executed) and not self.repeated

    @cached_property
    def stale(self) -> tuple[Staleness, ...]:
        """Cells whose stored results are not those of a clean run, one for each cause."""
        return tuple(self._find_stale()) if self.tells and self.falls else ()

    def _find_stale(self) -> Iterator[Staleness]:
        analysis = self._analysis
        writers = self._writers()
        found: dict[str, list[tuple[Cell, str, Cell | None, Binding, Literal["later", "another"]]]] = {}
        for reader in self.executed:
            run = analysis.runs.get(reader.id)
            if run is None:
                continue
            for name, binding in run.reads.items():
                if binding is None or name.startswith("<") or name not in run.read_at:
                    continue
                judged = self._judge(reader, name, binding, writers)
                if judged is not None:
                    saw, reason = judged
                    found.setdefault(binding.cell_id, []).append((reader, name, saw, binding, reason))
        for writer_id, group in found.items():
            cells = [reader for reader, *_ in group]
            affected = self._affected(cells, analysis.cell(writer_id))
            reader, name, saw, binding, reason = min(group, key=lambda item: (not item[0].has_output, item[0].index))
            shown = reader if reader.has_output else next((cell for cell in affected if cell.has_output), reader)
            run = analysis.runs[reader.id]
            read_at = Site(reader.id, run.read_at[name])
            if shown is not reader:
                read_at = self._first_read_of(shown, reader, read_at)
            yield Staleness(
                reader=analysis.cell(read_at.cell_id),
                name=name,
                read_at=read_at,
                writer=analysis.cell(writer_id),
                saw=saw,
                definition=binding.site,
                reason=reason,
                dependents=tuple(cell for cell in affected if cell.id != read_at.cell_id),
            )

    def _judge(
        self, reader: Cell, name: str, binding: Binding, writers: dict[str, list[tuple[Cell, Binding]]]
    ) -> tuple[Cell | None, Literal["later", "another"]] | None:
        """Whether the reader saw another definition than ``binding``, which a clean run would give it."""
        writer = self._analysis.cell(binding.cell_id)
        if writer.execution_count is None or isinstance(binding.value, Symbol) or binding.maybe:
            return None
        candidates = [
            (cell, other)
            for cell, other in writers.get(name, ())
            if _count(cell) < _count(reader) and cell is not reader
        ]
        last = max(candidates, key=lambda item: _count(item[0]), default=None)
        if _count(writer) > _count(reader):
            if last is not None and _surely_equal(last[1], binding, last[0], writer):
                return None
            return (last[0] if last is not None else None), "later"
        if last is None or last[0] is writer or last[1].kind == "mutation" or binding.kind == "mutation":
            return None
        if _surely_equal(last[1], binding, last[0], writer):
            return None
        return last[0], "another"

    def _writers(self) -> dict[str, list[tuple[Cell, Binding]]]:
        writers: dict[str, list[tuple[Cell, Binding]]] = {}
        for cell in self.executed:
            run = self._analysis.runs.get(cell.id)
            for name, binding in (run.writes if run is not None else {}).items():
                if binding.kind != "deleted" and not name.startswith("<"):
                    writers.setdefault(name, []).append((cell, binding))
        return writers

    def _affected(self, readers: list[Cell], writer: Cell) -> list[Cell]:
        """The readers, and every executed cell below that takes something from them and did not run after the
        writer."""
        ids = {reader.id for reader in readers}
        cells = list(readers)
        for cell in self.executed:
            if cell.id in ids:
                continue
            run = self._analysis.runs[cell.id]
            sources = {run.reads[name].cell_id for name in run.read_at if run.reads.get(name) is not None}  # type: ignore[union-attr]
            if sources & ids and _count(cell) < max(
                _count(writer), max(_count(reader) for reader in readers) + 1_000_000
            ):
                ids.add(cell.id)
                cells.append(cell)
        return cells

    def _first_read_of(self, cell: Cell, source: Cell, otherwise: Site) -> Site:
        run = self._analysis.runs[cell.id]
        for name, where in run.read_at.items():
            binding = run.reads.get(name)
            if binding is not None and binding.cell_id == source.id:
                return Site(cell.id, where)
        return otherwise


def _count(cell: Cell) -> int:
    return cell.execution_count if cell.execution_count is not None else -1


def _surely_equal(one: Binding, other: Binding, one_cell: Cell, other_cell: Cell) -> bool:
    """Whether two definitions of a name give the same value."""
    if one_cell is other_cell:
        return False
    if one_cell.source.strip() == other_cell.source.strip():
        return True
    return equal(one.value, other.value)


def equal(one: Value, other: Value) -> bool:
    """Whether two values are known and the same, wherever they are written."""
    if isinstance(one, Text) and isinstance(other, Text):
        return one.complete and other.complete and one.text == other.text
    if isinstance(one, Items) and isinstance(other, Items):
        return len(one.items) == len(other.items) and all(
            equal(a, b) for a, b in zip(one.items, other.items, strict=True)
        )
    if isinstance(one, Table) and isinstance(other, Table):
        return (
            one.complete
            and other.complete
            and one.entries.keys() == other.entries.keys()
            and all(equal(value, other.entries[key]) for key, value in one.entries.items())
        )
    return isinstance(one, (Constant, Symbol)) and same(one, other)
