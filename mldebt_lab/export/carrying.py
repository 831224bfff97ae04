"""Let an export carry what is asked for: the box, notes beside the cells, or less than the notebook holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from nbconvert.exporters import NotebookExporter

from mldebt_lab.export.checking import Checked
from mldebt_lab.export.forms import form_for
from mldebt_lab.export.placing import with_box, with_cell_metadata, with_metadata, with_notes
from mldebt_lab.export.report_exporter import ReportExporter
from mldebt_lab.export.statement import Statement, summary_of
from mldebt_lab.export.stripping import stripped
from mldebt_lab.export.templates import NAME, places_box
from mldebt_lab.finding import Finding
from mldebt_lab.report.terminal import visible


class Load(msgspec.Struct, frozen=True):
    """What is to be carried. ``stamp`` says why the export was made all the same; it makes a box of its own."""

    box: bool = False
    notes: bool = False
    strip: bool = False
    stamp: str = ""


def carried(nb: Any, resources: Any, exporter: Any, checked: Checked, load: Load, log: Any) -> Any:
    """``nb``, or a changed copy. ``resources`` get the box, for templates that have a place for it."""
    changed = nb
    if load.strip:
        changed = type(nb)({**nb, "cells": [stripped(cell) for cell in nb.cells]})
    if not (load.notes or load.box or load.stamp) or isinstance(exporter, ReportExporter):
        return changed  # a report says all of it
    report = checked.report
    by_cell, general = _by_cell(report.findings)
    statement = summary_of(report, checked.checklist, load.stamp) if load.box else Statement.of_stamp(load.stamp)
    if exporter is None or isinstance(exporter, NotebookExporter):
        if load.notes:
            changed = with_cell_metadata(changed, by_cell)
        return with_metadata(changed, checked.report, load.stamp) if load.box or load.stamp else changed
    form = form_for(exporter, report.language)
    if form is None:
        log.warning("%s leaves no room for a hygiene summary of %s.", type(exporter).__name__, visible(report.path))
        return changed
    if load.notes:
        changed = with_notes(changed, form, by_cell, general)
    if not (load.box or load.stamp):
        return changed
    resources[NAME] = form.render(statement)
    if places_box(exporter):
        return changed
    log.info(
        "The template %s has no block %s: the hygiene summary stands before the first cell.",
        exporter.template_name,
        NAME,
    )
    return with_box(changed, form, statement)


def _by_cell(findings: tuple[Finding, ...]) -> tuple[Mapping[int, list[Finding]], list[Finding]]:
    by_cell: dict[int, list[Finding]] = {}
    general: list[Finding] = []
    for finding in findings:
        (general if finding.cell is None else by_cell.setdefault(finding.cell.index, [])).append(finding)
    return by_cell, general
