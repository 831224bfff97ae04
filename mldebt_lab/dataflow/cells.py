"""Each cell's state and dependencies, and what was not analysed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mldebt_lab.finding import Limit
from mldebt_lab.notebook import Cell
from mldebt_lab.outcome import CellFacts, CellState, Dependency

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis


def cell_facts(analysis: Analysis) -> tuple[CellFacts, ...]:
    """The facts of every code cell."""
    uses: dict[str, list[Dependency]] = {}
    used_by: dict[str, list[Dependency]] = {}
    for run in analysis.runs.values():
        for name in run.read_at:
            binding = run.reads.get(name)
            if binding is None or binding.kind == "deleted" or binding.cell_id == run.cell_id:
                continue
            uses.setdefault(run.cell_id, []).append(Dependency(name, binding.cell_id))
            used_by.setdefault(binding.cell_id, []).append(Dependency(name, run.cell_id))
    return tuple(
        CellFacts(cell.id, _state(analysis, cell), tuple(uses.get(cell.id, ())), tuple(used_by.get(cell.id, ())))
        for cell in analysis.notebook.code_cells
    )


def _state(analysis: Analysis, cell: Cell) -> CellState:
    if any(hazard.cell is cell for hazard in analysis.missing_names):
        return "out of place"
    return "earlier session" if cell.execution_count is not None or cell.has_output else "never run"


def limits(analysis: Analysis) -> Iterator[Limit]:
    """What was not analysed, and why."""
    notebook = analysis.notebook
    if notebook.language != "python":
        yield Limit(None, f"The kernel's language is {notebook.language or 'unknown'}: only counts, outputs and file layout were looked at.")
        return
    if not analysis.follows_python:
        yield Limit(None, "The notebook does not say its language, and not all of it is Python: its code was not followed.")
        return
    for cell in notebook.code_cells:
        syntax = analysis.syntax(cell)
        run = analysis.runs[cell.id]
        if syntax.head is not None and syntax.tree is None and syntax.problem is None:
            yield Limit(cell.ref, f"The cell is written for %%{syntax.head.name}, so its code was not followed.")
        elif syntax.problem is not None:
            yield Limit(cell.ref, f"The cell could not be parsed: {syntax.problem.message}.")
        elif run.incomplete is not None:
            yield Limit(cell.ref, f"The cell was followed in part: {run.incomplete}.")
