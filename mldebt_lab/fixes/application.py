"""Apply the operations of a fix to a notebook's cells. They all speak of the notebook as it was before the fix."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from mldebt_lab.finding import FixOperation
from mldebt_lab.fixes.source_text import SourceText, source_hash
from mldebt_lab.notebook import Cell, Notebook


class Refused(Exception):
    """A fix that cannot be applied. The message says why, in one sentence."""


class PlacedCell(msgspec.Struct, frozen=True):
    """A cell of the changed notebook: ``origin`` is its index before, None for a new one."""

    origin: int | None
    id: str
    source: str


def apply(cells: Sequence[Cell], operations: Iterable[FixOperation]) -> list[PlacedCell]:
    """The cells after the operations. Raises :class:`Refused` when a cell is not as the operation expects it."""
    by_id = {cell.id: cell for cell in cells}
    replacements: dict[str, list[FixOperation]] = {}
    placed: list[tuple[str | None, PlacedCell]] = []
    moved: set[str] = set()
    for operation in operations:
        cell = by_id.get(operation.cell_id or "")
        if operation.op in ("replace", "move_cell"):
            if cell is None:
                raise Refused("A cell that the fix is for is no longer there.")
            if source_hash(cell.source) != operation.source_hash:
                raise Refused(f"Cell {cell.index + 1} has changed since the fix was made.")
        if operation.op != "replace" and operation.after_id is not None and operation.after_id not in by_id:
            raise Refused("The cell behind which the fix puts another is no longer there.")
        if operation.op == "replace":
            assert cell is not None
            replacements.setdefault(cell.id, []).append(operation)
        elif operation.op == "move_cell":
            assert cell is not None
            moved.add(cell.id)
            placed.append((operation.after_id, PlacedCell(cell.index, cell.id, cell.source)))
        else:
            text = operation.text or ""
            placed.append((operation.after_id, PlacedCell(None, _new_id(operation, by_id), text)))
    return _arranged(cells, replacements, placed, moved)


def _arranged(
    cells: Sequence[Cell],
    replacements: dict[str, list[FixOperation]],
    placed: list[tuple[str | None, PlacedCell]],
    moved: set[str],
) -> list[PlacedCell]:
    sources = {cell.id: _replaced(cell, replacements.get(cell.id, [])) for cell in cells}
    arranged = [PlacedCell(cell.index, cell.id, sources[cell.id]) for cell in cells if cell.id not in moved]
    waiting = [(after, replace(cell, source=sources.get(cell.id, cell.source))) for after, cell in placed]
    while waiting:
        there = {cell.id: index for index, cell in enumerate(arranged)}
        for number, (after, cell) in enumerate(waiting):
            if after is None or after in there:
                arranged.insert(0 if after is None else there[after] + 1, cell)
                del waiting[number]
                break
        else:
            raise Refused("The fix moves cells behind each other in a circle.")
    return arranged


def applied(notebook: Notebook, operations: Iterable[FixOperation]) -> Notebook:
    """The notebook after the operations, as the analysis sees it; the file behind it is left out."""
    cells: list[Cell] = []
    for index, placed in enumerate(apply(notebook.cells, operations)):
        if placed.origin is None:
            cells.append(Cell(index, placed.id, "code", placed.source))
        else:
            before = notebook.cells[placed.origin]
            items = before.source_items if placed.source == before.source else None
            cells.append(replace(before, index=index, source=placed.source, source_items=items))
    return replace(notebook, cells=tuple(cells), raw=None)


def _replaced(cell: Cell, operations: list[FixOperation]) -> str:
    if not operations:
        return cell.source
    spans = sorted(operation.span for operation in operations if operation.span is not None)
    if any(one.end > other.start or one == other for one, other in pairwise(spans)):
        raise Refused("Two changes of the fix overlap.")
    lines = cell.source.count("\n") + cell.source.count("\r") + 1
    if any(span.end.line > lines for span in spans):
        raise Refused("The fix speaks of a line that the cell does not have.")
    return SourceText(cell).replaced(*operations)


def _new_id(operation: FixOperation, taken: dict[str, Cell]) -> str:
    """The deleted cell's own id where it is free, else one made of the text, so that the result is always the same."""
    if operation.cell_id and operation.cell_id not in taken:
        return operation.cell_id
    number = 0
    while True:
        text = f"{number}\0{operation.text}"
        made = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        if made not in taken:
            return made
        number += 1
