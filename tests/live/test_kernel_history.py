"""What the kernel itself says that it was given to run, where the page has missed it."""

from __future__ import annotations

from tests.live.playing import Play


def reopened() -> Play:
    """A ran, then something that stands in no cell, then B; the page has seen none of it."""
    play = Play("x = 1", "print(x)", "print(y)")
    play.cell("A").update(execution_count=1)
    play.cell("B").update(execution_count=3, has_output=True)
    return play


HISTORY = [{"count": 1, "source": "x = 1"}, {"count": 2, "source": "y = z = 2"}, {"count": 3, "source": "print(x)"}]


def test_without_it_nothing_is_known_of_what_was_missed() -> None:
    play = reopened()
    assert play.states() == {"A": "earlier session", "B": "earlier session", "C": "out of place"}
    assert play.finding("NDX102", "C")["evidence"] == "static"
    assert ("NDX118", None) not in play.said(notes=True)


def test_what_was_missed_counts_as_if_it_had_been_seen() -> None:
    play = reopened()
    play.more["history"] = HISTORY
    assert play.states() == {"A": "fresh", "B": "fresh", "C": "out of place"}
    assert play.finding("NDX102", "C")["evidence"] == "session"
    assert "`z`" in play.finding("NDX118", None)["message"]
    # How it ended is not in the record, so nothing is claimed of a whole run.
    play.cells.pop()
    assert play.report()["session"]["ran_through"] is None


def test_what_was_seen_goes_before_the_record() -> None:
    play = reopened()
    play.more["history"] = [*HISTORY, {"count": 4, "source": "print(x)"}]
    play.events = [{"n": 1, "cell_id": "B", "source": "print(x)", "status": "error", "count": 4}]
    assert play.states()["B"] == "failed"
    assert play.report()["session"]["runs"] == 4
    play.run_count(4)
    play.edit("A", "x = 2")
    play.run("A")
    assert play.states()["A"] == "fresh"


def test_a_result_from_what_stands_in_no_cell_is_a_maybe() -> None:
    play = Play("x = 1", "print(x)")
    play.cell("A").update(execution_count=1)
    play.more["history"] = [{"count": 1, "source": "x = 1"}, {"count": 2, "source": "x = 5"}]
    play.run_count(2)
    play.run("B")
    found = play.finding("NDX108", "B")
    assert found["confidence"] == "possible"
    assert "stands in no cell" in found["message"]
