"""Requests for checks: made of notebook files as the browser makes them, or made up in any size."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mldebt_lab.notebook import Notebook, Unreadable, read_file


def of_file(path: Path) -> dict[str, Any] | None:
    """The request for the notebook at ``path``; None if it cannot be read."""
    try:
        return _of(read_file(path, path.name))
    except Unreadable:
        return None


def made_up(cells: int, lines: int, path: str = "made-up.ipynb") -> dict[str, Any]:
    """A notebook whose cells build on each other."""
    sources = [
        "\n".join(
            f"value_{cell}_{line} = (value_{cell - 1}_{line} if {cell} else {line}) * {line}" for line in range(lines)
        )
        for cell in range(cells)
    ]
    return _request(path, "python", [_cell(f"c{index}", "code", source) for index, source in enumerate(sources)])


def with_an_edit(request: dict[str, Any], number: int) -> dict[str, Any]:
    """The request after somebody has typed something into a code cell in the middle."""
    cells = [dict(cell) for cell in request["cells"]]
    code = [cell for cell in cells if cell["type"] == "code"]
    code[len(code) // 2]["source"] += f"\nedited_{number} = {number}"
    return {**request, "cells": cells}


def encoded(request: dict[str, Any]) -> bytes:
    """As it goes over the wire; a browser does not escape what is not ASCII."""
    return json.dumps(request, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _of(notebook: Notebook) -> dict[str, Any]:
    cells = [_cell(cell.id, cell.type, cell.source, cell.execution_count, cell.has_output) for cell in notebook.cells]
    return _request(notebook.path, notebook.language, cells)


def _cell(id: str, type: str, source: str, count: int | None = None, output: bool = False) -> dict[str, Any]:
    return {"id": id, "type": type, "source": source, "execution_count": count, "has_output": output}


def _request(path: str, language: str, cells: list[dict[str, Any]]) -> dict[str, Any]:
    kernel = {"id": "kernel", "started": "2026-01-01T00:00:00.000Z", "language": language}
    return {"path": path, "kernel": kernel, "cells": cells, "session": {"events": [], "deleted": []}}
