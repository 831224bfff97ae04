"""What the notebook would be after a fix: analysed on trial, without touching what is known of it now."""

from __future__ import annotations

from collections.abc import Iterable

from mldebt_lab.dataflow.analysis import Analysis, analyse
from mldebt_lab.dataflow.memory import Memory
from mldebt_lab.finding import FixOperation
from mldebt_lab.fixes.application import applied


def analysis_after(analysis: Analysis, operations: Iterable[FixOperation]) -> Analysis:
    """The analysis of the notebook as it would be after the operations."""
    # What cells did is not handed on: an analysis brings the bindings that it takes over up to date.
    memory = Memory(syntax=analysis.memory.syntax, python2=analysis.python2)
    return analyse(applied(analysis.notebook, operations), analysis.surroundings, analysis.session, memory)


def missing_names(analysis: Analysis) -> set[tuple[str, str, str]]:
    """The names that a clean run does not find, each with the first cell that reads it, and how it is missing."""
    return {(hazard.name, hazard.cell.id, hazard.kind) for hazard in analysis.missing_names}
