"""``mldebt checklist``: a checklist, answered for notebooks from evidence and from what their authors have answered."""

from __future__ import annotations

import click

from mldebt_lab.cli import options


@click.command(short_help="Answer a checklist for notebooks.")
@options.paths
@options.profile
@options.output_format
@click.pass_context
def checklist(context: click.Context, paths: tuple[str, ...], profile: str, output_format: str) -> None:
    """Answer the checklist for the notebooks in PATH: files, and folders with all that is below them.

    Profiles are default, pineau-v2, code-completeness, neurips, ml-test-score, and those of the configuration.

    \b
    Exit code 0: nothing fails
              1: an item fails
              2: wrong use, an internal error, or no notebook found
    """
    from mldebt_lab.cli.checklist_run import run_checklist

    context.exit(run_checklist(paths or (".",), profile, output_format))
