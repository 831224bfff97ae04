"""Checklists in JSON, for other programs: ``mldebt checklist --format json``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from mldebt_lab.checklist.summary import Score, scored, summarised
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.report.wire import VERSION, checked_item, encode


def encode_checklists(profile: str, reports: Sequence[NotebookReport], tool_version: str) -> bytes:
    """The notebooks' checklists as UTF-8; an item is written as in the report of a check."""
    return encode(
        {
            "version": VERSION,
            "tool": {"name": "mldebt-lab", "version": tool_version},
            "profile": profile,
            "notebooks": [_notebook(report) for report in reports],
        }
    )


def _notebook(report: NotebookReport) -> dict[str, Any]:
    states = Counter(item.state for item in report.checklist)
    score = scored(report.checklist)
    return {
        "path": report.path,
        "checklist": [checked_item(item) for item in report.checklist],
        "summary": {
            "pass": states["pass"],
            "fail": states["fail"],
            "unknown": states["unknown"],
            "na": states["na"],
            "text": summarised(report.checklist),
        },
        "score": _score(score) if score is not None else None,
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "total": score.total,
        "weakest": score.weakest,
        "sections": dict(score.sections),
        "meaning": score.meaning,
    }
