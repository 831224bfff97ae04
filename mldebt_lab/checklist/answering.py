"""Answer the items of a profile for one notebook: from evidence, else from what its author has answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from mldebt_lab.checklist.evidence import evaluator
from mldebt_lab.checklist.facts import Facts
from mldebt_lab.checklist.judgement import Judgement, unknown
from mldebt_lab.checklist.profile import Item, Profile
from mldebt_lab.finding import Finding
from mldebt_lab.notebook.answers import Answer
from mldebt_lab.outcome import CheckedItem, CheckState, Ignored

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis

_STATES: dict[str, CheckState] = {"yes": "pass", "no": "fail", "na": "na"}


def answered(
    profile: Profile,
    analysis: Analysis,
    findings: Sequence[Finding],
    ignored: Iterable[Ignored],
    asked: Collection[str],
) -> tuple[CheckedItem, ...]:
    """The items of ``profile`` with their states.

    ``findings`` are those that stand, with their fingerprints, ``ignored`` those that were accepted, ``asked`` the
    codes of the rules that looked.
    """
    facts = Facts(analysis, findings, ignored, asked)
    answers = analysis.notebook.answers
    return tuple(_checked(profile, item, _judged(item, facts, answers.get(item.id))) for item in profile.items)


def unanswered(profile: Profile, why: str) -> tuple[CheckedItem, ...]:
    """The items of ``profile`` for a notebook of which nothing is known, for the reason ``why``."""
    return tuple(_checked(profile, item, unknown(why)) for item in profile.items)


def _judged(item: Item, facts: Facts, answer: Answer | None) -> Judgement:
    seen = evaluator(item.evidence)(facts) if item.evidence is not None else None
    if item.kind == "auto" and seen is not None and seen.state != "unknown":
        return seen  # what was seen counts for more than what somebody once answered
    if answer is not None:
        return _of_author(answer)
    if item.kind == "auto" and seen is not None:
        return seen
    hint = f" What was seen: {seen.evidence}" if seen is not None else ""
    return Judgement("unknown", f"Only the author can answer this.{hint}", seen.findings if seen is not None else ())


def _of_author(answer: Answer) -> Judgement:
    state = _STATES.get(answer.answer.lower())
    if state is None:
        return unknown(f"The stored answer {answer.answer!r} is none of yes, no, na.")
    day = f" ({answer.date})" if answer.date else ""
    note = f": {answer.note}" if answer.note else "."
    words = {"pass": "yes", "fail": "no", "na": "not applicable"}[state]
    return Judgement(state, f"The author's answer is {words}{day}{note}")


def _checked(profile: Profile, item: Item, judged: Judgement) -> CheckedItem:
    return CheckedItem(
        id=item.id,
        profile=profile.name,
        text=item.text,
        state=judged.state,
        kind=item.kind,
        evidence=judged.evidence,
        findings=judged.findings,
        section=item.section,
        points=_points(judged) if profile.score is not None else None,
    )


def _points(judged: Judgement) -> float:
    """Half of what can be had for what is done by hand; all of it for what a machine repeats."""
    if judged.state != "pass":
        return 0.0
    return 1.0 if judged.automated else 0.5
