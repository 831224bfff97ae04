"""Check the notebook that is being exported, with the settings of the project that it lies in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from mldebt_lab.checklist.profile import DEFAULT, find_profile
from mldebt_lab.config import Layer, Settings
from mldebt_lab.config_files import SettingsFinder
from mldebt_lab.finding import SEVERITIES, Finding, Severity
from mldebt_lab.lint import check_notebook, check_unreadable
from mldebt_lab.notebook import Notebook, Unreadable, read_document
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.places import Measurements, surroundings_of
from mldebt_lab.project import Projects


class Checked(msgspec.Struct, frozen=True):
    """A report, the notebook as the analysis saw it (None: it could not be read), and the settings that held.

    ``checklist`` is the title of the checklist in the report, if it is another one than the default.
    """

    report: NotebookReport
    notebook: Notebook | None
    settings: Settings
    checklist: str = ""

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings that are at least as bad as the failing severity."""
        return self.at_least(self.settings.fail_severity)

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings that are at least so bad."""
        worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return tuple(finding for finding in self.report.findings if finding.severity in worst)


def check_export(
    document: Mapping[str, Any], path: str, project_root: str | None, chosen: Layer, profile: str = DEFAULT
) -> Checked:
    """Check ``document``, which belongs at ``path``; ``chosen`` are settings that go before those of the project.

    Raises :class:`mldebt_lab.config.ConfigError` or :class:`mldebt_lab.checklist.profile.ProfileError` for what cannot
    be understood.
    """
    file = Path(os.path.abspath(path))  # noqa: PTH100 - as written, without following links
    settings = SettingsFinder(chosen).for_folder(file.parent).settings
    root = Path(project_root).expanduser().absolute() if project_root else None
    return check_document(document, path, file, settings, root, profile)


def check_document(
    document: Mapping[str, Any],
    path: str,
    file: Path,
    settings: Settings,
    root: Path | None = None,
    profile: str = DEFAULT,
) -> Checked:
    """Check ``document``, which belongs into ``file`` and is called ``path`` in the report."""
    asked = find_profile(profile, settings.checklist_profiles)
    title = asked.title if asked.name != DEFAULT else ""
    surroundings = surroundings_of(
        file,
        project_root=root,
        shared=settings.shared_directories,
        data=settings.data_directories,
        measured=Measurements() if settings.measure_places else None,
        projects=Projects(),
    )
    try:
        notebook = read_document(document, path)
    except Unreadable as error:
        return Checked(check_unreadable(path, error, settings, surroundings, asked), None, settings, title)
    report = check_notebook(notebook, settings, surroundings, profile=asked)
    return Checked(report, notebook, settings, title)
