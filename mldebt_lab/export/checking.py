"""Check the notebook that is being exported, with the settings of the project that it lies in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mldebt_lab.config import Layer, Settings
from mldebt_lab.config_files import SettingsFinder
from mldebt_lab.finding import SEVERITIES, Finding
from mldebt_lab.lint import check_notebook, check_unreadable
from mldebt_lab.notebook import Notebook, Unreadable, read_document
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.places import Measurements, surroundings_of
from mldebt_lab.project import Projects


@dataclass(frozen=True, slots=True)
class Checked:
    """A report, the notebook as the analysis saw it (None: it could not be read), and the settings that held."""

    report: NotebookReport
    notebook: Notebook | None
    settings: Settings

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings that are at least as bad as the failing severity."""
        worst = SEVERITIES[: SEVERITIES.index(self.settings.fail_severity) + 1]
        return tuple(finding for finding in self.report.findings if finding.severity in worst)


def check_export(document: Mapping[str, Any], path: str, project_root: str | None, chosen: Layer) -> Checked:
    """Check ``document``, which belongs at ``path``; ``chosen`` are settings that go before those of the project.

    Raises :class:`mldebt_lab.config.ConfigError` for settings that cannot be understood.
    """
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - as written, without following links
    settings = SettingsFinder(chosen).for_folder(absolute.parent).settings
    surroundings = surroundings_of(
        absolute,
        project_root=Path(project_root).expanduser().absolute() if project_root else None,
        shared=settings.shared_directories,
        data=settings.data_directories,
        measured=Measurements() if settings.measure_places else None,
        projects=Projects(),
    )
    try:
        notebook = read_document(document, path)
    except Unreadable as error:
        return Checked(check_unreadable(path, error, settings, surroundings), None, settings)
    return Checked(check_notebook(notebook, settings, surroundings), notebook, settings)
