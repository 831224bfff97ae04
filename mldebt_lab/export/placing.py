"""Put what is to be said into the copy of the notebook that is exported: as cells, or as metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, count
from typing import Any

from mldebt_lab import __version__
from mldebt_lab.checklist.summary import summarised
from mldebt_lab.export.forms import Form
from mldebt_lab.export.nodes import node
from mldebt_lab.export.statement import Statement, counts_of, notes_on
from mldebt_lab.finding import SEVERITIES, Finding
from mldebt_lab.outcome import NotebookReport

KEY = "mldebt"
"""Of metadata, in which people may have put something too: what is ignored, the answers to checklists."""
_NOT_SHOWN = ("skip", "notes")
_SLIDE_STARTS = ("slide_start", "subslide_start")
_SLIDE_ENDS = ("fragment_end", "subslide_end", "slide_end")


def with_box(nb: Any, form: Form, statement: Statement) -> Any:
    """The notebook with the statement in front; in slides, on a slide of its own."""
    cell = _cell(form, statement, "mldebt-box", nb)
    if _laid_out(nb):
        cell.metadata.update(slide_type="slide", **dict.fromkeys((*_SLIDE_STARTS, *_SLIDE_ENDS[1:]), True))
        return _with_cells(nb, [cell, *nb.cells])
    return _with_cells(nb, [cell, *_starting_a_slide(nb.cells)])


def with_notes(nb: Any, form: Form, by_cell: Mapping[int, Sequence[Finding]], general: Sequence[Finding]) -> Any:
    """The notebook with findings behind their cells (by index), and the general ones in front."""
    cells = []
    for index, cell in enumerate(nb.cells):
        found = by_cell.get(index)
        if found is None:
            cells.append(cell)
            continue
        note = _cell(form, notes_on(found), f"mldebt-{index}", nb)
        cells += _on_the_slide_of(cell, note)
    changed = _with_cells(nb, cells)
    return with_box(changed, form, notes_on(general)) if general else changed


def with_metadata(nb: Any, report: NotebookReport, stamp: str = "") -> Any:
    """The notebook with the report's summary in its metadata, and the stamp if there is one."""
    severities = [finding.severity for finding in report.findings]
    summary: dict[str, Any] = {
        "tool": f"mldebt-lab {__version__}",
        "verdict": report.verdict,
        "summary": counts_of(report),
        "findings": {severity: severities.count(severity) for severity in SEVERITIES},
        "ignored": len(report.ignored),
        "checklist": {
            "profile": next((item.profile for item in report.checklist), None),
            "summary": summarised(report.checklist),
            "fails": [item.id for item in report.checklist if item.state == "fail"],
        },
    }
    if stamp:
        summary["stamp"] = stamp
    return node({**nb, "metadata": _added(nb.metadata, {"export": summary})})


def with_cell_metadata(nb: Any, by_cell: Mapping[int, Sequence[Finding]]) -> Any:
    """The notebook with each cell's findings in its metadata."""
    cells = list(nb.cells)
    for index, found in by_cell.items():
        lines = [{"code": finding.code, "severity": finding.severity, "message": finding.message} for finding in found]
        cell = cells[index]
        cells[index] = node({**cell, "metadata": _added(cell.metadata, {"findings": lines})})
    return _with_cells(nb, cells)


def _added(metadata: Any, ours: Mapping[str, Any]) -> Any:
    there = metadata.get(KEY)
    if there is not None and not isinstance(there, Mapping):
        return node(metadata)  # somebody else's: it stays as it is
    return node({**metadata, KEY: {**(there or {}), **ours}})


def _laid_out(nb: Any) -> bool:
    """Whether nbconvert has already worked out which cell starts and ends a slide; usually it does so behind us."""
    return any("slide_start" in cell.metadata for cell in nb.cells)


def _starting_a_slide(cells: Sequence[Any]) -> list[Any]:
    """The cells, of which the first that is shown starts a slide, as it would with nothing in front of it."""
    changed = list(cells)
    for index, cell in enumerate(cells):
        if _slide_type(cell) not in _NOT_SHOWN:
            metadata = {**cell.metadata, "slideshow": node({"slide_type": "slide"})}
            changed[index] = node({**cell, "metadata": node(metadata)})
            break
    return changed


def _on_the_slide_of(cell: Any, note: Any) -> list[Any]:
    """The cell and its note, which is where the cell is: what ends behind the cell ends behind the note."""
    kind = _slide_type(cell)
    note.metadata["slideshow"] = node({"slide_type": kind if kind in _NOT_SHOWN else "-"})
    metadata = dict(cell.metadata)
    if "slide_type" in metadata:
        note.metadata["slide_type"] = note.metadata["slideshow"]["slide_type"]
        note.metadata.update({end: metadata.pop(end) for end in _SLIDE_ENDS if end in metadata})
    return [node({**cell, "metadata": node(metadata)}), note]


def _slide_type(cell: Any) -> Any:
    slideshow = cell.metadata.get("slideshow")
    return slideshow.get("slide_type") if isinstance(slideshow, Mapping) else None


def _cell(form: Form, statement: Statement, name: str, nb: Any) -> Any:
    text = form.render(statement)
    # Templates put no line ends around raw cells.
    source = f"\n\n{text}\n\n" if form.cell_type == "raw" else text
    metadata = {"raw_mimetype": form.raw_mimetype} if form.cell_type == "raw" else {}
    cell = node({"cell_type": form.cell_type, "metadata": node(metadata), "source": source})
    if any("id" in other for other in nb.cells):
        taken = {other.get("id") for other in nb.cells}
        cell.id = next(
            free for free in chain((name,), (f"{name}-{number}" for number in count(2))) if free not in taken
        )
    return cell


def _with_cells(nb: Any, cells: list[Any]) -> Any:
    return node({**nb, "cells": cells})
