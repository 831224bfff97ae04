"""How the rules about order name cells and point at related places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mldebt_lab.dataflow.hazards import Hazard
from mldebt_lab.finding import Related
from mldebt_lab.notebook import Cell

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis

_MOST_FURTHER = 5


def cell_label(cell: Cell) -> str:
    """The cell as people know it: by its execution count, else by its place in the notebook."""
    return f"[{cell.execution_count}]" if cell.execution_count is not None else f"cell {cell.index + 1}"


def hazard_related(analysis: Analysis, hazard: Hazard) -> tuple[Related, ...]:
    """The places that explain a missing name."""
    places: list[Related] = []
    if hazard.inside is not None:
        places.append(analysis.related(hazard.inside, f"`{hazard.name}` is read here, in the body of the function"))
    if hazard.deleted_at is not None:
        places.append(analysis.related(hazard.deleted_at, f"`{hazard.name}` is deleted here"))
    if hazard.definition is not None:
        places.append(analysis.related(hazard.definition, f"`{hazard.name}` is defined here"))
    seen = {hazard.cell.id}
    for site in hazard.further:
        if site.cell_id not in seen and len(places) < _MOST_FURTHER:
            seen.add(site.cell_id)
            places.append(analysis.related(site, f"`{hazard.name}` is missing here too"))
    return tuple(places)
