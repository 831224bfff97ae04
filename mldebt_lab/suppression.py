"""Findings that people have decided to live with: by comment, cell tag, notebook metadata or project configuration.

``# mldebt: ignore[NDX101, NDR] reason, until=2027-01-01`` on a finding's line suppresses it there; on a line of its
own before a cell's first statement, in the whole cell. The tag ``mldebt-ignore:NDX101`` does so for its cell,
``metadata.mldebt.ignore`` for the notebook, ``per-notebook-ignores`` in the configuration for the notebooks that it
names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from mldebt_lab.finding import Finding, Limit
from mldebt_lab.notebook import Cell, Notebook
from mldebt_lab.notebook.source_lines import lines_of
from mldebt_lab.outcome import Ignored

Scope: TypeAlias = Literal["comment", "tag", "notebook", "project"]

_COMMENT = re.compile(r"#[ \t]*mldebt:[ \t]*ignore\b(?:[ \t]*\[(?P<codes>[^\]\n]*)\])?(?P<rest>[^\n]*)")
_UNTIL = re.compile(r"[,;]?[ \t]*\buntil[ \t]*=[ \t]*(?P<date>\S*?)(?=[,;]?(?:\s|$))")
_TAG = "mldebt-ignore:"


@dataclass(frozen=True, slots=True)
class Suppression:
    """Selectors (codes, their prefixes, names) that are suppressed, everywhere or only in a cell or line."""

    selectors: tuple[str, ...]
    scope: Scope
    cell: int | None = None
    line: int | None = None
    reason: str = ""
    until: date | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is meant."""
        if self.cell is not None and (finding.cell is None or finding.cell.index != self.cell):
            return False
        if self.line is not None:
            span = finding.span
            if span is None or not span.start.line <= self.line <= span.end.line:
                return False
        return any(_means(selector, finding) for selector in self.selectors)


@dataclass(frozen=True, slots=True)
class Suppressions:
    """All suppressions that hold for a notebook, the nearest to the finding first, and what is wrong with others."""

    active: tuple[Suppression, ...]
    problems: tuple[Limit, ...] = ()

    def split(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Ignored]]:
        """The findings that remain, and those that are suppressed."""
        remaining: list[Finding] = []
        ignored: list[Ignored] = []
        for finding in findings:
            found = next((suppression for suppression in self.active if suppression.covers(finding)), None)
            if found is None:
                remaining.append(finding)
            else:
                until = found.until.isoformat() if found.until is not None else None
                ignored.append(
                    Ignored(
                        finding.fingerprint,
                        finding.code,
                        found.scope,
                        found.reason,
                        until,
                        finding.message,
                        finding.cell,
                        finding.span,
                    )
                )
        return remaining, ignored


def suppressions_of(notebook: Notebook, project: Sequence[str] = (), today: date | None = None) -> Suppressions:
    """What the notebook suppresses itself, and what the project's configuration does (``project``: selectors).

    A suppression holds up to and including the day it is given ``until``.
    """
    active: list[Suppression] = []
    problems: list[Limit] = []
    for cell in notebook.code_cells:
        if "mldebt" in cell.source:
            active.extend(_comments(cell, notebook.language, today or date.today(), problems))
    for cell in notebook.cells:
        for tag in cell.tags:
            if tag.startswith(_TAG):
                active.append(Suppression(_selectors(tag[len(_TAG) :]), "tag", cell.index))
    if notebook.ignored_codes:
        active.append(Suppression(tuple(notebook.ignored_codes), "notebook"))
    if project:
        active.append(Suppression(tuple(project), "project"))
    return Suppressions(tuple(active), tuple(problems))


def _comments(cell: Cell, language: str, today: date, problems: list[Limit]) -> Iterable[Suppression]:
    at_head = True
    for number, line in enumerate(lines_of(cell.source), start=1):
        bare = line.strip()
        match = _COMMENT.search(line)
        alone = at_head and bare.startswith("#")
        if bare and not bare.startswith(("#", "%%")):
            at_head = False
        if match is None or (language == "python" and _in_string(line, match.start())):
            continue
        suppression, problem = _read(match, cell.index, None if alone else number, today)
        if suppression is not None:
            yield suppression
        elif problem:
            problems.append(Limit(cell.ref, f"The comment in line {number} suppresses nothing: {problem}."))


def _read(match: re.Match[str], cell: int, line: int | None, today: date) -> tuple[Suppression | None, str]:
    """The suppression that a comment means; or none, with what is wrong with it (nothing if it has only expired)."""
    selectors = _selectors(match.group("codes") or "")
    if not selectors:
        return None, "it names no rule, as in ignore[NDX101]"
    rest = match.group("rest")
    until: date | None = None
    found = _UNTIL.search(rest)
    if found is not None:
        try:
            until = date.fromisoformat(found.group("date"))
        except ValueError:
            return None, "its date is not of the form until=2027-01-31"
        if until < today:
            return None, ""
        rest = rest[: found.start()] + rest[found.end() :]
    return Suppression(selectors, "comment", cell, line, rest.strip(" \t,;:-"), until), ""


def _selectors(text: str) -> tuple[str, ...]:
    return tuple(selector.strip() for selector in text.split(",") if selector.strip())


def _means(selector: str, finding: Finding) -> bool:
    upper = selector.upper()
    return upper == "ALL" or finding.code.startswith(upper) or finding.name == selector.lower()


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
