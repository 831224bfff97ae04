"""``mldebt report``: a page of HTML for each notebook, and one that leads to them."""

from __future__ import annotations

import click

from mldebt_lab.cli import options


@click.command(short_help="Write a report as HTML.")
@options.paths
@click.option(
    "-o",
    "--output-dir",
    type=click.Path(),
    default="mldebt-report",
    show_default=True,
    metavar="DIR",
    help="The folder to write the pages to; it is made if it is not there.",
)
@options.profile
@options.what_is_checked
@options.exit_zero
@options.jobs
@options.quiet
@click.pass_context
def report(
    context: click.Context,
    paths: tuple[str, ...],
    output_dir: str,
    profile: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    project_root: str | None,
    measure_places: bool | None,
    exit_zero: bool,
    jobs: int,
    quiet: bool,
) -> None:
    """Write a page for each notebook in PATH (files, and folders with all that is below them), and index.html.

    The pages need no server and ask for nothing outside. Only files that are such pages are overwritten.

    \b
    Exit code 0: nothing found at or above the failing severity (warning, if not configured)
              1: something found
              2: wrong use, an internal error, no notebook found, or a page that could not be written
    """
    from mldebt_lab.cli.report_run import Request, run_report

    context.exit(
        run_report(
            Request(
                paths=paths or (".",),
                select=select,
                ignore=ignore,
                project_root=project_root,
                measure_places=measure_places,
                stdin_filename=None,
                output_dir=output_dir,
                profile=profile,
                exit_zero=exit_zero,
                jobs=jobs,
                quiet=quiet,
            )
        )
    )
