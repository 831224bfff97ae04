"""Which notebooks a path means."""

import errno
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from mldebt_lab.discovery import Discovery, discover

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need privileges on Windows")


def _touch(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def _discover(*paths: str) -> Discovery:
    return discover(paths, lambda _path: False)


def _shown(found: Discovery) -> list[str]:
    return [notebook.shown for notebook in found.notebooks]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_folder_means_all_notebooks_below_it(tmp_path: Path) -> None:
    """By name, with the path as it was given; other files and other people's folders are left alone."""
    for path in ("b.ipynb", "a.IPYNB", "sub/c.ipynb", "sub.ipynb/d.ipynb", "x.py"):
        _touch(tmp_path / path)
    for folder in (".ipynb_checkpoints", ".git", "node_modules", ".venv", "site-packages", "sub/.hidden"):
        _touch(tmp_path / folder / "no.ipynb")
    _touch(tmp_path / "environment" / "pyvenv.cfg")
    _touch(tmp_path / "environment" / "lib" / "no.ipynb")
    expected = ["a.IPYNB", "b.ipynb", "sub/c.ipynb", "sub.ipynb/d.ipynb"]
    assert _shown(_discover(".")) == expected
    assert _shown(_discover(str(tmp_path))) == [f"{tmp_path}/{path}" for path in expected]
    assert _shown(_discover("sub", "sub/c.ipynb")) == ["sub/c.ipynb"]


def test_a_file_that_is_given_is_always_meant(tmp_path: Path) -> None:
    """Whatever its name, where it lies and what is excluded."""
    _touch(tmp_path / ".hidden" / "notebook.json")
    found = discover([".hidden/notebook.json", ".hidden"], lambda _path: True)
    assert _shown(found) == [".hidden/notebook.json"]


def test_excluded_files_and_folders(tmp_path: Path) -> None:
    """A folder is asked about before it is entered."""
    _touch(tmp_path / "a" / "x.ipynb")
    _touch(tmp_path / "b" / "x.ipynb")
    _touch(tmp_path / "y.ipynb")
    asked: list[Path] = []

    def is_excluded(path: Path) -> bool:
        asked.append(path)
        return path.name in ("a", "y.ipynb")

    assert _shown(discover(["."], is_excluded)) == ["b/x.ipynb"]
    assert asked == [tmp_path / "a", tmp_path / "b", tmp_path / "y.ipynb", tmp_path / "b" / "x.ipynb"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    """With a word about it; a link to a folder elsewhere is followed."""
    _touch(tmp_path / "a" / "x.ipynb")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "other").symlink_to(tmp_path / "a")
    found = _discover("a")
    assert _shown(found) == ["a/x.ipynb"]
    assert found.problems == ("a/loop: skipped, because it is a link to a folder that it lies in",)
    assert _shown(_discover("other")) == ["other/x.ipynb"]


def test_a_link_that_leads_nowhere_is_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """So that the report says so, found or given; the rest goes on."""
    (tmp_path / "gone.ipynb").symlink_to("nowhere.ipynb")
    (tmp_path / "loop.ipynb").symlink_to("loop.ipynb")
    _touch(tmp_path / "x.ipynb")
    assert _shown(_discover(".")) == ["gone.ipynb", "loop.ipynb", "x.ipynb"]
    assert _shown(_discover("gone.ipynb", "loop.ipynb")) == ["gone.ipynb", "loop.ipynb"]


def test_what_does_not_exist_is_named(tmp_path: Path) -> None:
    """And the rest goes on."""
    _touch(tmp_path / "x.ipynb")
    found = _discover("nowhere", "x.ipynb")
    assert (found.missing, _shown(found)) == (("nowhere",), ["x.ipynb"])


def test_pipes_and_sockets_are_no_notebooks(tmp_path: Path) -> None:
    """Reading one would wait for ever."""
    os.mkfifo(tmp_path / "pipe.ipynb")
    assert _shown(_discover(".")) == []


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the rest goes on."""
    _touch(tmp_path / "secret" / "x.ipynb")
    _touch(tmp_path / "x.ipynb")
    scandir = os.scandir

    def guarded(path: str) -> Any:
        if path == "secret":  # what the system does for everyone but root, whom tests may run as
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = _discover(".")
    assert _shown(found) == ["x.ipynb"]
    assert found.problems == ("secret: the folder could not be read: Permission denied",)


def test_names_that_are_no_text(tmp_path: Path) -> None:
    """A file name is bytes on Linux."""
    try:
        (tmp_path / os.fsdecode(b"\xff.ipynb")).touch()
    except OSError:
        pytest.skip("this file system wants names in UTF-8")
    assert _shown(_discover(".")) == ["\udcff.ipynb"]
