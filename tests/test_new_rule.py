"""The skeleton of a rule is one that can be filled in."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = runpy.run_path(str(Path(__file__).parents[1] / "scripts" / "new_rule.py"))
write_rule = SCRIPT["write_rule"]
SUMMARY = "A path starts in the home of whoever runs the notebook."


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    for folder in SCRIPT["FOLDERS"].values():
        (tmp_path / folder).mkdir()
    return tmp_path


def test_the_skeleton_is_a_rule_that_passes_the_linters(rules: Path) -> None:
    path = write_rule(rules, "NDP399", "relative-home", SUMMARY)
    assert path == rules / "paths" / "relative_home.py"
    rule = runpy.run_path(str(path))["RelativeHome"]
    assert (rule.code, rule.name, rule.summary()) == ("NDP399", "relative-home", SUMMARY)
    config = Path(__file__).parents[1] / "pyproject.toml"
    for words in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *words, "--config", str(config), str(path)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout


def test_nothing_that_is_there_is_overwritten(rules: Path) -> None:
    write_rule(rules, "NDP399", "relative-home", SUMMARY)
    with pytest.raises(ValueError, match="already"):
        write_rule(rules, "NDP399", "another-name", SUMMARY)
    with pytest.raises(ValueError, match="already"):
        write_rule(rules, "NDP398", "relative-home", SUMMARY)


@pytest.mark.parametrize(
    ("code", "name", "summary"),
    [
        ("NDZ101", "good-name", "A sentence."),
        ("NDX1", "good-name", "A sentence."),
        ("NDX199", "Bad Name", "A sentence."),
        ("NDX199", "good-name", "no sentence"),
    ],
)
def test_what_cannot_be_a_rule_is_refused(rules: Path, code: str, name: str, summary: str) -> None:
    with pytest.raises(ValueError, match=r"has to be|is no"):
        write_rule(rules, code, name, summary)
