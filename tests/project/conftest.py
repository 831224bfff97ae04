"""A project on the disk, written as text by path."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mldebt_lab.project import Project

Write = Callable[..., Project]


@pytest.fixture
def project(tmp_path: Path) -> Write:
    """Write files (path to text) into a project that git knows, and open it."""

    def write(files: dict[str, str] | None = None, **more: str) -> Project:
        root = tmp_path / "project"
        (root / ".git").mkdir(parents=True, exist_ok=True)
        for name, text in {**(files or {}), **more}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return Project(str(root))

    return write
