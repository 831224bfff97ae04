"""``mldebt report``: a page of HTML for each notebook, and one that leads to them."""

from __future__ import annotations

import click

from mldebt_lab.cli.check import selectors


@click.command(short_help="Write a report as HTML.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "-o",
    "--output-dir",
    type=click.Path(),
    default="mldebt-report",
    show_default=True,
    metavar="DIR",
    help="The folder to write the pages to; it is made if it is not there.",
)
@click.option("--profile", default="default", show_default=True, metavar="NAME", help="Which checklist.")
@click.option("--select", multiple=True, callback=selectors, metavar="RULES", help="Only these rules.")
@click.option("--ignore", multiple=True, callback=selectors, metavar="RULES", help="Not these.")
@click.option(
    "--project-root",
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    help="The folder that counts as the project. [default: the nearest with .git, configuration or environment file]",
)
@click.option(
    "--measure-places/--no-measure-places",
    default=None,
    help="Look on this machine whether others can write where a notebook writes.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if something was found.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    help="Processes for many notebooks. [default: all processors]",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
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
