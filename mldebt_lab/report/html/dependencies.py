"""Which cell takes which name from which other: as a picture, and the same as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import msgspec

from mldebt_lab.notebook import Cell, Notebook
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.report.html.markup import Markup, each, element, joined
from mldebt_lab.report.html.picture import Column, Row, picture
from mldebt_lab.report.html.table import table
from mldebt_lab.report.html.view import View
from mldebt_lab.report.words import CELL_STATE_SENTENCE, cell_name

_TOO_EARLY = "NDX101"
_MOST_ROWS = 150
_MOST_COLUMNS = 60
_HEADS = ("Cell", "State", "Uses", "Used by")


def dependencies_section(report: NotebookReport, notebook: Notebook | None, view: View) -> Markup:
    """The section; nothing where the cells are not known."""
    if notebook is None or not report.cells:
        return joined()
    cells = {cell.id: cell for cell in notebook.code_cells}
    edges = _edges(report, cells)
    uses: dict[str, list[tuple[str, Cell]]] = {}
    used_by: dict[str, list[tuple[str, Cell]]] = {}
    for edge in edges:
        uses.setdefault(edge.user, []).append((edge.name, cells[edge.definer]))
        used_by.setdefault(edge.definer, []).append((edge.name, cells[edge.user]))
    rows = [
        (
            view.cell(cells[facts.id].ref),
            CELL_STATE_SENTENCE[facts.state],
            _names(uses.get(facts.id, ()), view),
            _names(used_by.get(facts.id, ()), view),
        )
        for facts in report.cells
        if facts.id in cells
    ]
    listed = table("Which cell uses which names of which other cells", _HEADS, rows)
    return view.section("dependencies", "Dependencies between cells", _picture(edges, cells, view), listed)


class _Edge(msgspec.Struct, frozen=True, order=True):
    """A name that one cell takes from another; both by id."""

    name: str
    definer: str
    user: str


def _edges(report: NotebookReport, cells: Mapping[str, Cell]) -> list[_Edge]:
    """What cells take from those above, and what they miss because it is defined further down."""
    edges = {_Edge(use.name, use.cell_id, facts.id) for facts in report.cells for use in facts.uses}
    for finding in report.findings:
        if finding.code == _TOO_EARLY and finding.cell is not None:
            edges |= {
                _Edge(name, place.cell.id, finding.cell.id) for name in finding.names for place in finding.related
            }
    return sorted(edge for edge in edges if edge.definer in cells and edge.user in cells)


def _names(taken: Sequence[tuple[str, Cell]], view: View) -> Markup:
    """The names by the cell that they come from or go to."""
    ordered = sorted(taken, key=lambda one: (one[1].index, one[0]))
    parts = [
        joined(each((element("code", name) for name, _ in group), ", "), " (", view.cell(cell.ref), ")")
        for cell, group in groupby(ordered, key=lambda one: one[1])
    ]
    return each(parts, "; ") if parts else joined("–")


def _picture(edges: Sequence[_Edge], cells: Mapping[str, Cell], view: View) -> Markup:
    """The picture of the cells that have to do with others, if it is small enough to be looked at."""
    if not edges:
        return element("p", "No cell uses a name of another one.")
    involved = {one for edge in edges for one in (edge.definer, edge.user)}
    shown = [cell for cell in cells.values() if cell.id in involved]
    numbers = {cell.id: number for number, cell in enumerate(shown)}
    columns = []
    for name, group in groupby(edges, key=lambda edge: edge.name):
        ends = [(numbers[edge.definer], numbers[edge.user]) for edge in group]
        defined, used = frozenset(start for start, _ in ends), frozenset(end for _, end in ends)
        columns.append(Column(name, defined, used, backwards=any(start > end for start, end in ends)))
    if len(shown) > _MOST_ROWS or len(columns) > _MOST_COLUMNS:
        return element("p", "There are too many cells and names for a picture.")
    rows = [Row(cell_name(cell.ref), cell.source.strip().split("\n")[0]) for cell in shown]
    columns.sort(key=lambda column: (min(column.defined), min(column.used), column.name))
    return picture(rows, columns, view.id("picture"))
