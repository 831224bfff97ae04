"""What is written for people agrees with what is there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mldebt_lab.config_files import KEYS
from mldebt_lab.server.settings import MLDebt
from tests.cli.program import mldebt

PROJECT = Path(__file__).parents[1]
PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md"), PROJECT / "src" / "README.md"])
LINK = re.compile(r"\]\((?!https?://|#)([^)\s#]+)[^)]*\)")
CONSOLE = re.compile(r"```console\n\$ mldebt (?P<arguments>[^\n]*)\n(?P<output>.*?)```", re.DOTALL)
MAKE = re.compile(r"\bmake ([a-z][a-z-]+)\b")
PROSE = ("it", "sure", "no", "up", "them", "one")


def test_every_rule_has_its_page_and_no_page_is_out_of_date() -> None:
    command = [sys.executable, str(PROJECT / "scripts" / "rule_pages.py"), "--check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT)
    assert result.returncode == 0, result.stderr


def test_the_readme_shows_what_the_command_really_says() -> None:
    shown = CONSOLE.findall((PROJECT / "README.md").read_text("utf-8"))
    assert shown
    for arguments, output in shown:
        said = mldebt(*arguments.split(), cwd=PROJECT).stdout.decode()
        assert said.strip() == output.strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/how-sure.md"])
def test_the_makefile_knows_the_words_that_people_are_told(name: str) -> None:
    words = set(MAKE.findall((PROJECT / name).read_text("utf-8"))) - set(PROSE)
    known = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert words
    assert words <= known


def test_the_page_of_states_shows_what_the_browser_tests_reach() -> None:
    tests = "".join(path.read_text("utf-8") for path in sorted((PROJECT / "ui-tests").glob("test_*.py")))
    reached = re.findall(r'state_picture\(\s*"([a-z0-9-]+)"', tests)
    assert len(reached) == len(set(reached))
    pictures = [f"{name}-{theme}.png" for name in reached for theme in ("dark", "light")]
    page = (PROJECT / "docs" / "states.md").read_text("utf-8")
    assert sorted(re.findall(r"\(pictures/states/([^)]*)\)", page)) == sorted(pictures)
    taken = [path for path in (PROJECT / "docs" / "pictures" / "states").iterdir() if path.is_file()]
    assert sorted(path.name for path in taken) == sorted(pictures)
    assert sum(path.stat().st_size for path in taken) < 2_000_000


def test_all_settings_are_described() -> None:
    page = (PROJECT / "docs" / "configuration.md").read_text("utf-8")
    traits = [name for name, trait in MLDebt.class_own_traits().items() if trait.metadata.get("config")]
    assert traits
    assert [name for name in (*KEYS, *traits) if f"`{name}`" not in page] == []


def test_the_versions_agree() -> None:
    version = json.loads((PROJECT / "package.json").read_text("utf-8"))["version"]
    assert f"\nversion: {version}\n" in (PROJECT / "CITATION.cff").read_text("utf-8")
    assert f"\n## {version} " in (PROJECT / "CHANGELOG.md").read_text("utf-8")
