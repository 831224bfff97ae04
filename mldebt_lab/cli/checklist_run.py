"""What ``mldebt checklist`` does once its options are known."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

import mldebt_lab
from mldebt_lab.checklist.profile import Profile, ProfileError, find_profile
from mldebt_lab.cli.output import wants_colour, write
from mldebt_lab.config import ConfigError, Settings
from mldebt_lab.config_files import SettingsFinder
from mldebt_lab.discovery import Found, discover
from mldebt_lab.lint import check_notebook, check_unreadable
from mldebt_lab.notebook import Unreadable, read_file
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.places import Measurements, surroundings_of
from mldebt_lab.project import Projects
from mldebt_lab.report.checklist_text import render_checklist
from mldebt_lab.report.checklist_wire import encode_checklists
from mldebt_lab.report.terminal import Paint, visible


def run_checklist(paths: Sequence[str], name: str, output_format: str) -> int:
    """Answer the checklist of that name for the notebooks, write it, and answer the exit code."""
    finder = SettingsFinder()
    try:
        found = discover(paths, lambda path: finder.for_folder(path.parent).settings.excludes(path.as_posix()))
        for problem in (*found.problems, *(f"{path}: there is no such file or folder" for path in found.missing)):
            click.echo(visible(problem), err=True)
        if not found.notebooks:
            click.echo("No notebook found.", err=True)
            return 2
        checked = _Checked(finder, name)
        answered = [checked(notebook) for notebook in found.notebooks]
    except (ConfigError, ProfileError) as error:
        raise click.ClickException(str(error)) from None
    reports = [report for report, _ in answered]
    if output_format == "json":
        write(encode_checklists(name, reports, mldebt_lab.__version__) + b"\n", None)
    else:
        colour = wants_colour(None)
        write(
            "\n".join(render_checklist(report, profile.title, Paint(colour)) for report, profile in answered),
            None,
            colour,
        )
    failures = [report.path for report in reports if report.internal_errors]
    for path in failures:
        click.echo(visible(f"{path}: an internal error of mldebt; the checklist may not be complete."), err=True)
    if failures or found.missing:
        return 2
    return int(any(item.state == "fail" for report in reports for item in report.checklist))


class _Checked:
    """Checks one notebook after the other; what is known of a project is kept."""

    def __init__(self, finder: SettingsFinder, name: str) -> None:
        self._finder = finder
        self._name = name
        self._profiles: dict[tuple[str, ...], Profile] = {}
        self._projects = Projects()
        self._measurements = Measurements()

    def __call__(self, found: Found) -> tuple[NotebookReport, Profile]:
        path = Path(os.path.abspath(found.path))  # noqa: PTH100 - as written, without following links
        settings = self._finder.for_folder(path.parent).settings
        profile = self._profile(settings)
        surroundings = surroundings_of(
            path,
            shared=settings.shared_directories,
            data=settings.data_directories,
            measured=self._measurements if settings.measure_places else None,
            projects=self._projects,
        )
        try:
            notebook = read_file(path, found.shown)
        except Unreadable as error:
            return check_unreadable(found.shown, error, settings, surroundings, profile), profile
        return check_notebook(notebook, settings, surroundings, profile=profile), profile

    def _profile(self, settings: Settings) -> Profile:
        files = settings.checklist_profiles
        if files not in self._profiles:
            self._profiles[files] = find_profile(self._name, files)
        return self._profiles[files]
