"""The comments that suppress findings: ``# mldebt: ignore[NDX101, NDR] reason, until=2027-01-01``."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from mldebt_lab.finding import Fix, FixOperation, Position, Span
from mldebt_lab.fixes.source_text import source_hash
from mldebt_lab.notebook import Cell
from mldebt_lab.notebook.source_lines import lines_of

_COMMENT = re.compile(r"#[ \t]*mldebt:[ \t]*ignore\b(?:[ \t]*\[(?P<codes>[^\]\n]*)\])?(?P<rest>[^\n]*)")
_UNTIL = re.compile(r"\buntil[ \t]*=[ \t]*(?P<date>\S*?)(?=[,;]?(?:\s|$))")


class IgnoreComment(msgspec.Struct, frozen=True):
    """One comment: the selectors in its brackets, its reason, its date as it is written (None: it has none).

    ``line`` counts from 1. ``heads_cell`` tells that it stands on a line of its own above the cell's first statement.
    """

    selectors: tuple[str, ...]
    reason: str
    until: str | None
    line: int
    heads_cell: bool
    start: int
    end: int


def ignore_comments(source: str, language: str) -> Iterator[IgnoreComment]:
    """The comments in a cell's source."""
    at_head = True
    for number, line in enumerate(lines_of(source), start=1):
        bare = line.strip()
        match = _COMMENT.search(line)
        alone = at_head and bare.startswith("#")
        if bare and not bare.startswith(("#", "%%")):
            at_head = False
        if match is None or (language == "python" and _in_string(line, match.start())):
            continue
        rest = match.group("rest")
        until = _UNTIL.search(rest)
        if until is not None:
            # What stands before it is no part of the pattern, which would be tried at each blank of a long line.
            rest = rest[: until.start()].rstrip(" \t,;") + rest[until.end() :]
        yield IgnoreComment(
            selectors=selectors_in(match.group("codes") or ""),
            reason=rest.strip(" \t,;:-"),
            until=until.group("date") if until is not None else None,
            line=number,
            heads_cell=alone,
            start=match.start(),
            end=match.end(),
        )


def removal(cell: Cell, comment: IgnoreComment, selector: str) -> Fix:
    """What takes one selector out of a comment of the cell, and with the last one the comment."""
    line = lines_of(cell.source)[comment.line - 1]
    others = [other for other in comment.selectors if other != selector]
    if others:
        opening, closing = line.index("[", comment.start), line.index("]", comment.start)
        span, text = _on(comment.line, opening + 1, closing), ", ".join(others)
    elif line[: comment.start].strip():
        span, text = _on(comment.line, len(line[: comment.start].rstrip()), comment.end), ""
    elif comment.line < len(lines_of(cell.source)):
        span, text = Span(Position(comment.line, 0), Position(comment.line + 1, 0)), ""
    else:
        span, text = _on(comment.line, 0, len(line)), ""
    step = FixOperation("replace", cell.id, source_hash(cell.source), span, text)
    return Fix(f"Remove `{selector}` from the comment in line {comment.line}", True, (step,))


def selectors_in(text: str) -> tuple[str, ...]:
    """The selectors in a list with commas."""
    return tuple(selector.strip() for selector in text.split(",") if selector.strip())


def _on(line: int, start: int, end: int) -> Span:
    return Span(Position(line, start), Position(line, end))


def _in_string(line: str, place: int) -> bool:
    """Whether a quote that opens before ``place`` is still open there, as far as the line alone tells."""
    quote = ""
    index = 0
    while index < place:
        character = line[index]
        if quote:
            if character == "\\":
                index += 1
            elif line.startswith(quote, index):
                index += len(quote) - 1
                quote = ""
        elif character in "\"'":
            quote = character * 3 if line.startswith(character * 3, index) else character
            index += len(quote) - 1
        elif character == "#":
            return False
        index += 1
    return bool(quote)
