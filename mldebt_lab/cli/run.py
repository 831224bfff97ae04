"""What ``mldebt check`` does once its options are known."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from mldebt_lab.batch import Memory, check_many
from mldebt_lab.cache.reports import ReportCache
from mldebt_lab.cli.output import ensure_writable, wants_colour, write
from mldebt_lab.config import COMMAND_LINE_ORIGIN, ConfigError, Layer
from mldebt_lab.config_files import SettingsFinder
from mldebt_lab.discovery import Discovery, Found, discover
from mldebt_lab.places import Measurements, surroundings_of
from mldebt_lab.project import Projects
from mldebt_lab.report.terminal import visible
from mldebt_lab.tasks import Checked, Render, Task

STANDARD_INPUT = "-"
_PROGRESS_FROM = 20
"""Notebooks. Fewer are checked before anyone could read how far it is."""
_ERRORS_SHOWN = 10

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    """The options of ``mldebt check``."""

    paths: tuple[str, ...]
    output_format: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    project_root: str | None
    measure_places: bool | None
    output_file: str | None
    stdin_filename: str | None
    no_cache: bool
    exit_zero: bool
    jobs: int
    show_notes: bool
    quiet: bool
    fix: bool = False
    unsafe_fixes: bool = False
    show_diff: bool = False


def run_check(request: Request) -> int:
    """Check what is asked for, write the report, and answer the exit code."""
    ensure_writable(request.output_file)
    # What is known of the projects' files may be from before the fixes.
    cache = None if request.no_cache or request.fix else ReportCache()
    finder = SettingsFinder(_command_line(request), selectors_later=True)
    try:
        tasks, discovery, overridden = _tasks(request, finder)
        # Settings under which there are reports already have been checked when those were made.
        finder.check_selectors(besides=[task.settings for task in tasks] if cache is not None else ())
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
    for option in overridden:
        _say(f"--{option.replace('_', '-')} has no effect: the administrator's policy sets it.")
    for problem in discovery.problems:
        _say(problem)
    for path in discovery.missing:
        _say(f"{path}: there is no such file or folder")
    if not tasks:
        _say("No notebook found.")
        return 2
    unfixed = 0
    if request.fix or request.show_diff:
        from mldebt_lab.cli import fixing

        if request.show_diff:
            code = fixing.show_diffs(tasks, request)
            return 2 if discovery.missing else code
        unfixed = fixing.fix_files(tasks, request)
    try:
        results = _report(tasks, request, cache, finder)
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
    errors = _say_internal_errors(results)
    if errors or discovery.missing or unfixed:
        return 2
    return 1 if not request.exit_zero and any(checked.failing for checked in results) else 0


def _report(
    tasks: Sequence[Task], request: Request, cache: ReportCache | None, finder: SettingsFinder
) -> Sequence[Checked[Any]]:
    """Check, and write the report in the format that is wanted; what the other formats need is not loaded."""
    if request.output_format == "json":
        from mldebt_lab.cli import json_format

        memory = Memory(cache, json_format.recall, finder.check_selectors) if cache is not None else None
        encoded = _check(tasks, json_format.render, memory, request)
        write(json_format.document(encoded), request.output_file)
        return encoded
    from mldebt_lab.cli.text_format import TextFormat

    text_format = TextFormat(wants_colour(request.output_file), request.show_notes)
    recalling = Memory(cache, text_format.recall, finder.check_selectors) if cache is not None else None
    rendered = _check(tasks, text_format, recalling, request)
    write(text_format.document(rendered, request.quiet), request.output_file, text_format.colour)
    return rendered


def _tasks(request: Request, finder: SettingsFinder) -> tuple[list[Task], Discovery, tuple[str, ...]]:
    files = [path for path in request.paths if path != STANDARD_INPUT]

    def is_excluded(path: Path) -> bool:
        return finder.for_folder(path.parent).settings.excludes(path.as_posix())

    discovery = discover(files, is_excluded)
    measurements = Measurements()
    projects = Projects()
    root = _absolute(request.project_root) if request.project_root is not None else None
    overridden: dict[str, None] = {}

    def task(found: Found, content: bytes | None = None) -> Task:
        path = _absolute(str(found.path))
        originated = finder.for_folder(path.parent)
        overridden.update(dict.fromkeys(originated.overridden))
        settings = originated.settings
        measured = measurements if settings.measure_places else None
        surroundings = surroundings_of(
            path,
            project_root=root,
            shared=settings.shared_directories,
            data=settings.data_directories,
            measured=measured,
            projects=projects,
        )
        return Task(path, found.shown, settings, surroundings, content)

    tasks = [task(found) for found in discovery.notebooks]
    if STANDARD_INPUT in request.paths:
        name = request.stdin_filename or STANDARD_INPUT
        tasks.append(task(Found(Path(name), name), sys.stdin.buffer.read()))
    return tasks, discovery, tuple(overridden)


def _command_line(request: Request) -> Layer:
    values: dict[str, object] = {}
    if request.select:
        values["select"] = request.select
    if request.ignore:
        values["ignore"] = request.ignore
    if request.measure_places is not None:
        values["measure_places"] = request.measure_places
    return Layer(COMMAND_LINE_ORIGIN, values)


def _absolute(path: str) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolves "..", as Path.absolute() does not, and follows no links


def _check(
    tasks: Sequence[Task], render: Render[T], memory: Memory[T] | None, request: Request
) -> Sequence[Checked[T]]:
    checking = check_many(tasks, render, request.jobs, memory)
    if request.quiet or len(tasks) < _PROGRESS_FROM or not sys.stderr.isatty():
        return list(checking)
    with click.progressbar(checking, length=len(tasks), label="Checking", file=sys.stderr) as bar:
        return list(bar)


def _say_internal_errors(results: Iterable[Checked[T]]) -> int:
    errors = [(checked.path, error) for checked in results for error in checked.internal_errors]
    for path, error in errors[:_ERRORS_SHOWN]:
        _say(f"{path}: internal error: {error.strip().splitlines()[-1]}")
    if len(errors) > _ERRORS_SHOWN:
        _say(f"... and {len(errors) - _ERRORS_SHOWN} more internal errors")
    if errors:
        _say("This is a fault of mldebt, not of the notebook. MLDEBT_RAISE=1 in the environment shows where it is.")
    return len(errors)


def _say(text: str) -> None:
    click.echo(visible(text), err=True)
