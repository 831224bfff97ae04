"""The project that a notebook belongs to: the nearest folder above it that says so."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from mldebt_lab.places.surroundings import Measured, Surroundings
from mldebt_lab.project import Projects

MARKERS = (
    ".git",
    "pyproject.toml",
    "mldebt.toml",
    "requirements.txt",
    "environment.yml",
    "environment.yaml",
    "Pipfile",
    "poetry.lock",
    "uv.lock",
    "pixi.toml",
    "conda-lock.yml",
    "setup.py",
    "setup.cfg",
    "renv.lock",
    "Project.toml",
)
"""What makes a folder a project: version control, configuration or a description of the environment."""


@lru_cache(maxsize=4096)
def _marked_folder(folder: Path) -> Path | None:
    # What lies at the file system's root (as in some containers) marks no project: every path would be inside it.
    if folder == folder.parent:
        return None
    if any(_exists(folder / marker) for marker in MARKERS):
        return folder
    return _marked_folder(folder.parent)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder that may not be entered
        return False


def project_root_of(folder: Path) -> Path:
    """The project root for a notebook in ``folder`` (absolute): the nearest marked folder, else the folder itself."""
    return _marked_folder(folder) or folder


def surroundings_of(
    notebook: Path,
    *,
    project_root: Path | None = None,
    shared: tuple[str, ...] = (),
    measured: Measured | None = None,
    root_is_known: bool = True,
    projects: Projects | None = None,
    data: tuple[str, ...] = (),
) -> Surroundings:
    """The surroundings of the notebook at an absolute path, in the given project or the one that it is found in.

    ``root_is_known`` is False for a given root that nothing marks as one. ``projects`` hands in what is known of the
    projects' files; without it, they are not looked at. ``data`` are the folders that the configuration names as such.
    """
    root = project_root
    if root is None:
        marked = _marked_folder(notebook.parent)
        root, root_is_known = marked or notebook.parent, marked is not None
    try:
        folder = notebook.parent.relative_to(root).as_posix()
    except ValueError:  # a project root was given that the notebook does not lie in
        folder = notebook.parent.as_posix()
    project = projects.at(str(root), deep=root_is_known) if projects is not None else None
    return Surroundings(str(root), "" if folder == "." else folder, shared, measured, root_is_known, project, data)
