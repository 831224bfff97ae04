"""Notebooks to export, and exports of them in this process and by nbconvert's command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import Exporter, get_exporter
from nbformat import v4
from traitlets.config import Config

NAME = "mldebt_lab.export.HygienePreprocessor"
HOSTILE = "/home/ana/<img src=x onerror=alert(1)>$\\x$`a`\nboom()\u2028%x_*[y](z) {{ 7 * 7 }} \\u000aboom() -->"
PYTHON = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python", "nbconvert_exporter": "python"}


def notebook(*sources: str, **metadata: Any) -> Any:
    """A notebook of code cells, as last run from top to bottom."""
    cells = [v4.new_code_cell(source, execution_count=count) for count, source in enumerate(sources, start=1)]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
    return v4.new_notebook(cells=cells, metadata={"language_info": PYTHON, **metadata})


def in_debt() -> Any:
    """A notebook of which a clean run fails, and in which a path is full of markup."""
    return notebook("print(rate)", "rate = 0.1", f"import pandas as pd\npd.read_csv({HOSTILE!r})")


def clean() -> Any:
    """A notebook in which nothing is found."""
    return notebook("x = 1", "print(x)")


def export(nb: Any, form: str, *, exporter_traits: dict[str, Any] | None = None, **traits: Any) -> tuple[Any, Any]:
    """The export of a notebook that lies in no folder of its own, and nbconvert's resources."""
    config = Config({"Exporter": {"preprocessors": [NAME]}, "HygienePreprocessor": traits})
    exporter: Exporter = get_exporter(form)(config=config, **(exporter_traits or {}))  # type: ignore[no-untyped-call]
    return exporter.from_notebook_node(nb, resources={"metadata": {"name": "debt", "path": "/nowhere"}})


def nbconvert(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """What nbconvert's command does in a folder."""
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(cwd / "no-config"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "nbconvert", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def written(folder: Path, nb: Any, name: str = "x.ipynb") -> Path:
    """The file of a notebook in a folder that is a project."""
    (folder / "mldebt.toml").touch()
    nbformat.write(nb, folder / name)
    return folder / name
