"""A checklist in one line, and the score of those that are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from mldebt_lab.outcome import CheckedItem


class Score(msgspec.Struct, frozen=True):
    """The sums of the sections, and the least of them, which is the score: one neglected section decides."""

    total: float
    sections: tuple[tuple[str, float], ...]
    weakest: str
    meaning: str


_BANDS = (
    (0.0, "more a research project than something to rely on"),
    (1.0, "not wholly untested, but serious holes are likely"),
    (2.0, "a first pass at the basics"),
    (3.0, "reasonably tested; more could be automated"),
    (5.0, "strong in testing and monitoring"),
)


def summarised(items: Iterable[CheckedItem]) -> str:
    """Such as ``7 of 12 pass, 2 fail, 3 not known``; what does not apply is counted apart."""
    states: Counter[str] = Counter(item.state for item in items)
    parts = [f"{states['pass']} of {sum(states.values())} pass"]
    parts += [
        f"{states[state]} {words}"
        for state, words in (("fail", "fail"), ("unknown", "not known"), ("na", "not applicable"))
        if states[state]
    ]
    return ", ".join(parts)


def scored(items: Sequence[CheckedItem]) -> Score | None:
    """The score of a profile that is counted; None for any other. What is not known counts nothing."""
    sums: dict[str, float] = {}
    for item in items:
        if item.points is not None:
            sums[item.section] = sums.get(item.section, 0.0) + item.points
    if not sums:
        return None
    weakest = min(sums, key=lambda section: sums[section])
    total = sums[weakest]
    meaning = next((words for limit, words in _BANDS if total <= limit), "exceptional")
    return Score(total, tuple(sums.items()), weakest, meaning)
