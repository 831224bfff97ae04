"""The program's commands, and how it ends: 0 nothing to report, 1 findings, 2 wrong use or an internal error."""

from __future__ import annotations

import sys

import click

import mldebt_lab
from mldebt_lab.cli.baseline import baseline
from mldebt_lab.cli.cache import cache
from mldebt_lab.cli.check import check
from mldebt_lab.cli.checklist import checklist
from mldebt_lab.cli.config import config
from mldebt_lab.cli.explain import explain
from mldebt_lab.cli.report import report
from mldebt_lab.cli.rules import rules

INTERRUPTED = 130


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"mldebt {mldebt_lab.__version__}")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def cli() -> None:
    """Notebook hygiene: hidden state, missing seeds, hard-coded paths, writes to shared directories."""


for command in (check, checklist, report, baseline, explain, rules, config, cache):
    cli.add_command(command)


def run(arguments: list[str]) -> int:
    """Run the program and answer its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # What cannot be written in the terminal's encoding is shown as an escape; it must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(arguments, prog_name="mldebt", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    return code if isinstance(code, int) else 0
