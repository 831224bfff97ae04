"""What checking one notebook gives: its findings, and the facts that the panel, the checklist and other tools show."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from mldebt_lab.finding import CellRef, Finding, Fix, Limit, Span

Verdict: TypeAlias = Literal["fails", "doubtful", "plausible", "verified", "unknown"]
CellState: TypeAlias = Literal[
    "out of place",
    "failed",
    "interrupted",
    "aborted, not run this time",
    "stale",
    "edited",
    "never run",
    "copied, not run",
    "not seen here",
    "earlier session",
    "fresh",
]
AccessMode: TypeAlias = Literal["read", "write", "append"]
Place: TypeAlias = Literal["project", "outside", "shared", "tmp", "remote"]
CheckState: TypeAlias = Literal["pass", "fail", "unknown", "na"]
IgnoreScope: TypeAlias = Literal["comment", "tag", "cell", "notebook", "project", "baseline"]
CheckKind: TypeAlias = Literal["auto", "ask"]


class AccessFact(msgspec.Struct, frozen=True, gc=False):
    """One site that reads or writes a file: the call, the path as far as it is known, and where that lies.

    ``path`` is relative to the project root where it lies inside, else absolute; None when nothing is known of it.
    ``resolved`` tells whether all of it is known. ``place`` is None when the path is not known well enough.
    """

    cell: CellRef
    span: Span
    mode: AccessMode
    call: str
    path: str | None
    resolved: bool
    place: Place | None


class CellLineage(msgspec.Struct, frozen=True, gc=False):
    """The resolved paths that one cell reads and writes."""

    cell: CellRef
    reads: tuple[str, ...]
    writes: tuple[str, ...]


class Dependency(msgspec.Struct, frozen=True, gc=False):
    """A name that one cell takes from another."""

    name: str
    cell_id: str


class CellFacts(msgspec.Struct, frozen=True):
    """A code cell's state, what it uses of other cells, and which cells use it."""

    id: str
    state: CellState
    uses: tuple[Dependency, ...]
    used_by: tuple[Dependency, ...]


class SessionFacts(msgspec.Struct, frozen=True):
    """What was seen of a live session as a whole.

    ``ran_through`` is the number of the run with which the notebook, as it stands, had run from top to bottom in a new
    kernel, or None.
    """

    runs: int
    ran_through: int | None


class Ignored(msgspec.Struct, frozen=True, gc=False):
    """A finding that was suppressed: by what, why, since when and until when.

    ``selector`` is how the rule is named where it is ignored. ``restore`` is what takes it out of a comment.
    """

    finding: Finding
    scope: IgnoreScope
    reason: str = ""
    until: str | None = None
    since: str | None = None
    selector: str = ""
    restore: Fix | None = None

    @property
    def fingerprint(self) -> str:
        """That of the finding."""
        return self.finding.fingerprint

    @property
    def code(self) -> str:
        """That of the finding's rule."""
        return self.finding.code


class CheckedItem(msgspec.Struct, frozen=True, gc=False):
    """An item of a checklist as this notebook answers it.

    ``auto`` items are answered from evidence, ``ask`` items by the author alone. ``evidence`` says in words what the
    state rests on; it may quote the notebook. ``findings`` are the fingerprints of the findings behind it. ``points``
    is what the item counts in a profile that is scored.
    """

    id: str
    profile: str
    text: str
    state: CheckState
    kind: CheckKind
    evidence: str
    findings: tuple[str, ...] = ()
    section: str = ""
    points: float | None = None


class NotebookReport(msgspec.Struct, frozen=True):
    """Everything that is said about one notebook."""

    path: str
    language: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    verdict_findings: tuple[str, ...] = ()
    """The fingerprints of the findings that the verdict rests on: without them it would be a better one."""
    lineage: tuple[CellLineage, ...] = ()
    accesses: tuple[AccessFact, ...] = ()
    cells: tuple[CellFacts, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    checklist: tuple[CheckedItem, ...] = ()
    limits: tuple[Limit, ...] = ()
    session: SessionFacts | None = None
    """None where no live session was looked at."""
    internal_errors: tuple[str, ...] = ()
    """Tracebacks of rules that failed, for the log; each also stands as a limit in words for people."""
