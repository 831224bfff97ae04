"""``mldebt check``: check notebooks and report what was found."""

from __future__ import annotations

import click

from mldebt_lab.cli import options


@click.command(short_help="Check notebooks.")
@options.paths
@options.output_format
@options.what_is_checked
@click.option(
    "--output-file", type=click.Path(), metavar="FILE", help="Write the report there instead of to the screen."
)
@click.option(
    "--stdin-filename", metavar="FILE", help="The path of the notebook that is read from standard input (PATH -)."
)
@click.option(
    "--baseline",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Only what is not in this file of 'mldebt baseline write' is reported.",
)
@click.option("--no-cache", is_flag=True, help="Analyse everything anew, and keep nothing for the next time.")
@options.exit_zero
@options.jobs
@click.option("--fix", is_flag=True, help="Apply the fixes that are safe, then report what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply all fixes, also those that change results.")
@click.option("--diff", "show_diff", is_flag=True, help="Show what the fixes would change, and change nothing.")
@click.option("--show-notes", is_flag=True, help="Show notes and what was not analysed, too.")
@options.quiet
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[str, ...],
    output_format: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    project_root: str | None,
    measure_places: bool | None,
    output_file: str | None,
    stdin_filename: str | None,
    baseline: str | None,
    no_cache: bool,
    exit_zero: bool,
    jobs: int,
    fix: bool,
    unsafe_fixes: bool,
    show_diff: bool,
    show_notes: bool,
    quiet: bool,
) -> None:
    """Check the notebooks in PATH: files, folders with all that is below them, or - for standard input.

    \b
    Exit code 0: nothing found at or above the failing severity (warning, if not configured)
              1: something found
              2: wrong use, an internal error, or no notebook found
    """
    from mldebt_lab.cli.run import Request, run_check

    context.exit(
        run_check(
            Request(
                paths=paths or (("-",) if stdin_filename else (".",)),
                output_format=output_format,
                select=select,
                ignore=ignore,
                project_root=project_root,
                measure_places=measure_places,
                output_file=output_file,
                stdin_filename=stdin_filename,
                baseline=baseline,
                no_cache=no_cache,
                exit_zero=exit_zero,
                jobs=jobs,
                fix=fix or unsafe_fixes,
                unsafe_fixes=unsafe_fixes,
                show_diff=show_diff,
                show_notes=show_notes,
                quiet=quiet,
            )
        )
    )
