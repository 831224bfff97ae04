"""Which files a notebook reads and writes, and where they lie."""

from __future__ import annotations

from mldebt_lab.outcome import AccessFact, NotebookReport
from mldebt_lab.report.html.markup import Markup, element, joined
from mldebt_lab.report.html.table import table
from mldebt_lab.report.html.view import View
from mldebt_lab.report.words import PLACE_WORDS

_MODES = {"read": "reads", "write": "writes", "append": "appends to"}
_HEADS = ("Cell", "", "Path", "Where it lies", "Call")


def files_section(report: NotebookReport, view: View) -> Markup:
    """Every place that reads or writes a file, also those whose path is not known."""
    if not report.accesses:
        nothing = element("p", "No cell is known to read or to write a file.")
        return view.section("files", "Files read and written", nothing)
    rows = [_row(access, view) for access in report.accesses]
    return view.section("files", "Files read and written", table("Files read and written, by cell", _HEADS, rows))


def _row(access: AccessFact, view: View) -> tuple[str | Markup, ...]:
    where = PLACE_WORDS[access.place] if access.place is not None else "not known"
    return (
        view.cell(access.cell, access.span.start.line),
        _MODES[access.mode],
        _path(access),
        element("span", where, class_="mldebt-place", data_place=access.place or ""),
        element("code", access.call),
    )


def _path(access: AccessFact) -> str | Markup:
    if access.path is None:
        return "not known: it is computed"
    if access.resolved:
        return element("code", access.path)
    return joined(element("code", access.path), " … (not wholly known)")
