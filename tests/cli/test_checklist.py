"""``mldebt checklist``: what it says, in which form, and with which exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.program import CLEAN, SOURCE, WRONG_ORDER, mldebt, notebook, write

SCHEMA = json.loads((SOURCE / "schema" / "report.schema.json").read_text("utf-8"))
ITEM = Draft202012Validator({"$ref": "#/$defs/check", "$defs": SCHEMA["$defs"]})


def test_text_says_state_evidence_and_sum(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", WRONG_ORDER)
    result = mldebt("checklist", "a.ipynb", cwd=tmp_path)
    said = result.stdout.decode()
    assert result.returncode == 1
    assert re.search("FAIL +order:", said)
    assert "`rate`" in said
    assert " of 12 pass, 1 fail, " in said


def test_nothing_fails(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", CLEAN)
    assert mldebt("checklist", cwd=tmp_path).returncode == 0


def test_json_holds_items_as_the_report_of_a_check_does(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", WRONG_ORDER)
    write(tmp_path / "b.ipynb", CLEAN)
    document = json.loads(mldebt("checklist", ".", "--format", "json", cwd=tmp_path).stdout)
    checked = json.loads(mldebt("check", ".", "--format", "json", "--no-cache", cwd=tmp_path).stdout)
    assert [one["checklist"] for one in document["notebooks"]] == [one["checklist"] for one in checked["notebooks"]]
    first = document["notebooks"][0]
    assert [error for item in first["checklist"] for error in ITEM.iter_errors(item)] == []
    assert first["summary"]["fail"] == 1
    assert first["score"] is None
    fingerprints = {finding["fingerprint"] for finding in checked["notebooks"][0]["findings"]}
    assert {one for item in first["checklist"] for one in item["findings"]} <= fingerprints


def test_the_score_is_shown(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", CLEAN)
    assert "Score: at least 0" in mldebt("checklist", "--profile", "ml-test-score", cwd=tmp_path).stdout.decode()
    encoded = mldebt("checklist", "--profile", "ml-test-score", "--format", "json", cwd=tmp_path).stdout
    assert json.loads(encoded)["notebooks"][0]["score"]["sections"].keys() == {
        "Data",
        "Model",
        "Infrastructure",
        "Monitoring",
    }


def test_a_lab_has_its_own_profile(tmp_path: Path) -> None:
    (tmp_path / "lab").mkdir()
    (tmp_path / "lab" / "checklist.toml").write_text(
        'name = "lab"\ntitle = "Our lab"\n[[items]]\nid = "seen"\ntext = "Seen by two."\nkind = "ask"\n', "utf-8"
    )
    (tmp_path / "mldebt.toml").write_text('checklist-profiles = ["lab/checklist.toml"]\n', "utf-8")
    answer = {"seen": {"answer": "yes", "date": "2026-01-05", "note": "with \x1b[31mBen"}}
    write(tmp_path / "deep" / "a.ipynb", notebook("x = 1", mldebt={"checklist": answer}))
    said = mldebt("checklist", ".", "--profile", "lab", cwd=tmp_path).stdout.decode()
    assert "Our lab" in said
    assert re.search("pass +seen: Seen by two.", said)
    assert "2026-01-05" in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("arguments", "configuration", "words"),
    [
        (["--profile", "pineau"], "", "did you mean pineau-v2?"),
        (["--profile", "lab"], 'checklist-profiles = ["gone.toml"]', "gone.toml: there is no such file"),
        ([], 'checklist-profiles = "gone.toml"', "checklist-profiles has to be a list of texts"),
        (["missing.ipynb"], "", "missing.ipynb: there is no such file or folder"),
        (["mldebt.toml"], "", ""),
    ],
)
def test_what_is_wrong_is_said_in_a_line(arguments: list[str], configuration: str, words: str, tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", CLEAN)
    (tmp_path / "mldebt.toml").write_text(configuration, "utf-8")
    result = mldebt("checklist", *arguments, cwd=tmp_path)
    assert "Traceback" not in result.stderr.decode()
    if words:
        assert words in result.stderr.decode()
        assert result.returncode == 2
    else:
        assert "could not be read" in result.stdout.decode()
