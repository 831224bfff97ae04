"""``mldebt rules`` and ``mldebt explain``."""

import json
from pathlib import Path

import pytest

from mldebt_lab.rules.registry import all_rules
from tests.cli.program import mldebt


def test_every_rule_is_listed(tmp_path: Path) -> None:
    """One a line, and as JSON with all that it says of itself."""
    lines = mldebt("rules", cwd=tmp_path).stdout.decode().splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in all_rules()]
    listed = json.loads(mldebt("rules", "--format", "json", cwd=tmp_path).stdout)["rules"]
    assert [rule["code"] for rule in listed] == [rule.code for rule in all_rules()]
    assert all(rule["why"] and rule["fix"] and rule["summary"] for rule in listed)


@pytest.mark.parametrize("name", ["NDX101", "ndx101", "use-before-definition"])
def test_a_rule_is_explained_by_code_or_name(tmp_path: Path, name: str) -> None:
    """With why, fix, and examples whose offending words are underlined."""
    text = mldebt("explain", name, cwd=tmp_path).stdout.decode()
    assert text.startswith("NDX101 use-before-definition (error)\n")
    for heading in ("Why it matters", "How to fix it", "Found in", "Not found in"):
        assert f"\n{heading}" in text
    assert "      print(rate)\n            ^^^^\n" in text


def test_all_rules_can_be_explained() -> None:
    """Whatever their examples hold."""
    from mldebt_lab.report.explanation import render_explanation
    from mldebt_lab.report.terminal import Paint

    for rule in all_rules():
        assert rule.summary() in " ".join(render_explanation(rule, Paint(False)).split())


def test_a_rule_that_does_not_exist(tmp_path: Path) -> None:
    """A near one is offered."""
    done = mldebt("explain", "NDX100", cwd=tmp_path)
    assert done.returncode == 2
    assert b"There is no rule 'NDX100'; did you mean NDX1" in done.stderr
    assert b"did you mean use-before-definition?" in mldebt("explain", "use-before-def", cwd=tmp_path).stderr
