"""The demo notebook has the debt that it is meant to have, and its cleaned twin has none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from tests.cli.program import mldebt

BINDER = Path(__file__).parents[1] / "binder"
NOTEBOOKS = sorted(BINDER.glob("*.ipynb"))
DEBT = {
    ("imports", "NDP306"),
    ("by-zone", "NDX101"),
    ("short-trips", "NDX108"),
    ("split", "NDR205"),
    ("fit", "NDR204"),
    ("error-by-zone", "NDX102"),
    ("error-by-zone", "NDX112"),
    ("zones", "NDP301"),
    ("publish", "NDS401"),
}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_demo_notebook_is_a_valid_notebook_of_format_4_5(path: Path) -> None:
    notebook = nbformat.reads(path.read_text("utf-8"), as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)


def test_each_kind_of_debt_is_found_where_it_is() -> None:
    result = mldebt("check", "taxi-fares.ipynb", "--format", "json", cwd=BINDER)
    findings = json.loads(result.stdout)["notebooks"][0]["findings"]
    assert result.returncode == 1
    assert {(finding["cell"]["id"], finding["code"]) for finding in findings} >= DEBT
    assert {finding["cell"]["id"] for finding in findings} <= {cell for cell, _ in DEBT}


def test_nothing_is_found_in_the_cleaned_twin() -> None:
    result = mldebt("check", "taxi-fares-clean.ipynb", "--format", "json", cwd=BINDER)
    assert json.loads(result.stdout)["notebooks"][0]["findings"] == []
    assert result.returncode == 0


def test_the_cleaned_twin_runs_from_top_to_bottom_with_the_same_results_each_time(tmp_path: Path) -> None:
    """Other versions of the libraries may give other numbers, so two runs are compared and not the stored ones."""
    pytest.importorskip("sklearn")
    first, second = (results_of_a_run(tmp_path / name) for name in ("first", "second"))
    assert any("mean absolute error" in result for result in first)
    assert first == second
    assert (tmp_path / "first" / "outputs" / "predicted_fares.csv").exists()


def results_of_a_run(folder: Path) -> list[str]:
    """The text of all outputs of the cleaned twin, run in an empty kernel in a folder with its data."""
    from nbclient import NotebookClient

    shutil.copytree(BINDER / "data", folder / "data")
    notebook = nbformat.read(BINDER / "taxi-fares-clean.ipynb", as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": folder}}, kernel_name="python3").execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output.get("text") or output["data"]["text/plain"] for output in outputs]
