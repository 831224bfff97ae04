"""A deleted cell comes back when the session saw it define the name that is missing now."""

from __future__ import annotations

from mldebt_lab.config import Settings
from mldebt_lab.finding import Fix
from mldebt_lab.fixes.application import applied
from mldebt_lab.lint import check_notebook
from mldebt_lab.notebook.session import RunEvent, Session
from mldebt_lab.places import Surroundings
from tests.fixes.examples import notebook_of

NOTEBOOK = notebook_of("# %%\nbase = 1\n# %%\nprint(rate)\n")


def restored(*events: RunEvent, deleted: tuple[str, ...] = ("gone",)) -> Fix | None:
    findings = check_notebook(NOTEBOOK, Settings(), Surroundings(), Session(events, deleted)).findings
    return next(finding.fix for finding in findings if finding.code == "NDX102")


def test_the_last_definition_is_restored_above_the_reader() -> None:
    fix = restored(RunEvent(1, "gone", "rate = 1", "ok"), RunEvent(3, "gone", "rate = 2", "ok"))
    assert fix is not None
    assert fix.safe
    after = applied(NOTEBOOK, fix.operations)
    assert [cell.source for cell in after.cells] == ["base = 1", "rate = 2", "print(rate)"]
    assert after.cells[1].id == "gone"


def test_a_cell_that_does_more_is_restored_only_if_wanted() -> None:
    for source in ("rate = load()\nload = 2", "rate = int('2')", "rate = base = 2"):
        fix = restored(RunEvent(1, "gone", source, "ok"))
        assert fix is None or not fix.safe


def test_what_would_not_help_is_not_restored() -> None:
    assert restored(RunEvent(1, "gone", "rates = 1", "ok")) is None
    assert restored(RunEvent(1, "gone", "rate = 1", "error")) is None
    assert restored(RunEvent(1, "gone", "rate = other", "ok")) is None
    assert restored(RunEvent(1, "gone", "rate = 1", "ok"), deleted=()) is None
    assert restored(RunEvent(1, None, "rate = 1", "ok")) is None
