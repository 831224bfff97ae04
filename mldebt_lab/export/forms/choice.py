"""Which form an exporter wants, and in what kind of cell its template lets it pass unchanged."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Literal, TypeAlias

import msgspec
from nbconvert.exporters import (
    ASCIIDocExporter,
    HTMLExporter,
    LatexExporter,
    MarkdownExporter,
    PythonExporter,
    RSTExporter,
    ScriptExporter,
)

from mldebt_lab.export.forms.comment import COMMENT_SIGNS, as_comment
from mldebt_lab.export.forms.html import as_html
from mldebt_lab.export.forms.latex import as_latex
from mldebt_lab.export.forms.literal import as_asciidoc, as_rst
from mldebt_lab.export.forms.markdown import as_markdown
from mldebt_lab.export.statement import Statement

Render: TypeAlias = Callable[[Statement], str]
CellType: TypeAlias = Literal["markdown", "raw"]


class Form(msgspec.Struct, frozen=True):
    """How a statement is written, and the cell that carries it."""

    render: Render
    cell_type: CellType
    raw_mimetype: str = ""


# Raw cells of HTML lose their styles in the templates, so they are second choice there. Markdown cells of the others
# are converted by pandoc, or put into comments: no choice.
_BOTH: tuple[CellType, ...] = ("markdown", "raw")
_RAW: tuple[CellType, ...] = ("raw",)
_FORMS: tuple[tuple[type[Any], Render, tuple[CellType, ...]], ...] = (
    (HTMLExporter, as_html, _BOTH),
    (MarkdownExporter, as_markdown, _BOTH),
    (LatexExporter, as_latex, _RAW),
    (RSTExporter, as_rst, _RAW),
    (ASCIIDocExporter, as_asciidoc, _RAW),
)


def form_for(exporter: Any, language: str) -> Form | None:
    """The form for the exporter; None where it has none, or leaves out every kind of cell that could carry it."""
    for kind, render, cell_types in _FORMS:
        if isinstance(exporter, kind):
            return _carried(exporter, render, cell_types)
    sign = COMMENT_SIGNS.get("python" if isinstance(exporter, PythonExporter) else language.lower())
    if sign is None or not isinstance(exporter, (PythonExporter, ScriptExporter)):
        return None
    return _carried(exporter, partial(as_comment, sign=sign), _RAW)


def _carried(exporter: Any, render: Render, cell_types: tuple[CellType, ...]) -> Form | None:
    for cell_type in cell_types:
        if cell_type == "markdown" and not exporter.exclude_markdown:
            return Form(render, cell_type)
        if cell_type == "raw" and not exporter.exclude_raw and exporter.raw_mimetypes:
            return Form(render, cell_type, exporter.raw_mimetypes[0])
    return None
