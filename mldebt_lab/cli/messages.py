"""What the program says beside its report, on standard error."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from mldebt_lab.report.terminal import visible
from mldebt_lab.tasks import Checked

_ERRORS_SHOWN = 10


def say(text: str) -> None:
    """Say a line."""
    click.echo(visible(text), err=True)


def say_internal_errors(results: Iterable[Checked[Any]]) -> int:
    """Say which internal errors there were, and answer how many."""
    errors = [(checked.path, error) for checked in results for error in checked.internal_errors]
    for path, error in errors[:_ERRORS_SHOWN]:
        say(f"{path}: internal error: {error.strip().splitlines()[-1]}")
    if len(errors) > _ERRORS_SHOWN:
        say(f"... and {len(errors) - _ERRORS_SHOWN} more internal errors")
    if errors:
        say("This is a fault of mldebt, not of the notebook. MLDEBT_RAISE=1 in the environment shows where it is.")
    return len(errors)
