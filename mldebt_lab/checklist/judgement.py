"""What an evaluator says: a state, and in words what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mldebt_lab.finding import SEVERITIES, CellRef, Finding
from mldebt_lab.notebook import Cell
from mldebt_lab.outcome import CheckState

_LONGEST = 300
"""Characters of a finding's message that are quoted."""


class Judgement(msgspec.Struct, frozen=True, gc=False):
    """A state with its evidence in words, and the fingerprints of the findings behind it.

    ``automated``: what passes is repeated by a machine, such as in CI, and not done once by hand.
    """

    state: CheckState
    evidence: str
    findings: tuple[str, ...] = ()
    automated: bool = False


def passed(evidence: str, *, automated: bool = False) -> Judgement:
    """It is so, and this shows it."""
    return Judgement("pass", evidence, automated=automated)


def failed(evidence: str) -> Judgement:
    """It is not so, and this shows it."""
    return Judgement("fail", evidence)


def unknown(evidence: str) -> Judgement:
    """It cannot be told, and why."""
    return Judgement("unknown", evidence)


def not_applicable(evidence: str) -> Judgement:
    """The notebook does nothing of the kind."""
    return Judgement("na", evidence)


def failed_by(findings: Sequence[Finding]) -> Judgement:
    """It is not so, as these findings say."""
    return Judgement("fail", _quoted(findings), tuple(finding.fingerprint for finding in findings))


def unknown_by(findings: Sequence[Finding]) -> Judgement:
    """These findings make it doubtful."""
    return Judgement("unknown", f"Perhaps not: {_quoted(findings)}", tuple(finding.fingerprint for finding in findings))


def counted(number: int, word: str, words: str | None = None) -> str:
    """``1 cell``, ``2 cells``."""
    return f"{number:,} {word if number == 1 else words or word + 's'}"


def label(cell: Cell | CellRef) -> str:
    """The cell as people know it: by its execution count, else by its place in the notebook."""
    return f"[{cell.execution_count}]" if cell.execution_count is not None else f"cell {cell.index + 1}"


def _quoted(findings: Sequence[Finding]) -> str:
    first = min(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    where = f"In {label(first.cell)}: " if first.cell is not None else ""
    message = first.message if len(first.message) <= _LONGEST else first.message[:_LONGEST] + "..."
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return f"{where}{message}{more}"
