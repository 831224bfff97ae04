"""Where the items of an array stand in the text of a TOML file, so that one can be put in or taken out by itself."""

from __future__ import annotations

import re

import msgspec

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{},]|[^\[\]{},"\'#]+',
    re.DOTALL,
)


class NotAnArray(ValueError):
    """There is no array at the place, or its end is not found."""


class TomlArray(msgspec.Struct, frozen=True):
    """An array from its opening bracket to behind its closing one, with the places of its items."""

    start: int
    end: int
    items: tuple[tuple[int, int], ...]


def array_at(text: str, start: int) -> TomlArray:
    """The array whose opening bracket stands at ``start``. Raises :class:`NotAnArray`."""
    if text[start : start + 1] != "[":
        raise NotAnArray
    items: list[tuple[int, int]] = []
    depth = 0
    item: tuple[int, int] | None = None
    for token in _TOKEN.finditer(text, start):
        word = token.group()
        if word in "[{":
            depth += 1
        if depth == 1 and word in (",", "]"):
            if item is not None:
                items.append(item)
            item = None
        elif not word.isspace() and not word.startswith("#") and token.start() > start:
            begin = token.start() + len(word) - len(word.lstrip())
            item = (item[0] if item is not None else begin, token.start() + len(word.rstrip()))
        if word in "]}":
            depth -= 1
            if depth == 0:
                return TomlArray(start, token.end(), tuple(items))
    raise NotAnArray


def with_first(text: str, array: TomlArray, item: str, newline: str) -> str:
    """The text with an item more, before those that are there."""
    if not array.items:
        return f"{text[: array.start]}[{item}]{text[array.end :]}"
    first = array.items[0][0]
    between = text[array.start + 1 : first]
    gap = f",{newline}{between.rpartition(chr(10))[2]}" if "\n" in between else ", "
    return f"{text[:first]}{item}{gap}{text[first:]}"


def without_item(text: str, array: TomlArray, number: int) -> str:
    """The text without one of the array's items, its comma, and its line if nothing else stands there."""
    start, end = array.items[number]
    comma = re.compile(r"[ \t]*,").match(text, end)
    if comma is not None:
        end = comma.end()
        end += len(text[end:]) - len(text[end:].lstrip(" \t"))
    elif number:
        start = array.items[number - 1][1]
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip() and text[end : end + 1] in ("\r", "\n"):
        start, end = line, text.index("\n", end) + 1
    return text[:start] + text[end:]
