"""What is known of files that are there and of files that are not."""

import os
import pickle
from pathlib import Path

import pytest

from mldebt_lab.project import Project
from tests.project.conftest import Write

BESIDES = "nb.ipynb"


def test_existing_files_and_folders(project: Write) -> None:
    opened = project({"data/Raw.csv": "x"})
    assert opened.exists("data/Raw.csv")
    assert opened.exists("data")
    assert not opened.exists("data/raw2.csv")
    assert not opened.exists("data/a\0b")


def test_a_file_that_appears_is_seen_at_once(project: Write, tmp_path: Path) -> None:
    """A server keeps a project for a while."""
    opened = project({"a.txt": ""})
    assert not opened.exists("b.csv")
    (tmp_path / "project" / "b.csv").touch()
    assert opened.exists("b.csv")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links(project: Write, tmp_path: Path) -> None:
    """One that leads nowhere is what data managers leave until they are asked; none is followed out of the top."""
    project({"a.txt": ""})
    root = tmp_path / "project"
    (root / "annexed.nii").symlink_to(".git/annex/objects/x")
    (tmp_path / "secret").mkdir()
    (root / "out").symlink_to(tmp_path / "secret")
    assert Project(str(root)).exists("annexed.nii")
    assert not Project(str(root)).exists("out/passwords")
    assert Project(str(root), top=str(root)).exists("out/passwords"), "nothing is said of what lies there"


def test_twins_by_letter_case(project: Write) -> None:
    opened = project({"Data/Train.CSV": "x"})
    assert opened.absence("data/train.csv", BESIDES).twin == "Data/Train.CSV"
    assert opened.absence("data/test.csv", BESIDES).twin is None


def test_a_file_of_that_name_elsewhere(project: Write) -> None:
    opened = project({"raw/2024/a.csv": "x", "raw/a.csv": "y", ".cache/b.csv": "z"})
    assert opened.absence("data/a.csv", BESIDES).namesake == "raw/a.csv"
    assert opened.absence("data/b.csv", BESIDES).namesake is None


def test_the_same_path_from_the_projects_root(project: Write) -> None:
    opened = project({"data/a.csv": "x"})
    assert opened.absence("notebooks/data/a.csv", "notebooks/nb.ipynb").at_root
    assert not opened.absence("notebooks/data/b.csv", "notebooks/nb.ipynb").at_root


def test_what_git_leaves_out(project: Write) -> None:
    opened = project({".gitignore": "# data\n/data/\n*.pkl\n!kept.pkl\n", "sub/.gitignore": "cache*\n"})
    ignored = {path: opened.absence(path, BESIDES).ignored for path in ("data/a/b.csv", "sub/data/a.csv", "x.pkl")}
    assert ignored == {"data/a/b.csv": True, "sub/data/a.csv": False, "x.pkl": True}
    assert not opened.absence("kept.pkl", BESIDES).ignored
    assert opened.absence("sub/cache1", BESIDES).ignored
    assert not opened.absence("cache1", BESIDES).ignored


def test_what_others_keep(project: Write) -> None:
    submodule = '[submodule "x"]\n\tpath = vendor/x\n\turl = https://example.org/x\n'
    opened = project({"data.dvc": "outs: []", "raw/a.csv.dvc": "", ".gitmodules": submodule})
    kept = [path for path in ("data/b.csv", "raw/a.csv", "raw/b.csv", "vendor/x/c.csv", "vendor/y.csv")
            if opened.absence(path, BESIDES).kept_elsewhere]  # fmt: skip
    assert kept == ["data/b.csv", "raw/a.csv", "vendor/x/c.csv"]


@pytest.mark.parametrize(
    ("file", "text", "mention"),
    [
        ("make.py", "frame.to_csv('clean.csv')", "made"),
        ("make.py", "OUTPUT = 'clean.csv'", "made"),
        ("make.py", "frame = pd.read_csv('clean.csv')", "read"),
        ("make.py", "# frame.to_csv('clean.csv')", None),
        ("make.py", "frame.to_csv('unclean.csv')", None),
        ("make.py", "frame.to_csv(f'out/{name}.csv')", "made"),
        ("make.py", "frame.to_csv(f'other/{name}.csv')", None),
        ("fetch.sh", "curl -O https://example.org/clean.csv", "made"),
        ("Makefile", "out/clean.csv: raw.csv", "made"),
        ("README.md", "Ask Ada for clean.csv.", "documented"),
        ("nb.ipynb", '{"cells": [{"cell_type": "code", "source": "f.to_csv(\'clean.csv\')"}]}', None),
        ("b.ipynb", '{"cells": [{"cell_type": "code", "source": ["f.to_csv(\\n", "  \'clean.csv\')"]}]}', "made"),
        ("b.ipynb", '{"cells": [{"cell_type": "code", "source": "read_csv(\'clean.csv\')", "outputs": []}]}', "read"),
        ("b.ipynb", '{"cells": [{"cell_type": "code", "source": "", "outputs": [{"text": "clean.csv"}]}]}', None),
        ("b.ipynb", '{"cells": [{"cell_type": "markdown", "source": "see clean.csv"}]}', "documented"),
        ("b.ipynb", '{"worksheets": [{"cells": [{"cell_type": "code", "input": "save(\'clean.csv\')"}]}]}', "made"),
        ("b.ipynb", "no json: save('clean.csv')", "made"),
        ("data.csv", "clean.csv", None),
    ],
)
def test_what_other_files_say(project: Write, file: str, text: str, mention: str | None) -> None:
    assert project({file: text}).absence("out/clean.csv", BESIDES).mention == mention


def test_a_project_too_large_to_look_through(project: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes a file is then not known, and nobody is blamed."""
    monkeypatch.setattr("mldebt_lab.project.tree.MOST_ENTRIES", 3)
    opened = project({f"file{number}.txt": "" for number in range(4)})
    assert opened.absence("clean.csv", BESIDES).mention == "made"
    monkeypatch.setattr("mldebt_lab.project.mentions.MOST_TEXT", 10)
    assert project({"a.py": "print('nothing of it')"}).absence("clean.csv", BESIDES).mention == "made"


def test_an_unmarked_folder_is_not_looked_through(project: Write) -> None:
    """It may be a home."""
    project({"far/away.py": "frame.to_csv('clean.csv')", "near.py": ""})
    root = project().root
    assert Project(root, deep=False).absence("clean.csv", BESIDES).mention is None
    assert Project(root).absence("clean.csv", BESIDES).mention == "made"


@pytest.mark.parametrize(
    "file", ["tools.py", "tools/__init__.py", "src/tools/core.py", "deep/er/tools.py", "tools.ipynb", "fast/tools.so"]
)
def test_modules_of_its_own(project: Write, file: str) -> None:
    opened = project({file: "", "data/pandas.csv": "", "plots/a.png": ""})
    assert opened.has_module("tools", "notebooks")
    assert not opened.has_module("pandas", "notebooks")
    assert not opened.has_module("plots", "notebooks")


def test_a_process_reads_a_projects_files_once(project: Write) -> None:
    """However often it is handed the project."""
    opened = project({"requirements.txt": "numpy"})
    one, other = (pickle.loads(pickle.dumps(opened)) for _ in range(2))
    assert one is other
    assert one.declared("").names == {"numpy"}
