"""What ``mldebt check`` does once its options are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from mldebt_lab.baseline import BadBaseline, read_baseline
from mldebt_lab.batch import Memory, check_many
from mldebt_lab.cache.reports import ReportCache
from mldebt_lab.cli.gathering import Selection, gather
from mldebt_lab.cli.messages import say_internal_errors
from mldebt_lab.cli.output import ensure_writable, wants_colour, write
from mldebt_lab.cli.progress import with_progress
from mldebt_lab.config import ConfigError, Layer
from mldebt_lab.config_files import SettingsFinder
from mldebt_lab.tasks import Checked, Render, Task

T = TypeVar("T")


class Request(Selection, frozen=True):
    """The options of ``mldebt check``."""

    output_format: str
    output_file: str | None
    no_cache: bool
    exit_zero: bool
    jobs: int
    show_notes: bool
    quiet: bool
    fix: bool = False
    unsafe_fixes: bool = False
    show_diff: bool = False
    baseline: str | None = None

    @property
    def layer(self) -> Layer:
        """The settings among the options, with the findings of the baseline. Raises :class:`BadBaseline`."""
        chosen = super().layer
        if self.baseline is None:
            return chosen
        return Layer(chosen.origin, {**chosen.values, "baseline": read_baseline(Path(self.baseline))})


def run_check(request: Request) -> int:
    """Check what is asked for, write the report, and answer the exit code."""
    ensure_writable(request.output_file)
    # What is known of the projects' files may be from before the fixes.
    cache = None if request.no_cache or request.fix else ReportCache()
    try:
        finder = SettingsFinder(request.layer, selectors_later=True)
        gathered = gather(request, finder)
        # Settings under which there are reports already have been checked when those were made.
        finder.check_selectors(besides=[task.settings for task in gathered.tasks] if cache is not None else ())
    except (ConfigError, BadBaseline) as error:
        raise click.ClickException(str(error)) from None
    gathered.say_problems()
    tasks = gathered.tasks
    if not tasks:
        return 2
    unfixed = 0
    if request.fix or request.show_diff:
        from mldebt_lab.cli import fixing

        if request.show_diff:
            code = fixing.show_diffs(tasks, request)
            return 2 if gathered.missing else code
        unfixed = fixing.fix_files(tasks, request)
    try:
        results = _report(tasks, request, cache, finder)
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
    errors = say_internal_errors(results)
    if errors or gathered.missing or unfixed:
        return 2
    return 1 if not request.exit_zero and any(checked.failing for checked in results) else 0


def _report(
    tasks: Sequence[Task], request: Request, cache: ReportCache | None, finder: SettingsFinder
) -> Sequence[Checked[Any]]:
    """Check, and write the report in the format that is wanted; what the other formats need is not loaded."""
    if request.output_format == "json":
        from mldebt_lab.cli import json_format

        memory = Memory(cache, json_format.recall, finder.check_selectors) if cache is not None else None
        encoded = list(_check(tasks, json_format.render, memory, request))
        write(json_format.document(encoded), request.output_file)
        return encoded
    from mldebt_lab.cli.text_format import TextFormat

    text_format = TextFormat(wants_colour(request.output_file), request.show_notes)
    recalling = Memory(cache, text_format.recall, finder.check_selectors) if cache is not None else None
    rendered = list(_check(tasks, text_format, recalling, request))
    write(text_format.document(rendered, request.quiet), request.output_file, text_format.colour)
    return rendered


def _check(
    tasks: Sequence[Task], render: Render[T], memory: Memory[T] | None, request: Request
) -> Iterator[Checked[T]]:
    return with_progress(check_many(tasks, render, request.jobs, memory), len(tasks), request.quiet)
