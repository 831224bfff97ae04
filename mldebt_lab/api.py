"""What scripts call."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from mldebt_lab.checklist.profile import DEFAULT, Profile, find_profile
from mldebt_lab.config_files import SettingsFinder
from mldebt_lab.lint import check_notebook, check_unreadable
from mldebt_lab.notebook import Notebook, Unreadable, read_document, read_file
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.places import Measurements, surroundings_of
from mldebt_lab.project import Projects


class Checked(msgspec.Struct, frozen=True):
    """A report, the notebook that it is on (None: it could not be read), and the checklist that is in it."""

    report: NotebookReport
    notebook: Notebook | None
    profile: Profile


def check(
    notebook: str | os.PathLike[str] | Mapping[str, Any],
    *,
    path: str | os.PathLike[str] | None = None,
    project_root: str | os.PathLike[str] | None = None,
    profile: str = DEFAULT,
) -> NotebookReport:
    """Check a notebook: a file's path, the document as a dict, or an nbformat node.

    ``path`` says where a document belongs, so that its project and configuration are found; without it, it belongs to
    the working directory. ``profile`` is the checklist's name. A notebook that cannot be read gets a report that says
    so. Raises :class:`mldebt_lab.config.ConfigError` for a configuration that cannot be understood, and
    :class:`mldebt_lab.checklist.profile.ProfileError` for a checklist that is not there.
    """
    return checked(notebook, path=path, project_root=project_root, profile=profile).report


def checked(
    notebook: str | os.PathLike[str] | Mapping[str, Any],
    *,
    path: str | os.PathLike[str] | None = None,
    project_root: str | os.PathLike[str] | None = None,
    profile: str = DEFAULT,
) -> Checked:
    """The same with what else is needed to show the report."""
    if isinstance(notebook, Mapping):
        shown = os.fspath(path) if path is not None else "notebook.ipynb"
    else:
        shown = os.fspath(notebook)
    absolute = Path(os.path.abspath(shown))  # noqa: PTH100 - as written, without following links
    settings = SettingsFinder().for_folder(absolute.parent).settings
    asked = find_profile(profile, settings.checklist_profiles)
    surroundings = surroundings_of(
        absolute,
        project_root=Path(project_root).absolute() if project_root is not None else None,
        shared=settings.shared_directories,
        data=settings.data_directories,
        measured=Measurements() if settings.measure_places else None,
        projects=Projects(),
    )
    try:
        read = read_document(notebook, shown) if isinstance(notebook, Mapping) else read_file(Path(shown), shown)
    except Unreadable as error:
        return Checked(check_unreadable(shown, error, settings, surroundings, asked), None, asked)
    return Checked(check_notebook(read, settings, surroundings, profile=asked), read, asked)
