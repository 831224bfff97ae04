"""What a report depends on outside the notebook is noted, and asked again."""

from __future__ import annotations

import ast
import os
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

import mldebt_lab
from mldebt_lab.cache.reports import NOTED, WITHOUT_EFFECT, Subject
from mldebt_lab.cache.witness import COMPOSED, QUESTIONS, Answers, Observation, WitnessedProject, written
from mldebt_lab.config import Settings
from mldebt_lab.places import Surroundings
from mldebt_lab.project import Project, mentions
from mldebt_lab.tasks import Task

PACKAGE = Path(mldebt_lab.__file__).parent
LOOKING = {
    *("open", "scandir", "listdir", "stat", "lstat", "exists", "lexists", "isfile", "isdir", "is_file", "is_dir"),
    *("read_text", "read_bytes", "iterdir", "glob", "rglob", "walk", "access", "readlink"),
}
MAKES_REPORTS = ("checklist", "dataflow", "fixes", "places", "rules", "syntax")
LOOKS_FOR_THE_KEY = {
    "places/measure.py": "with it nothing is kept",
    "places/root.py": "finds the root, which is part of the key",
    "rules/offers.py": "part of the program's identity",
    "fixes/file_replacement.py": "writes, and not for a report",
    "checklist/profile.py": "reads profiles that are part of the package, and those that a command is given",
}


def observed(project: Project, ask: Callable[[Project], object]) -> tuple[Observation, ...]:
    witnessed = WitnessedProject(project)
    assert ask(witnessed) == ask(Project(project.root))
    assert witnessed.complete
    return witnessed.observations


def holds(observations: tuple[Observation, ...], root: Path) -> bool:
    return Answers().confirm(observations, Project(str(root))) is not None


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "requirements.txt").write_text("numpy\n")
    (tmp_path / "make_data.py").write_text("print('nothing yet')\n")
    (tmp_path / "README.md").write_text("A project\n")
    return tmp_path


@pytest.mark.parametrize(
    ("ask", "path", "text"),
    [
        (lambda project: project.exists("data/raw.csv"), "data/raw.csv", "1"),
        (lambda project: project.declared(""), "requirements.txt", "numpy\npandas\n"),
        (lambda project: project.declared("sub"), "sub/environment.yml", "dependencies: [pandas]\n"),
        (lambda project: project.has_module("ours", ""), "src/ours.py", ""),
        (lambda project: project.text("README.md"), "README.md", "Another project\n"),
        (lambda project: project.files_in("", ".*[.]md"), "NEWS.md", ""),
        (lambda project: project.absence("raw.csv", "a.ipynb"), "Raw.csv", ""),
        (lambda project: project.absence("raw.csv", "a.ipynb"), "other/raw.csv", ""),
        (lambda project: project.absence("sub/raw.csv", "sub/a.ipynb"), "raw.csv", ""),
        (lambda project: project.absence("raw.csv", "a.ipynb"), ".gitignore", "*.csv\n"),
        (lambda project: project.absence("raw.csv", "a.ipynb"), "raw.csv.dvc", ""),
        (lambda project: project.absence("sub/raw.csv", "a.ipynb"), ".gitmodules", '[submodule "s"]\npath = sub\n'),
        (lambda project: project.absence("raw.csv", "a.ipynb"), "make_data.py", "open('raw.csv', 'w')\n"),
        (lambda project: project.absence("raw.csv", "a.ipynb"), "README.md", "Fetch raw.csv from the server\n"),
    ],
)
@pytest.mark.parametrize("moment", [3.0, 0.0])
def test_an_answer_that_has_changed_no_longer_holds(
    root: Path, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Project], object], path: str, text: str, moment: float
) -> None:
    """Whether the search of the texts is spared or not: with 0.0, files that were changed just now are relied on."""
    monkeypatch.setattr(mentions, "_MOMENT", moment)
    observations = observed(Project(str(root)), ask)
    assert observations
    assert holds(observations, root)
    (root / "unrelated.bin").write_text("")
    assert holds(observations, root)
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(text)
    assert not holds(observations, root)


def test_texts_are_searched_again_only_if_one_has_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (root / "make_data.py", root / "README.md", root / "requirements.txt"):
        os.utime(path, (time.time() - 60,) * 2)
    monkeypatch.setattr(mentions, "_MOMENT", 0.0)  # the time of the change itself cannot be set back
    observations = observed(Project(str(root)), lambda project: project.mention("raw.csv", "a.ipynb"))
    searched: list[str] = []
    search = mentions.Mentions.of
    monkeypatch.setattr(
        mentions.Mentions,
        "of",
        lambda self, path, *, besides: searched.append(path) or search(self, path, besides=besides),
    )
    assert Answers().confirm(observations, Project(str(root))) == observations
    assert searched == []
    (root / "README.md").write_text("Another text\n")
    brought_up_to_date = Answers().confirm(observations, Project(str(root)))
    assert brought_up_to_date is not None
    assert searched == ["raw.csv"]
    assert Answers().confirm(brought_up_to_date, Project(str(root))) == brought_up_to_date
    assert searched == ["raw.csv"]


def test_a_text_that_was_changed_a_moment_ago_is_not_relied_on(root: Path) -> None:
    """It could be changed again within what the file system takes for the same time."""
    assert Project(str(root)).texts_state() is None
    observations = observed(Project(str(root)), lambda project: project.mention("raw.csv", "a.ipynb"))
    assert [question for question, _, _ in observations] == ["mention"]


def test_all_that_a_project_can_be_asked_is_noted() -> None:
    """And what it answers by asking itself needs nothing that a witness lacks."""
    public = {name for name in vars(Project) if not name.startswith("_")}
    assert public == QUESTIONS | COMPOSED
    assert all(vars(WitnessedProject)[question] for question in QUESTIONS)
    assert COMPOSED.isdisjoint(vars(WitnessedProject))
    assert {name for name in vars(Project("/nowhere")) if not name.startswith("_")} == {"root"}


def test_nothing_else_that_makes_reports_looks_at_files() -> None:
    """A report that depended on what no project was asked for would be given out when it is no longer true."""
    looking = {}
    for path in PACKAGE.rglob("*.py"):
        shown = path.relative_to(PACKAGE).as_posix()
        if shown.startswith(MAKES_REPORTS) and shown not in LOOKS_FOR_THE_KEY and _looks(path):
            looking[shown] = _looks(path)
    assert looking == {}
    assert all(_looks(PACKAGE / shown) for shown in LOOKS_FOR_THE_KEY)


def _looks(path: Path) -> set[str]:
    """The calls of a file that look at the disk, as far as names tell."""
    calls = (node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    named = {
        call.attr if isinstance(call, ast.Attribute) else call.id
        for call in calls
        if isinstance(call, (ast.Attribute, ast.Name)) and not _is_asked(call)
    }
    return named & LOOKING


def _is_asked(call: ast.Attribute | ast.Name) -> bool:
    """Whether it is a project that is asked, and so notes it; or a syntax tree that is walked."""
    if isinstance(call, ast.Name):
        return call.id == "walk"
    receiver = call.value.attr if isinstance(call.value, ast.Attribute) else getattr(call.value, "id", "")
    return receiver.strip("_") in ("project", "ast")


def test_every_setting_is_part_of_the_key_or_known_to_be_without_effect() -> None:
    settings, surroundings = set(Settings.__struct_fields__), set(Surroundings.__struct_fields__)
    assert settings >= WITHOUT_EFFECT
    assert surroundings >= NOTED
    assert all(
        isinstance(getattr(Surroundings(), name), (str, bool, tuple, type(None))) for name in surroundings - NOTED
    )
    # With another checklist than the default one, nothing is kept.
    assert set(Task.__struct_fields__) - {"path", "profile"} == set(Subject.__struct_fields__)


class Answer(msgspec.Struct, frozen=True):
    names: frozenset[str]
    files: tuple[str, ...]


def test_answers_are_written_so_that_equal_ones_are_equal() -> None:
    names = [f"name-{number}" for number in range(20)]
    one, other = Answer(frozenset(names), ("a",)), Answer(frozenset(reversed(names)), ("a",))
    assert written(one) == written(other)
    different = [Answer(frozenset(names[1:]), ("a",)), Answer(frozenset(names), ("a", "a")), ("a",), ["a"], {"a"}, "a"]
    different += ["('a',)", True, 1, "1", None, "None", "", (), "\udc80", "\\udc80", "x" * 99, "x" * 100]
    texts = [written(answer) for answer in different]
    assert None not in texts
    assert len(set(texts)) == len(texts)
    assert written(object()) is None
    assert written([object()]) is None


def test_what_cannot_be_noted_is_said(tmp_path: Path) -> None:
    witnessed = WitnessedProject(Project(str(tmp_path)))
    assert witnessed.exists(path="a") is False
    assert not witnessed.complete
