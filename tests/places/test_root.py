"""The project a notebook belongs to."""

from pathlib import Path

import pytest

from mldebt_lab.places import project_root_of, surroundings_of
from mldebt_lab.places.root import _marked_folder


@pytest.mark.parametrize("marker", ["pyproject.toml", "mldebt.toml", "requirements.txt", "environment.yml"])
def test_the_nearest_marked_folder_is_the_root(tmp_path: Path, marker: str) -> None:
    """Not the farthest: a project may hold projects."""
    deep = tmp_path / "outer" / "inner" / "nb"
    deep.mkdir(parents=True)
    (tmp_path / "outer" / ".git").mkdir()
    (tmp_path / "outer" / "inner" / marker).touch()
    _marked_folder.cache_clear()
    assert project_root_of(deep) == tmp_path / "outer" / "inner"
    assert surroundings_of(deep / "a.ipynb").folder == "nb"


def test_a_worktree_marks_its_root_by_a_file(tmp_path: Path) -> None:
    """.git is a file in worktrees and submodules."""
    (tmp_path / ".git").write_text("gitdir: elsewhere")
    (tmp_path / "a").mkdir()
    assert project_root_of(tmp_path / "a") == tmp_path


def test_without_a_mark_it_is_the_notebooks_own_folder(tmp_path: Path) -> None:
    """And so ".." leaves it."""
    surroundings = surroundings_of(tmp_path / "a.ipynb")
    assert (surroundings.project_root, surroundings.folder) == (str(tmp_path), "")
    assert surroundings.locate("../x").place == "outside"


def test_a_root_that_the_notebook_does_not_lie_in(tmp_path: Path) -> None:
    """Its relative paths are then outside; the project's own files are inside."""
    (tmp_path / "project").mkdir()
    (tmp_path / "other").mkdir()
    surroundings = surroundings_of(tmp_path / "other" / "a.ipynb", project_root=tmp_path / "project")
    assert surroundings.locate(f"{tmp_path}/project/x").place == "project"
    assert surroundings.locate("/other/x").place == "outside"
