"""What fixes change in a notebook, as a unified diff of its cells."""

from __future__ import annotations

import difflib

from mldebt_lab.notebook import Cell, Notebook
from mldebt_lab.report.terminal import Paint, visible

_CONTEXT = 3
_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def render_diff(before: Notebook, after: Notebook, paint: Paint) -> str:
    """The diff; nothing if the cells are the same. Each cell starts with a line ``# %%`` that names it."""
    lines = difflib.unified_diff(
        _script(before), _script(after), before.path, before.path, "as it is", "fixed", n=_CONTEXT, lineterm=""
    )
    shown = [_painted(visible(line), number, paint) for number, line in enumerate(lines)]
    return "".join(f"{line}\n" for line in shown)


def _script(notebook: Notebook) -> list[str]:
    return [line for cell in notebook.cells for line in (_head(cell), *cell.source.split("\n"))]


def _head(cell: Cell) -> str:
    kind = "" if cell.type == "code" else f" [{cell.type}]"
    count = f" [{cell.execution_count}]" if cell.execution_count is not None else ""
    return f"# %%{kind}{count} {cell.id}"


def _painted(line: str, number: int, paint: Paint) -> str:
    if number < 2:
        return paint(line, "bold")
    style = _STYLES.get(line[:1])
    return paint(line, style) if style is not None else line
