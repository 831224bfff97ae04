"""There is a word for everything that a report can say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from mldebt_lab.finding import Confidence, Evidence, Severity
from mldebt_lab.outcome import CellState, CheckState, Place, Verdict
from mldebt_lab.report import words

PANEL = (Path(__file__).parents[2] / "src" / "words.ts").read_text("utf-8")


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        (Severity, words.SEVERITY_WORD),
        (Confidence, words.CONFIDENCE_WORD),
        (Confidence, words.CONFIDENCE_SENTENCE),
        (Evidence, words.EVIDENCE_SENTENCE),
        (Verdict, words.VERDICT_WORDS),
        (Verdict, words.VERDICT_SENTENCE),
        (Verdict, dict.fromkeys(words.VERDICTS)),
        (CheckState, words.STATE_WORD),
        (CellState, words.CELL_STATE_SENTENCE),
        (Place, words.PLACE_WORDS),
    ],
)
def test_there_is_one_for_each(kind: Any, table: Mapping[str, Any]) -> None:
    assert set(table) == set(get_args(kind))


def test_the_panel_has_the_same_states_as_it_begins_them() -> None:
    assert [word for word in words.STATE_WORD.values() if f"'{word.capitalize()}'" not in PANEL] == []


@pytest.mark.parametrize(
    "table", [words.VERDICT_WORDS, words.VERDICT_SENTENCE, words.EVIDENCE_SENTENCE, words.CONFIDENCE_WORD]
)
def test_the_panel_has_the_same(table: Mapping[str, str]) -> None:
    assert [text for text in table.values() if f"'{text}'" not in PANEL] == []
