"""In which order the cells were run, as far as the stored execution counts tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mldebt_lab.notebook import Cell

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis


class RecordedOrder:
    """The run order by stored counts."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self.executed: tuple[Cell, ...] = tuple(cell for cell in analysis.notebook.code_cells if cell.execution_count is not None)
