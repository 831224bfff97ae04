"""Notebooks for tests, and the notebook files that they become."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Cell = dict[str, Any]

NOTEBOOK_TRACKER = "@jupyterlab/notebook-extension:tracker"  # has the settings of how notebooks are drawn
# Complete, and as the kernel says it: else JupyterLab asks which kernel to take, or writes down what it says.
PYTHON = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": platform.python_version(),
    },
}
R = {
    "kernelspec": {"display_name": "R", "language": "R", "name": "ir"},
    "language_info": {"name": "R", "version": "4.3.0", "mimetype": "text/x-r-source", "file_extension": ".r"},
}


def code(
    source: str, id: str | None = None, *, count: int | None = None, outputs: Sequence[Mapping[str, Any]] = ()
) -> Cell:
    """A code cell."""
    cell = {"cell_type": "code", "metadata": {}, "source": source, "execution_count": count, "outputs": list(outputs)}
    return cell if id is None else {**cell, "id": id}


def markdown(source: str, id: str | None = None) -> Cell:
    """A markdown cell."""
    cell = {"cell_type": "markdown", "metadata": {}, "source": source}
    return cell if id is None else {**cell, "id": id}


def printed(text: str) -> dict[str, Any]:
    """An output that a cell has printed."""
    return {"output_type": "stream", "name": "stdout", "text": text}


def notebook(*cells: Cell, metadata: Mapping[str, Any] = PYTHON) -> dict[str, Any]:
    """A notebook; cells without an id are called c0, c1 and so on by their place."""
    with_ids = [{"id": f"c{index}", **cell} for index, cell in enumerate(cells)]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": dict(metadata), "cells": with_ids}


def write(path: Path, content: Mapping[str, Any]) -> Path:
    """Write a notebook as Jupyter writes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def long_notebook(cells: int, **at: str) -> dict[str, Any]:
    """A notebook of many clean cells, with some set as in ``c7="print(missing)"``."""
    sources = [f"value_{i} = {i}\nprint(value_{i})" for i in range(cells)]
    return notebook(*(code(at.get(f"c{i}", source)) for i, source in enumerate(sources)))
