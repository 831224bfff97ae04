"""``mldebt rules``: which rules there are."""

from __future__ import annotations

import click

from mldebt_lab.cli import options


@click.command(short_help="List the rules.")
@options.output_format
def rules(output_format: str) -> None:
    """List all rules: code, name, severity and what they find. Those in parentheses are off unless selected."""
    from mldebt_lab.cli.output import wants_colour, write
    from mldebt_lab.report.explanation import render_table
    from mldebt_lab.report.rule_catalogue import encode_catalogue
    from mldebt_lab.report.terminal import Paint
    from mldebt_lab.rules.registry import all_rules

    if output_format == "json":
        write(encode_catalogue(all_rules()) + b"\n", None)
        return
    colour = wants_colour(None)
    write(render_table(all_rules(), Paint(colour)), None, colour)
