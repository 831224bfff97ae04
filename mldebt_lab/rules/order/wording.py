"""How the rules about order name cells and point at related places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mldebt_lab.dataflow.hazards import Hazard
from mldebt_lab.dataflow.order import Staleness
from mldebt_lab.finding import Finding, Related
from mldebt_lab.notebook import Cell
from mldebt_lab.rules.base import Rule

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


def stale_finding(rule: Rule, analysis: Analysis, stale: Staleness) -> Finding:
    """A finding about a cell that saw another definition than a clean run would give it."""
    writer = cell_label(stale.writer)
    verb = "changed" if stale.changes else "defined"
    if stale.reason == "another" and stale.saw is not None:
        message = f"Ran with `{stale.name}` from {cell_label(stale.saw)}; from top to bottom it would use the one from {writer}"
    elif stale.saw is not None:
        message = f"Ran before {writer} last {verb} `{stale.name}`, with the one from {cell_label(stale.saw)}"
    else:
        message = f"Ran before {writer} last {verb} `{stale.name}`"
    related = [analysis.related(stale.definition, f"`{stale.name}` is {verb} here")]
    for cell in stale.dependents[:_MOST_FURTHER]:
        related.append(Related(cell.ref, None, "this cell hangs on it"))
    return rule.finding(
        stale.reader,
        analysis.span(stale.read_at),
        message,
        confidence="likely",
        evidence=analysis.order.evidence,
        related=tuple(related),
        names=(stale.name,),
    )
