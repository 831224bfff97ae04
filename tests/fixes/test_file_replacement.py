"""A file is replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from mldebt_lab.fixes.application import Refused
from mldebt_lab.fixes.file_replacement import replace_file


def test_the_file_is_replaced_with_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(b"before")
    path.chmod(0o640)
    replace_file(path, b"before", b"after")
    assert path.read_bytes() == b"after"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.ipynb", tmp_path / "link.ipynb"
    target.write_bytes(b"before")
    link.symlink_to(target)
    replace_file(link, b"before", b"after")
    assert link.is_symlink()
    assert target.read_bytes() == b"after"


def test_what_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(b"edited")
    with pytest.raises(Refused, match="has changed"):
        replace_file(path, b"before", b"after")
    assert path.read_bytes() == b"edited"


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(b"before")
    path.chmod(0o444)
    with pytest.raises(Refused, match="read-only"):
        replace_file(path, b"before", b"after")
    assert path.read_bytes() == b"before"


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="could not be written: No such file"):
        replace_file(tmp_path / "a.ipynb", b"before", b"after")


def test_nothing_is_left_behind_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(b"before")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(Refused, match="No space left"):
        replace_file(path, b"before", b"after")
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"before"
