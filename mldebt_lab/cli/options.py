"""The options that several commands have, with the same meaning in each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click


def selectors(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The selectors in an option that is given several times, or once with commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


paths = click.argument("paths", nargs=-1, metavar="PATH...")
output_format = click.option(
    "--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True
)
profile = click.option("--profile", default="default", show_default=True, metavar="NAME", help="Which checklist.")
select = click.option(
    "--select", multiple=True, callback=selectors, metavar="RULES", help="Only these: codes, prefixes, names, ALL."
)
ignore = click.option(
    "--ignore", multiple=True, callback=selectors, metavar="RULES", help="Not these. Both take lists with commas."
)
project_root = click.option(
    "--project-root",
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    help="The folder that counts as the project. [default: the nearest with .git, configuration or environment file]",
)
measure_places = click.option(
    "--measure-places/--no-measure-places",
    default=None,
    help="Look on this machine whether others can write where a notebook writes.",
)
exit_zero = click.option("--exit-zero", is_flag=True, help="Exit with 0 even if something was found.")
jobs = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    help="Processes for many notebooks. [default: all processors]",
)
quiet = click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")


def what_is_checked(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which rules are asked, and what counts as the project."""
    for option in (measure_places, project_root, ignore, select):
        command = option(command)
    return command
