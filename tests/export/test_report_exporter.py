"""The exporter `mldebt-report`, by nbconvert's own command and in a server's way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from nbconvert.exporters import get_export_names, get_exporter
from nbformat import v4

from mldebt_lab.export import ReportExporter
from tests.export.exporting import NAME, clean, in_debt, nbconvert, notebook, written
from tests.report.documents import Element, parsed

BOX = ("--HygienePreprocessor.box=True", "--HygienePreprocessor.mode=annotate")


def exported(folder: Path, *options: str, name: str = "x.ipynb") -> Element:
    done = nbconvert("--to", "mldebt-report", *options, name, cwd=folder)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    return parsed((folder / name).with_suffix(".html").read_text("utf-8"))


def test_nbconvert_knows_it_by_its_name() -> None:
    assert "mldebt-report" in get_export_names()  # type: ignore[no-untyped-call]
    assert get_exporter("mldebt-report") is ReportExporter  # type: ignore[no-untyped-call]


def test_the_command_writes_a_page_that_links_back_to_the_notebook(tmp_path: Path) -> None:
    before = written(tmp_path, in_debt()).read_bytes()
    page = exported(tmp_path)
    assert "Fails on a clean run" in page.text
    finding = page.one("article", data_code="NDX101")
    assert {link.attributes["href"] for link in finding.all("a", data_cell_id="cell-0")} == {"x.ipynb#cell-id=cell-0"}
    assert page.all("img") == page.all("script") == []
    assert (tmp_path / "x.ipynb").read_bytes() == before


def test_a_box_that_all_exports_carry_is_not_missed_in_it(tmp_path: Path) -> None:
    written(tmp_path, in_debt())
    done = nbconvert("--to", "mldebt-report", f"--Exporter.preprocessors={NAME}", *BOX, "x.ipynb", cwd=tmp_path)
    assert done.returncode == 0
    assert "WARNING" not in done.stderr
    assert "Fails on a clean run" in (tmp_path / "x.html").read_text("utf-8")


def test_the_checklist_and_the_project_can_be_chosen(tmp_path: Path) -> None:
    written(tmp_path, clean())
    page = exported(tmp_path, "--ReportExporter.profile=ml-test-score")
    assert page.one("p", "mldebt-score").text.startswith("Score: at least 0")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "NDX121"),
        (b"", "NDX121"),
        (b"\xff\xfe\x00", "NDX121"),
        (b'{"cells": 7, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', "NDX121"),
        (json.dumps(v4.new_notebook()).encode(), "Nothing was found."),
        (json.dumps(notebook("cat(1)", language_info={"name": "R"})).encode(), "Unknown"),
    ],
    ids=["no JSON", "no content", "no UTF-8", "no cells", "empty", "R"],
)
def test_there_is_a_page_on_every_file(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "x.ipynb").write_bytes(content)
    assert said in exported(tmp_path).text


@pytest.mark.parametrize(
    ("option", "configuration", "said"),
    [
        ("--ReportExporter.profile=pineau", "", "did you mean pineau-v2?"),
        ("--ReportExporter.profile=default", "selekt = []", "selekt"),
    ],
)
def test_what_cannot_be_understood_ends_the_command_with_a_line(
    option: str, configuration: str, said: str, tmp_path: Path
) -> None:
    written(tmp_path, clean())
    (tmp_path / "mldebt.toml").write_text(configuration)
    done = nbconvert("--to", "mldebt-report", option, "x.ipynb", cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert said in done.stderr.splitlines()[-1]
    assert not (tmp_path / "x.html").exists()


def test_a_server_gets_a_page_without_the_folders_of_its_machine(tmp_path: Path) -> None:
    resources: dict[str, Any] = {"metadata": {"name": "debt", "path": str(tmp_path / "home" / "ana")}}
    output, answered = ReportExporter().from_notebook_node(in_debt(), resources)
    assert answered["output_extension"] == ".html"
    assert parsed(output).one("h1").text == "debt.ipynb"
    assert str(tmp_path) not in output
