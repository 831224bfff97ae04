"""``mldebt explain``: why a rule exists and what to do about its findings."""

from __future__ import annotations

import click


@click.command(short_help="Explain a rule.")
@click.argument("rule", metavar="RULE")
def explain(rule: str) -> None:
    """Explain RULE, given by its code or name: what it finds, why that is debt, how to pay it, with examples."""
    from mldebt_lab.cli.output import wants_colour, write
    from mldebt_lab.report.explanation import render_explanation
    from mldebt_lab.report.terminal import Paint
    from mldebt_lab.rules.registry import all_rules, find_rule

    found = find_rule(rule)
    if found is None:
        import difflib

        names = [name for known in all_rules() for name in (known.code, known.name)]
        near = difflib.get_close_matches(rule.upper(), names, n=1) or difflib.get_close_matches(
            rule.lower(), names, n=1
        )
        hint = f"did you mean {near[0]}?" if near else "'mldebt rules' lists all."
        raise click.UsageError(f"There is no rule {rule!r}; {hint}")
    colour = wants_colour(None)
    write(render_explanation(found, Paint(colour)), None, colour)
