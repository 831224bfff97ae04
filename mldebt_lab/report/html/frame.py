"""The lines of a cell that a finding is about, with its words marked."""

from __future__ import annotations

from html import escape

from mldebt_lab.finding import CellRef, Span
from mldebt_lab.notebook import Notebook
from mldebt_lab.report.frame import FrameLine, framed
from mldebt_lab.report.html.markup import Markup, each, element, joined
from mldebt_lab.report.terminal import laid_out


def code(cell: CellRef | None, span: Span | None, notebook: Notebook | None, label: str) -> Markup:
    """The frame; nothing where the place is the cell as a whole, or the notebook could not be read."""
    if cell is None or span is None or notebook is None:
        return joined()
    lines = framed(notebook.cells[cell.index].source, span)
    if not lines:
        return joined()
    content = element("code", each(_line(line) for line in lines))
    return element("pre", content, class_="mldebt-code", tabindex=0, role="region", aria_label=label)


def _line(line: FrameLine) -> Markup:
    number = element("span", str(line.number), class_="mldebt-line-number")
    gap = element("span", f"… {line.left_out} more lines\n", class_="mldebt-gap") if line.left_out else joined()
    before, marked, after = line.text[: line.start], line.text[line.start : line.end], line.text[line.end :]
    # A place without width is the end of a line, where something is missing.
    mark = element("mark", _shown(marked) if marked else Markup("&nbsp;"))
    return joined(
        gap, number, Markup(line.before), _shown(before), mark, _shown(after), Markup(line.after), Markup("\n")
    )


def _shown(source: str) -> Markup:
    return Markup(escape(laid_out(source)[0]))
