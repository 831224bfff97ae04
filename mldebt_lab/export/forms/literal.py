"""For reStructuredText and AsciiDoc: plain text in a literal block, in which nothing is markup."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import TextWrapper

from mldebt_lab.export.statement import Statement

_WRAPPER = TextWrapper(width=96, subsequent_indent="  ", break_on_hyphens=False)


def plain_lines(statement: Statement) -> Iterator[str]:
    """The statement as plain text; what a notebook brought in never starts a line."""
    yield from _WRAPPER.wrap(
        f"{statement.title}: {' '.join(statement.sentences)}" if statement.sentences else f"{statement.title}:"
    )
    for line in statement.lines:
        yield from _WRAPPER.wrap(f"- {line}")
    if statement.rest:
        yield statement.rest


def as_rst(statement: Statement) -> str:
    """A literal block: all that is indented."""
    return "\n".join(["::", "", *(f"    {line}" for line in plain_lines(statement))])


def as_asciidoc(statement: Statement) -> str:
    """A literal block between its delimiters, which only count at the start of a line, as directives do."""
    return "\n".join(["....", *plain_lines(statement), "...."])
