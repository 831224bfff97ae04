"""What ``mldebt report`` does once its options are known."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

import click
import msgspec
from msgspec.structs import replace

from mldebt_lab.batch import check_many
from mldebt_lab.checklist.profile import Profile, ProfileError, find_profile
from mldebt_lab.cli.gathering import Selection, gather
from mldebt_lab.cli.messages import say, say_internal_errors
from mldebt_lab.cli.progress import with_progress
from mldebt_lab.cli.report_files import INDEX, Place, in_the_way, places_for
from mldebt_lab.config import ConfigError
from mldebt_lab.config_files import SettingsFinder
from mldebt_lab.notebook import Notebook
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.report.html.index_page import Entry, entry_of, index_page
from mldebt_lab.report.html.notebook_page import Circumstances, notebook_page
from mldebt_lab.report.terminal import visible
from mldebt_lab.report.words import counted, severity_counts
from mldebt_lab.tasks import Checked, Task, counts

Rendered: TypeAlias = tuple[bytes, Entry]
_NAMED = 5


class Request(Selection, frozen=True):
    """The options of ``mldebt report``."""

    output_dir: str
    profile: str
    exit_zero: bool
    jobs: int
    quiet: bool


def run_report(request: Request) -> int:
    """Check what is asked for, write the pages, and answer the exit code."""
    finder = SettingsFinder(request.layer)
    try:
        gathered = gather(request, finder)
        tasks = _with_profile(gathered.tasks, request.profile)
    except (ConfigError, ProfileError) as error:
        raise click.ClickException(str(error)) from None
    gathered.say_problems()
    if not tasks:
        return 2
    output = Path(os.path.abspath(request.output_dir))  # noqa: PTH100 - as written, without following links
    places = places_for([task.path for task in tasks], output)
    _refuse_to_overwrite([output / INDEX, *(output / place.path for place in places)])
    made = f"{date.today():%Y-%m-%d}"
    render = PageFormat({task.shown: place for task, place in zip(tasks, places, strict=True)}, _titles(tasks), made)
    results = list(_written(check_many(tasks, render, request.jobs), places, output, len(tasks), request.quiet))
    index = index_page([checked.rendered for checked in results], made)
    _write(output / INDEX, index.encode("utf-8"))
    if not request.quiet:
        severities, _ = counts(results)
        click.echo(f"{severity_counts(severities)} in {counted(len(results), 'notebook')}.")
        click.echo(visible(f"Written: {Path(request.output_dir) / INDEX}"))
    if say_internal_errors(results) or gathered.missing:
        return 2
    return 1 if not request.exit_zero and any(checked.failing for checked in results) else 0


class PageFormat(msgspec.Struct, frozen=True):
    """Renders a notebook's page, with its line in the index. ``places`` and ``titles`` are by the notebooks' paths."""

    places: Mapping[str, Place]
    titles: Mapping[str, str]
    made: str

    def __call__(self, report: NotebookReport, notebook: Notebook | None) -> Rendered:
        place = self.places[report.path]
        circumstances = Circumstances(self.made, place.notebook, place.index)
        page = notebook_page(report, notebook, circumstances, self.titles[report.path])
        return page.encode("utf-8"), entry_of(report, place.address)


def _with_profile(tasks: Sequence[Task], name: str) -> list[Task]:
    """The tasks with the checklist of that name, which each project may have of its own."""
    profiles: dict[tuple[str, ...], Profile] = {}
    for task in tasks:
        files = task.settings.checklist_profiles
        if files not in profiles:
            profiles[files] = find_profile(name, files)
    return [replace(task, profile=profiles[task.settings.checklist_profiles]) for task in tasks]


def _titles(tasks: Sequence[Task]) -> dict[str, str]:
    return {task.shown: task.profile.title for task in tasks if task.profile is not None}


def _written(
    checking: Iterator[Checked[Rendered]], places: Sequence[Place], output: Path, total: int, quiet: bool
) -> Iterator[Checked[Entry]]:
    """The results, each page of which is written as soon as it is there, and not kept."""
    for place, checked in zip(places, with_progress(checking, total, quiet), strict=True):
        content, entry = checked.rendered
        _write(output / place.path, content)
        yield replace_rendered(checked, entry)


def replace_rendered(checked: Checked[Rendered], entry: Entry) -> Checked[Entry]:
    """The same result with its line in the index alone."""
    return Checked(
        checked.path,
        entry,
        checked.severities,
        checked.codes,
        checked.ignored,
        checked.failing,
        checked.internal_errors,
    )


def _refuse_to_overwrite(paths: Sequence[Path]) -> None:
    """Before anything is checked: say what is in the way, and leave it as it is."""
    others = in_the_way(paths)
    if not others:
        return
    named = "".join(f"\n  {visible(str(path))}" for path in others[:_NAMED])
    more = f"\n  and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    raise click.UsageError(
        f"Nothing was written: there are files that mldebt report has not made.{named}{more}\n"
        "Choose another --output-dir, or move them."
    )


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        say(f"{path} could not be written: {error.strerror or error}")
        raise click.exceptions.Exit(2) from None
