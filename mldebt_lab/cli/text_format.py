"""The report of ``mldebt check`` for people."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mldebt_lab.notebook import Notebook, Unreadable, read_bytes
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.report.summary import Totals, render_summary
from mldebt_lab.report.terminal import Paint
from mldebt_lab.report.text import TextStyle, hidden_notes, render_notebook
from mldebt_lab.report.wire_reading import decode_notebook
from mldebt_lab.tasks import Checked, counts


class TextFormat(msgspec.Struct, frozen=True):
    """Renders a notebook's text, with the number of notes that it leaves out."""

    colour: bool
    show_notes: bool

    def __call__(self, report: NotebookReport, notebook: Notebook | None) -> tuple[str, int]:
        style = TextStyle(self.colour, self.show_notes)
        return render_notebook(report, notebook, style), hidden_notes(report, style)

    def recall(self, encoded: bytes, content: bytes) -> tuple[str, int]:
        """The same of a report that a former run made; the code is taken from the notebook itself."""
        report = decode_notebook(encoded)
        shows_code = any(self.show_notes or finding.severity != "info" for finding in report.findings)
        try:
            return self(report, read_bytes(content, report.path) if shows_code else None)
        except Unreadable:
            return self(report, None)

    def document(self, results: Sequence[Checked[tuple[str, int]]], quiet: bool) -> str:
        """The whole; ``quiet`` leaves out the summary."""
        text = "".join(checked.rendered[0] for checked in results)
        if quiet:
            return text
        severities, _ = counts(results)
        totals = Totals(
            notebooks=len(results),
            with_findings=sum(bool(checked.severities) for checked in results),
            severities=severities,
            ignored=sum(checked.ignored for checked in results),
            hidden_notes=sum(checked.rendered[1] for checked in results),
            internal_errors=sum(len(checked.internal_errors) for checked in results),
        )
        return text + render_summary(totals, Paint(self.colour))
