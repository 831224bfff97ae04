"""Where the parts of a report stand: how a cell is reached from there, and of which level headings are."""

from __future__ import annotations

from urllib.parse import quote

import msgspec

from mldebt_lab.finding import CellRef
from mldebt_lab.report.html.markup import Markup, element
from mldebt_lab.report.words import cell_name


class View(msgspec.Struct, frozen=True):
    """``notebook`` is the notebook's address, ``""`` for the page that the report stands on, None if there is none.

    ``prefix`` begins all ids, so that several reports can stand on one page. ``level`` is that of the sections'
    headings. ``server_path`` is how a Jupyter server calls the notebook, for links that are followed in its pages.
    """

    notebook: str | None
    prefix: str = "mldebt-"
    level: int = 2
    server_path: str | None = None

    def id(self, name: str) -> str:
        """The id of an element."""
        return f"{self.prefix}{name}"

    def cell(self, cell: CellRef, line: int | None = None) -> Markup:
        """A cell by name, as a link into the notebook if there is a way."""
        name = cell_name(cell) + (f", line {line}" if line is not None else "")
        if self.notebook is None:
            return element("span", name, class_="mldebt-cell-name")
        address = f"{self.notebook}#cell-id={quote(cell.id.encode('utf-8', 'replace'), safe='')}"
        return element(
            "a", name, class_="mldebt-cell-name", href=address, data_cell_id=cell.id, data_path=self.server_path
        )

    def section(self, name: str, title: str, *content: Markup) -> Markup:
        """A section with its heading, which names it to a screen reader."""
        heading = self.heading(title, 0, id=self.id(f"{name}-title"))
        return element(
            "section",
            heading,
            *content,
            id=self.id(name),
            class_=f"mldebt-section mldebt-{name}",
            aria_labelledby=self.id(f"{name}-title"),
        )

    def heading(self, content: str | Markup, depth: int = 1, id: str | None = None) -> Markup:
        """A heading; ``depth`` 0 is that of a section."""
        return element(f"h{min(self.level + depth, 6)}", content, id=id)
