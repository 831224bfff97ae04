"""What the author has answered: kept in the notebook's metadata, and only ever read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.checklist.projects import answers_of_file
from tests.cli.program import notebook, write


def _asked(tmp_path: Path, stored: Any, *sources: str) -> tuple[str, str]:
    path = write(tmp_path / "a.ipynb", notebook(*(sources or ("x = 1",)), mldebt={"checklist": stored}))
    item = answers_of_file(path)["second-person"]
    return item.state, item.evidence


@pytest.mark.parametrize(("answer", "state"), [("yes", "pass"), ("no", "fail"), ("na", "na"), ("YES", "pass")])
def test_an_answer_counts(answer: str, state: str, tmp_path: Path) -> None:
    stored = {"second-person": {"answer": answer, "date": "2026-02-03", "note": "by Ben"}}
    found, evidence = _asked(tmp_path, stored)
    assert found == state
    assert "2026-02-03" in evidence
    assert "by Ben" in evidence


@pytest.mark.parametrize(
    "stored", [None, [], "yes", 7, {"second-person": {"answer": "maybe"}}, {"second-person": 1}, {"second-person": {}}]
)
def test_what_is_no_answer_is_not_known(stored: Any, tmp_path: Path) -> None:
    assert _asked(tmp_path, stored)[0] == "unknown"


def test_an_answer_that_nobody_can_read_is_named(tmp_path: Path) -> None:
    assert "'maybe'" in _asked(tmp_path, {"second-person": {"answer": "maybe"}})[1]


def test_what_is_seen_counts_for_more_than_an_answer(tmp_path: Path) -> None:
    document = notebook("print(x)", "x = 1", mldebt={"checklist": {"order": {"answer": "yes"}}})
    assert answers_of_file(write(tmp_path / "a.ipynb", document))["order"].state == "fail"


def test_an_answer_fills_what_is_not_known(tmp_path: Path) -> None:
    code = "import sys\nopen(sys.argv[1]).read()"
    document = notebook(code, mldebt={"checklist": {"paths": {"answer": "yes"}}})
    assert answers_of_file(write(tmp_path / "a.ipynb", document))["paths"].state == "pass"


def test_nothing_is_written(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", notebook("x = 1", mldebt={"checklist": {"order": {"answer": "no"}}}))
    before = path.read_bytes()
    answers_of_file(path)
    assert path.read_bytes() == before


def test_a_hostile_note_is_shortened(tmp_path: Path) -> None:
    stored = json.loads(json.dumps({"second-person": {"answer": "yes", "note": "<script>" + "x" * 1_000_000}}))
    assert len(_asked(tmp_path, stored)[1]) < 3_000
