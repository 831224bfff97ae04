"""What the modes do with a notebook, and that nothing but a block keeps it from being exported."""

from __future__ import annotations

import copy
import json
import logging
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from nbformat import v4
from traitlets import TraitError

from mldebt_lab import check
from mldebt_lab.export import ExportBlocked, HygienePreprocessor
from mldebt_lab.export.checking import Checked, check_export
from mldebt_lab.report.wire import encode_notebook
from tests.export.exporting import clean, export, in_debt, notebook, written

ALL_FORMS = ("html", "slides", "markdown", "latex", "rst", "asciidoc", "script", "notebook")


def test_report_hands_the_report_to_templates_and_changes_nothing_else() -> None:
    nb = in_debt()
    before = copy.deepcopy(nb)
    preprocessed, resources = HygienePreprocessor().preprocess(nb, {"metadata": {"name": "debt", "path": "/nowhere"}})
    assert preprocessed == nb == before
    expected = check(nb, path="/nowhere/debt.ipynb")
    assert resources["mldebt"] == msgspec.json.decode(encode_notebook(expected))
    assert {finding["code"] for finding in resources["mldebt"]["findings"]} == {"NDX101", "NDP301"}


@pytest.mark.parametrize("mode", ["annotate", "strip"])
def test_the_notebook_that_is_handed_in_stays_as_it_is(mode: str) -> None:
    nb = in_debt()
    before = copy.deepcopy(nb)
    for form in ALL_FORMS:
        export(nb, form, mode=mode, box=True)
    HygienePreprocessor(mode=mode, box=True).preprocess(nb, {})
    assert nb == before


@pytest.mark.parametrize("form", ["markdown", "rst", "asciidoc", "python", "latex", "html", "slides"])
def test_annotate_puts_findings_behind_their_cells(form: str) -> None:
    output, _ = export(notebook("a = 1", "b = missingname", "c = 3"), form, mode="annotate")
    assert output.count("the cell above") in (1, 2)  # once as the name of an HTML box
    assert output.index("missingname") < output.index("NDX102")
    assert output.index("NDX102") < output.rindex("3")


def test_annotate_puts_findings_into_the_metadata_of_an_exported_notebooks_cells() -> None:
    exported = json.loads(export(in_debt(), "notebook", mode="annotate")[0])
    codes = [
        [finding["code"] for finding in cell["metadata"].get("mldebt", {}).get("findings", ())]
        for cell in exported["cells"]
    ]
    assert codes == [["NDX101"], [], ["NDP301"]]


def test_annotate_puts_what_concerns_the_whole_notebook_in_front(monkeypatch: pytest.MonkeyPatch) -> None:
    def all_general(*given: object) -> Checked:
        checked = check_export(*given)  # type: ignore[arg-type]
        findings = tuple(replace(finding, cell=None, span=None) for finding in checked.report.findings)
        return replace(checked, report=replace(checked.report, findings=findings))

    monkeypatch.setattr("mldebt_lab.export.preprocessor.check_export", all_general)
    output, _ = export(in_debt(), "markdown", mode="annotate")
    assert output.strip().startswith("**Notebook hygiene: the whole notebook**\n\n- error NDX101: Uses")


def test_strip_leaves_out_counts_and_stored_errors_alone() -> None:
    nb = notebook("1", "1 / 0")
    nb.cells[0].outputs = [v4.new_output("execute_result", {"text/plain": "1"}, execution_count=1)]
    nb.cells[1].outputs = [v4.new_output("error", ename="ZeroDivisionError", evalue="", traceback=["t"])]
    first, second = json.loads(export(nb, "notebook", mode="strip")[0])["cells"]
    assert (first["execution_count"], second["execution_count"]) == (None, None)
    assert [(output["execution_count"], output["data"]["text/plain"]) for output in first["outputs"]] == [(None, ["1"])]
    assert second["outputs"] == []


def test_block_raises_one_line_in_a_script() -> None:
    with pytest.raises(ExportBlocked) as blocked:
        export(in_debt(), "html", mode="block")
    assert str(blocked.value) == (
        "The export of /nowhere/debt.ipynb is blocked: 2 errors (NDX101 in cell 1 [1], NDP301 in cell 3 [3])."
    )


def test_block_lets_pass_what_is_less_bad_than_fail_on() -> None:
    nb = notebook("1 / 0")
    nb.cells[0].outputs = [v4.new_output("error", ename="ZeroDivisionError", evalue="", traceback=["t"])]
    export(nb, "html", mode="block", fail_on="error")
    with pytest.raises(ExportBlocked, match="1 warning"):
        export(nb, "html", mode="block", fail_on="warning")
    export(clean(), "html", mode="block", fail_on="info")


def test_select_and_ignore_say_which_rules_are_asked() -> None:
    export(in_debt(), "html", mode="block", ignore=["NDX101", "NDP"])
    _, resources = export(in_debt(), "html", select=["NDP"])
    assert [finding["code"] for finding in resources["mldebt"]["findings"]] == ["NDP301"]


def test_the_settings_of_the_project_hold(tmp_path: Path) -> None:
    path = written(tmp_path, in_debt())
    (tmp_path / "mldebt.toml").write_text('ignore = ["NDX101"]\nfail-severity = "error"\n')
    _, resources = HygienePreprocessor().preprocess(in_debt(), {"metadata": {"name": "x", "path": str(tmp_path)}})
    assert [finding["code"] for finding in resources["mldebt"]["findings"]] == ["NDP301"]
    assert resources["mldebt"]["path"] == str(path)


def test_paths_are_seen_from_the_project_root_that_is_given(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    nb = notebook(f"open({str(tmp_path / 'data' / 'x.csv')!r}).read()")
    place = {"metadata": {"name": "x", "path": str(tmp_path / "notebooks")}}
    _, resources = HygienePreprocessor(project_root=str(tmp_path)).preprocess(nb, dict(place))
    assert [access["path"] for access in resources["mldebt"]["accesses"]] == ["data/x.csv"]


def test_rules_that_do_not_exist_are_a_warning_or_block() -> None:
    records: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: records.append(record.getMessage())  # type: ignore[method-assign]
    preprocessor = HygienePreprocessor(select=["NOPE"])
    preprocessor.log.addHandler(handler)
    try:
        assert preprocessor.preprocess(in_debt(), {})[0] == in_debt()
    finally:
        preprocessor.log.removeHandler(handler)
    assert len(records) == 1
    assert "no rule matches 'NOPE'" in records[0]
    with pytest.raises(ExportBlocked, match="no rule matches 'NOPE'"):
        HygienePreprocessor(mode="block", select=["NOPE"]).preprocess(in_debt(), {})


def test_a_mode_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TraitError, match="blok"):
        HygienePreprocessor(mode="blok")


@pytest.mark.parametrize("mode", ["report", "annotate", "strip", "block"])
def test_an_internal_error_is_one_warning_and_the_export_goes_on(
    mode: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("a\nb")

    monkeypatch.delenv("MLDEBT_RAISE", raising=False)
    monkeypatch.setattr("mldebt_lab.export.preprocessor.check_export", broken)
    with caplog.at_level("INFO"):
        output, _ = export(in_debt(), "markdown", mode=mode, box=True)
    assert "print(rate)" in output
    warnings = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert warnings == ["Internal error: /nowhere/debt.ipynb is exported without its hygiene (KeyError: 'a\\nb')."]


def test_a_notebook_in_another_language_is_exported_with_what_can_be_said() -> None:
    output, resources = export(notebook("x <- 1", language_info={"name": "R"}), "html", box=True, mode="annotate")
    assert resources["mldebt"]["language"] == "r"
    assert "Notebook hygiene" in output
