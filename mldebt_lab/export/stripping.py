"""Take out of a notebook what differs from run to run and is no result: execution counts and stored errors."""

from __future__ import annotations

from typing import Any

from mldebt_lab.export.nodes import node


def stripped(cell: Any) -> Any:
    """The cell without its execution counts and errors; the cell itself if it is no code cell."""
    if cell.get("cell_type") != "code":
        return cell
    outputs = [_uncounted(output) for output in cell.get("outputs", ()) if output.get("output_type") != "error"]
    return node({**cell, "execution_count": None, "outputs": outputs})


def _uncounted(output: Any) -> Any:
    return node({**output, "execution_count": None}) if "execution_count" in output else output
