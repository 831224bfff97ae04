"""``mldebt check`` with ``--fix``, ``--unsafe-fixes`` and ``--diff``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from mldebt_lab.cli.output import wants_colour, write
from mldebt_lab.fixes.application import Refused
from mldebt_lab.fixes.file_replacement import replace_file
from mldebt_lab.guard import reraise_internal_errors
from mldebt_lab.mending import Mended, mend
from mldebt_lab.notebook import Unreadable, read_bytes
from mldebt_lab.report.diff import render_diff
from mldebt_lab.report.terminal import Paint, visible
from mldebt_lab.tasks import Task

if TYPE_CHECKING:
    from mldebt_lab.cli.run import Request


def show_diffs(tasks: Sequence[Task], request: Request) -> int:
    """Show what the fixes would change; the exit code is 1 if there is something."""
    if request.output_format != "text":
        raise click.UsageError("--diff is text; --format json holds the operations of every fix.")
    colour = wants_colour(request.output_file)
    paint = Paint(colour)
    diffs: list[str] = []
    refused = applied = left = 0
    for _, _, mended in _mended(tasks, request):
        if mended is None:
            refused += 1
            continue
        applied, left = applied + len(mended.applied), left + mended.left
        if mended.changed:
            diffs.append(render_diff(mended.before, mended.after, paint))
    write("".join(diffs), request.output_file, colour)
    if not request.quiet:
        _say(f"{_fixes(applied)} would be applied{_more(left)}.")
    if refused:
        return 2
    return 1 if diffs and not request.exit_zero else 0


def fix_files(tasks: Sequence[Task], request: Request) -> int:
    """Apply the fixes to the notebooks' files; gives how many files could not be changed."""
    if any(task.content is not None for task in tasks):
        raise click.UsageError("Standard input cannot be fixed: give files, or see the fixes with --diff.")
    refused = applied = files = left = 0
    for task, raw, mended in _mended(tasks, request):
        if mended is None:
            refused += 1
            continue
        left += mended.left
        if not mended.changed:
            continue
        try:
            replace_file(task.path, raw, mended.raw)
        except Refused as error:
            _say(f"{task.shown}: not fixed. {error}")
            refused += 1
        else:
            applied, files = applied + len(mended.applied), files + 1
    if not request.quiet:
        where = f" in {files} notebook{'s' if files != 1 else ''}" if files else ""
        _say(f"{_fixes(applied)} applied{where}{_more(left)}.")
    return refused


def _mended(tasks: Sequence[Task], request: Request) -> Iterator[tuple[Task, bytes, Mended | None]]:
    """Each notebook with its fixes made; None where they were refused. What cannot be read is left to the report."""
    for task in tasks:
        try:
            raw = task.content if task.content is not None else task.path.read_bytes()
            notebook = read_bytes(raw, task.shown)
        except (OSError, Unreadable):
            continue
        try:
            yield task, raw, mend(notebook, raw, task.settings, task.surroundings, unsafe=request.unsafe_fixes)
        except Refused as error:
            _say(f"{task.shown}: not fixed. {error}")
            yield task, raw, None
        except Exception as error:
            if reraise_internal_errors():
                raise
            _say(f"{task.shown}: not fixed because of an internal error: {type(error).__name__}: {error}")
            yield task, raw, None


def _fixes(number: int) -> str:
    return f"{number} fix" if number == 1 else f"{number} fixes"


def _more(left: int) -> str:
    return f"; {left} more with --unsafe-fixes, which may change results" if left else ""


def _say(text: str) -> None:
    click.echo(visible(text), err=True)
