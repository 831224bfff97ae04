"""What a rule reports: a finding, where it is, how bad, how sure and how known it is.

Severity (how bad), confidence (how sure) and evidence (how known) are three different things:

* severity ``error | warning | info``
* confidence ``proven | likely | possible`` (shown to people as sure, likely, maybe)
* evidence ``static`` (from the text), ``recorded`` (from stored execution counts and outputs),
  ``session`` (seen happening in a live kernel), ``clean-run`` (proved by execution)
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Severity: TypeAlias = Literal["error", "warning", "info"]
Confidence: TypeAlias = Literal["proven", "likely", "possible"]
Evidence: TypeAlias = Literal["static", "recorded", "session", "clean-run"]
LimitKind: TypeAlias = Literal["analysis", "ignore"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
CONFIDENCES: tuple[Confidence, ...] = ("proven", "likely", "possible")


class Position(msgspec.Struct, frozen=True, gc=False, order=True):
    """A place in a cell's source: ``line`` from 1, ``column`` from 0 in code points."""

    line: int
    column: int


class Span(msgspec.Struct, frozen=True, gc=False, order=True):
    """A stretch of a cell's source, from ``start`` up to but without ``end``."""

    start: Position
    end: Position


class CellRef(msgspec.Struct, frozen=True, gc=False):
    """Which cell: its id, its index among all cells (from 0) and its execution count, if any."""

    id: str
    index: int
    execution_count: int | None


class Related(msgspec.Struct, frozen=True, gc=False):
    """A further place that explains a finding, such as the definition that comes too late."""

    cell: CellRef
    span: Span | None
    message: str


class FixOperation(msgspec.Struct, frozen=True, gc=False):
    """One step of a fix, bound to the source that it was made for.

    * ``replace``: put ``text`` in the place of ``span`` in the cell (an empty span inserts);
    * ``insert_cell``: add a code cell with ``text`` behind the cell ``after_id`` (None: at the top);
    * ``move_cell``: move the cell behind the cell ``after_id`` (None: to the top);
    * ``restore_cell``: as ``insert_cell``, with the source of a deleted cell.

    ``source_hash`` is the SHA-256 of the cell's source in hexadecimal; a step whose cell has changed is refused.
    """

    op: Literal["replace", "insert_cell", "move_cell", "restore_cell"]
    cell_id: str | None = None
    source_hash: str | None = None
    span: Span | None = None
    text: str | None = None
    after_id: str | None = None


class Fix(msgspec.Struct, frozen=True, gc=False):
    """How a finding can be mended.

    ``safe`` when it changes no number that could be had twice, and no stored output comes from what it changes.
    """

    title: str
    safe: bool
    operations: tuple[FixOperation, ...]


class Finding(msgspec.Struct, frozen=True, gc=False):
    """One thing that a rule has to say about a notebook.

    ``names`` are the variables, functions or paths that it is about. With the rule's code, the notebook's path and
    the source of the statement at ``span`` they make the fingerprint, so a finding keeps its identity when cells
    move, neighbours are edited or a message is reworded. ``fingerprint`` and ``file_line`` (the line in the
    ``.ipynb`` file) are filled in by :mod:`mldebt_lab.lint`.
    """

    code: str
    name: str
    message: str
    severity: Severity
    confidence: Confidence
    evidence: Evidence
    cell: CellRef | None = None
    span: Span | None = None
    related: tuple[Related, ...] = ()
    names: tuple[str, ...] = ()
    practices: tuple[int, ...] = ()
    file_line: int | None = None
    fingerprint: str = ""
    fix: Fix | None = None


class Limit(msgspec.Struct, frozen=True, gc=False):
    """Something that was not analysed, or an ignore without effect, and why.

    ``cell`` is None when it concerns the whole notebook.
    """

    cell: CellRef | None
    why: str
    kind: LimitKind = "analysis"
