"""HTML that is made of elements; a text that is put into one is escaped, whoever puts it there."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from html import escape

from mldebt_lab.report.terminal import visible

_VOID = frozenset({"br", "hr", "input", "meta"})
_EMPTY = frozenset({"circle", "line", "rect"})
"""Elements of pictures that hold nothing; unlike those of HTML, they have to be closed."""
_LONGEST = 1000
"""Characters of one text that are shown. Nobody reads more, and a page with them cannot be opened."""


class Markup(str):
    """Text that is HTML already. Only :func:`element` and :func:`joined` make it of anything else."""

    __slots__ = ()


def element(tag: str, *children: str | Markup, **attributes: str | int | float | bool | None) -> Markup:
    """An element. Children that are no :class:`Markup` are texts; ``class_`` is ``class``, ``data_id`` ``data-id``.

    An attribute that is None or False is left out.
    """
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Markup(f"<{tag}{written}>")
    if tag in _EMPTY:
        return Markup(f"<{tag}{written}/>")
    return Markup(f"<{tag}{written}>{joined(*children)}</{tag}>")


def joined(*parts: str | Markup) -> Markup:
    """Parts one behind the other."""
    return Markup("".join(part if isinstance(part, Markup) else text(part) for part in parts))


def each(parts: Iterable[str | Markup], between: str = "") -> Markup:
    """Parts one behind the other, with a text between them."""
    return Markup(text(between).join(joined(part) for part in parts))


def text(content: str) -> Markup:
    """A text of one line. What would be shown as nothing, or turn the direction of writing, is shown as an escape."""
    return Markup(escape(visible(shortened(content))))


def shortened(content: str) -> str:
    """A text, of which no more is shown than people read."""
    if len(content) <= _LONGEST:
        return content
    return f"{content[:_LONGEST]} … ({len(content) - _LONGEST:,} more characters)"


def prose(content: str) -> Markup:
    """A text of one line, in which what stands between backticks is code."""
    pieces = shortened(content).split("`")
    if len(pieces) % 2 == 0:
        return text(content)
    return each(element("code", piece) if number % 2 else text(piece) for number, piece in enumerate(pieces) if piece)


def paragraphs(content: str) -> Markup:
    """A text of our own with empty lines between its paragraphs."""
    parts = textwrap.dedent(content).strip().split("\n\n")
    return each(element("p", prose(" ".join(part.split()))) for part in parts)


def _attribute(name: str, value: str | int | float | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(visible(str(value)))}"'
