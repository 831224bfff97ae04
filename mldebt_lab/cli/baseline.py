"""``mldebt baseline write``: keep the findings that there are, so that later checks speak of new ones only."""

from __future__ import annotations

import click

from mldebt_lab.cli import options


@click.group(short_help="Keep today's findings, to be told of new ones only.")
def baseline() -> None:
    """The findings that are known, in a file for version control."""


@baseline.command("write", short_help="Write the baseline file.")
@options.paths
@click.option(
    "-o",
    "--output-file",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Where to. [default: mldebt-baseline.json in the project's root, where the panel looks for it]",
)
@options.quiet
@click.pass_context
def write(context: click.Context, paths: tuple[str, ...], output_file: str | None, quiet: bool) -> None:
    """Write what is found in the notebooks in PATH, notes included, as the baseline.

    Then `mldebt check --baseline FILE` exits with 1 only for findings that are not in it, and the panel can show new
    ones only. Findings keep their identity when cells move, neighbours are edited or messages reworded.
    """
    from mldebt_lab.cli.baseline_run import write_baseline

    context.exit(write_baseline(paths or (".",), output_file, quiet))
