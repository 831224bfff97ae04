"""A picture of cells and names: a line for each cell, a track for each name, from where it is defined to where it is
used.

Tracks do not cross, so it can be read with many names, too. One that leads upwards, to a cell that uses the name above
its definition, is drawn in another colour and broken.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mldebt_lab.report.html.markup import Markup, each, element, joined

_ROW = 24
_TRACK = 22
_LABEL = 330
_CHARACTER = 7
"""Width of a character of the labels, about."""
_LONGEST_NAME = 24
_LONGEST_CODE = 30


class Row(msgspec.Struct, frozen=True):
    """A cell: its name and its first line."""

    name: str
    code: str


class Column(msgspec.Struct, frozen=True):
    """A name, with the numbers of the rows that define it and that use it; ``backwards`` if one uses it too early."""

    name: str
    defined: frozenset[int]
    used: frozenset[int]
    backwards: bool


def picture(rows: Sequence[Row], columns: Sequence[Column], prefix: str) -> Markup:
    """The picture. It is one image to a screen reader, which is told to read the table."""
    head = _CHARACTER * min(_LONGEST_NAME, max(len(column.name) for column in columns)) + 16
    # The names lean over to the right, by half their length.
    width = _LABEL + _TRACK * len(columns) + head
    height = head + _ROW * len(rows) + 4
    title = element("title", "Dependencies between cells", id=f"{prefix}-title")
    described = (
        f"{len(rows)} cells and {len(columns)} names that they take from one another. "
        f"{sum(column.backwards for column in columns)} of the names are used above their definition. "
        "The table below says the same in words."
    )
    image = element(
        "svg",
        title,
        element("desc", described, id=f"{prefix}-description"),
        each(_row(number, row, head, width - head) for number, row in enumerate(rows)),
        each(_column(number, column, head) for number, column in enumerate(columns)),
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{prefix}-title {prefix}-description",
        class_="mldebt-picture",
    )
    return element(
        "div",
        element("div", image, class_="mldebt-scroll", tabindex=0, role="region", aria_label="Picture of dependencies"),
        element("p", _LEGEND, class_="mldebt-legend"),
    )


_LEGEND = (
    "■ the cell defines the name, ○ it uses it, ● it uses and changes it. A broken line with a name in bold: the "
    "name is used above its definition."
)


def _row(number: int, row: Row, head: int, end: int) -> Markup:
    middle = head + _ROW * number + _ROW // 2
    code = row.code if len(row.code) <= _LONGEST_CODE else f"{row.code[: _LONGEST_CODE - 1]}…"
    return joined(
        element("line", x1=0, x2=end, y1=middle + _ROW // 2, y2=middle + _ROW // 2, class_="mldebt-picture-rule"),
        element("text", row.name, x=0, y=middle + 4, class_="mldebt-picture-cell"),
        element("text", code, x=100, y=middle + 4, class_="mldebt-picture-code"),
    )


def _column(number: int, column: Column, head: int) -> Markup:
    middle = _LABEL + _TRACK * number + _TRACK // 2

    def height(row: int) -> int:
        return head + _ROW * row + _ROW // 2

    ends = column.defined | column.used
    name = column.name if len(column.name) <= _LONGEST_NAME else f"{column.name[: _LONGEST_NAME - 1]}…"
    label = element(
        "text",
        element("title", column.name),
        name,
        transform=f"translate({middle + 4} {head - 6}) rotate(-50)",
        class_="mldebt-picture-name",
    )
    used = (
        element("circle", cx=middle, cy=height(row), r=5, class_="mldebt-picture-use") for row in sorted(column.used)
    )
    defined = (
        element("rect", x=middle - 4, y=height(row) - 4, width=8, height=8, class_="mldebt-picture-definition")
        for row in sorted(column.defined)
    )
    return element(
        "g",
        label,
        element(
            "line", x1=middle, x2=middle, y1=height(min(ends)), y2=height(max(ends)), class_="mldebt-picture-track"
        ),
        each(used),
        each(defined),
        class_="mldebt-picture-column mldebt-backwards" if column.backwards else "mldebt-picture-column",
    )
