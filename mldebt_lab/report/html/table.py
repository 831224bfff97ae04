"""Tables of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mldebt_lab.report.html.markup import Markup, each, element


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str | Markup]], class_: str = "") -> Markup:
    """A table, whose first column says what each row is about; it can be scrolled where it is too wide."""
    head = element("tr", *(element("th", name, scope="col") for name in heads))
    body = each(element("tr", _row_head(row[0]), *(element("td", cell) for cell in row[1:])) for row in rows)
    whole = element("table", element("caption", caption), element("thead", head), element("tbody", body))
    return element("div", whole, class_=f"mldebt-table {class_}".strip(), tabindex=0, role="region", aria_label=caption)


def _row_head(cell: str | Markup) -> Markup:
    return element("th", cell, scope="row")
