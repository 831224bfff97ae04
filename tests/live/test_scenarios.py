"""The 34 situations that somebody at work gets into, by their numbers: what each cell's state is, and what is said."""

from __future__ import annotations

from tests.live.playing import Play, judged, related

X_AND_PRINT = ("x=1", "print(x)")
COUNTING = ("x=1", "x=x+1", "print(x)")
FRAME = ('import pandas as pd\ndf=pd.DataFrame({"a":[1]})', 'df["c"]=1', "df.plot()")
FRESH = {"A": "fresh", "B": "fresh"}
ALL_FRESH = {"A": "fresh", "B": "fresh", "C": "fresh"}


def ran(*sources: str, ids: str = "") -> Play:
    """A notebook of which these cells have run, by default all from top to bottom."""
    play = Play(*sources)
    play.run(*(ids or [cell["id"] for cell in play.cells]))
    return play


def test_01_a_run_in_order_says_nothing() -> None:
    play = ran(*X_AND_PRINT)
    assert play.said(notes=True) == []
    assert play.states() == FRESH


def test_02_a_run_that_failed_for_want_of_the_first_cell_is_forgotten_when_both_have_run() -> None:
    play = Play(*X_AND_PRINT)
    play.restart()
    play.run("B", status="error", name="NameError")
    assert play.states() == {"A": "never run", "B": "failed"}
    play.run("A", "B")
    assert play.said(notes=True) == []
    assert play.states() == FRESH


def test_03_an_edited_cell_is_told() -> None:
    play = ran(*X_AND_PRINT)
    play.edit("A", "x=2")
    assert play.said(notes=True) == [("NDX109", "A")]
    assert judged(play.finding("NDX109", "A")) == ("warning", "proven", "session")
    assert play.states() == {"A": "edited", "B": "fresh"}


def test_04_the_reader_of_what_has_been_rebound_is_stale() -> None:
    play = ran(*X_AND_PRINT)
    play.edit("A", "x=2")
    play.run("A")
    assert play.said(notes=True) == [("NDX108", "B")]
    found = play.finding("NDX108", "B")
    assert related(found) == ["A"]
    assert found["evidence"] == "session"
    assert found["confidence"] != "possible"
    assert play.states() == {"A": "fresh", "B": "stale"}


def test_05_running_the_reader_again_clears_it() -> None:
    play = ran(*X_AND_PRINT)
    play.edit("A", "x=2")
    play.run("A", "B")
    assert play.said(notes=True) == []
    assert play.states() == FRESH


def test_06_a_comment_is_no_edit() -> None:
    play = ran(*X_AND_PRINT)
    play.edit("A", "x=1  # one")
    assert play.said(notes=True) == []
    assert play.states() == FRESH


def test_07_a_cell_that_changed_its_own_input_twice_points_at_who_shows_it() -> None:
    play = Play(*COUNTING)
    play.run("A", "B", "B", "C")
    assert play.said(notes=True) == [("NDX110", "B")]
    found = play.finding("NDX110", "B")
    assert judged(found) == ("warning", "proven", "session")
    assert "C" in related(found)
    assert play.states() == ALL_FRESH
    play.run("A", "B", "C")
    assert play.said() == []


def test_08_a_cell_that_changes_its_own_input_is_at_most_a_note() -> None:
    play = ran(*COUNTING)
    assert play.said() == []
    assert judged(play.finding("NDX110", "B")) == ("info", "possible", "static")
    assert play.states() == ALL_FRESH


def test_09_a_deleted_cells_name_is_missed_and_the_fix_restores_it() -> None:
    play = ran(*X_AND_PRINT)
    play.delete("A")
    assert play.said(notes=True) == [("NDX102", "B")]
    found = play.finding("NDX102", "B")
    assert judged(found) == ("error", "proven", "session")
    assert found["fix"]["ops"][0]["op"] == "restore_cell"
    assert found["fix"]["ops"][0]["text"] == "x=1"
    assert play.states() == {"B": "out of place"}
    play.apply(found)
    assert [cell["source"] for cell in play.cells] == list(X_AND_PRINT)
    assert play.said() == []


def test_10_undoing_the_deletion_clears_it() -> None:
    play = ran(*X_AND_PRINT)
    play.delete("A")
    assert play.said() != []
    play.undo_deletion()
    assert play.said(notes=True) == []
    assert play.states() == FRESH


def test_11_a_definition_moved_below_its_reader() -> None:
    play = ran(*X_AND_PRINT)
    play.move("A", 1)
    assert play.said(notes=True) == [("NDX101", "B")]
    found = play.finding("NDX101", "B")
    assert related(found) == ["A"]
    assert found["fix"]["ops"][0]["op"] == "move_cell"
    assert play.states() == {"A": "fresh", "B": "out of place"}
    play.apply(found)
    assert [cell["id"] for cell in play.cells] == ["A", "B"]
    assert play.said(notes=True) == []


def test_12_cells_that_have_nothing_to_do_with_each_other_may_change_places() -> None:
    play = ran("x=1", "y=2")
    play.move("A", 1)
    assert play.said(notes=True) == []
    assert play.states() == {"B": "fresh", "A": "fresh"}


def test_13_a_renamed_definition_leaves_its_reader_without() -> None:
    play = ran(*X_AND_PRINT)
    play.edit("A", "z=1")
    assert play.said(notes=True) == [("NDX109", "A"), ("NDX102", "B")]
    assert play.states() == {"A": "edited", "B": "out of place"}
    assert play.finding("NDX102", "B")["evidence"] == "session"


def test_14_a_function_may_be_defined_above_what_it_reads() -> None:
    play = ran("def f(): return k", "k=1", "f()")
    assert play.said(notes=True) == []
    assert play.states() == ALL_FRESH


def test_15_a_call_above_what_its_function_reads() -> None:
    play = ran("def f(): return k", "k=1", "f()")
    play.move("B", 2)
    assert play.said(notes=True) == [("NDX101", "C")]
    assert set(related(play.finding("NDX101", "C"))) == {"A", "B"}
    assert play.states() == {"A": "fresh", "B": "fresh", "C": "out of place"}


def test_16_a_frame_made_anew_loses_what_was_put_into_it() -> None:
    play = ran(*FRAME)
    assert play.said(notes=True) == []
    play.run("A")
    assert play.said() == [("NDX108", "B")]
    found = play.finding("NDX108", "B")
    assert related(found) == ["A", "C"]
    assert play.states() == {"A": "fresh", "B": "stale", "C": "stale"}
    play.run("B")
    assert play.states() == {"A": "fresh", "B": "fresh", "C": "stale"}
    assert play.said() == [("NDX108", "C")]
    play.run("C")
    assert play.said(notes=True) == []
    assert play.states() == ALL_FRESH


def test_17_an_assignment_that_may_be_repeated_says_nothing() -> None:
    play = Play(*FRAME)
    play.run("A", "B", "B", "C")
    assert play.said(notes=True) == []
    assert play.states() == ALL_FRESH


def test_18_what_is_appended_twice_is_told() -> None:
    play = Play("l=[]", "l.append(1)", "print(l)")
    play.run("A", "B", "B", "C")
    assert play.said(notes=True) == [("NDX110", "B")]
    found = play.finding("NDX110", "B")
    assert judged(found) == ("warning", "proven", "session")
    assert "C" in related(found)


def test_19_cells_with_new_ids_begin_anew() -> None:
    play = ran("x=1\ny=2", "print(x, y)")
    # Split: the first half keeps the id in JupyterLab; which one does makes no difference.
    play.edit("A", "x=1")
    play.insert(1, "A2", "y=2")
    assert play.states() == {"A": "edited", "A2": "never run", "B": "fresh"}
    assert play.said() == [("NDX109", "A")]
    # Merged again: it is the program that ran.
    play.edit("A", "x=1\ny=2")
    play.cells.pop(1)
    assert play.states() == FRESH
    assert play.said(notes=True) == []
    # Merged under a new id, with a blank line between the halves.
    play.cell("A").update(id="AA", source="x=1\n\ny=2", execution_count=None)
    assert play.states() == {"AA": "never run", "B": "fresh"}
    assert play.said(notes=True) == []
    play.cell("AA").update(id="A", execution_count=1)
    # To markdown and back, which takes output and count away: the source is what ran.
    play.cell("B").update(type="markdown", execution_count=None, has_output=False)
    assert play.states() == {"A": "fresh"}
    play.cell("B").update(type="code")
    assert play.states() == FRESH
    # A copy has the output of another cell's run.
    play.run("B")
    play.insert(2, "B-copy", "print(x, y)", execution_count=play.cell("B")["execution_count"], has_output=True)
    assert play.states() == FRESH | {"B-copy": "copied, not run"}
    assert play.said(notes=True) == []
    # Cut and pasted under a new id.
    play.delete("B")
    assert play.states() == {"A": "fresh", "B-copy": "copied, not run"}


def test_20_a_seed_put_in_by_the_fix_counts_once_it_has_run() -> None:
    play = ran("import numpy as np", "np.random.rand()")
    assert play.said() == [("NDR201", "B")]
    play.apply(play.finding("NDR201", "B"))
    if "seed" not in play.cell("A")["source"]:  # wherever the fix puts it, a user may put it here
        play = ran("import numpy as np", "np.random.rand()")
        play.edit("A", "import numpy as np\nnp.random.seed(0)")
    assert play.states() == {"A": "edited", "B": "fresh"}
    assert play.said() == [("NDX109", "A")]
    play.run("A")
    assert play.states() == {"A": "fresh", "B": "stale"}
    assert play.said() == [("NDX108", "B")]
    assert related(play.finding("NDX108", "B")) == ["A"]
    play.run("B")
    assert play.said(notes=True) == []


def test_21_a_second_draw_under_one_seed_is_another_number() -> None:
    play = Play("import numpy as np\nnp.random.seed(0)", "np.random.rand()")
    play.run("A", "B")
    assert play.said(notes=True) == []
    play.run("B")
    assert play.said(notes=True) == [("NDR212", "B")]
    found = play.finding("NDR212", "B")
    assert (found["severity"], found["evidence"]) == ("info", "session")
    assert related(found) == ["A"]
    assert play.states() == FRESH
    play.run("A", "B")
    assert play.said(notes=True) == []


def test_22_after_a_restart_all_is_of_an_earlier_session() -> None:
    play = Play("x=1", "print(x)", "print(2)")
    play.run("A", "B")
    play.edit("A", "x=2")
    play.run("A")
    assert play.said() == [("NDX108", "B")]
    play.restart()
    assert play.states() == {"A": "earlier session", "B": "earlier session", "C": "never run"}
    report = play.report()
    assert {finding["evidence"] for finding in report["findings"]} <= {"static", "recorded"}


def test_23_a_run_of_everything_clears_what_the_session_showed() -> None:
    play = Play(
        "import random\nimport numpy as np\nnp.random.seed(0)\nx=1",
        "x=x+1",
        "print(x, np.random.rand(), random.random())",
        "k=2",
    )
    play.run("A", "B", "B", "C", "C", "D")
    play.delete("D")
    play.edit("A", play.cell("A")["source"] + "\nz=1")
    session = {"NDX109", "NDX110", "NDX118", "NDR212"}
    assert session <= {finding["code"] for finding in play.report()["findings"] if finding["evidence"] == "session"}
    play.restart()
    play.run("A", "B", "C")
    assert play.said() == [("NDR203", "C")]
    assert {f["evidence"] for f in play.report()["findings"]} == {"static"}
    assert play.report()["session"]["ran_through"] == 3


def test_24_a_run_of_everything_that_stops_at_an_error() -> None:
    play = ran("x=1", "y=x", "print(y)")
    play.run("A")
    play.run("B", status="error")
    play.run("C", status="aborted")
    assert play.states() == {"A": "fresh", "B": "failed", "C": "aborted, not run this time"}
    assert play.said() == [("NDX112", "B")]
    assert play.finding("NDX112", "B")["evidence"] == "session"


def test_25_whoever_edits_edited_is_judged_by_what_ran() -> None:
    play = ran(*X_AND_PRINT)
    play.edit("A", "x=2")  # a collaborator, while B runs again
    play.run("B")
    assert play.states() == {"A": "edited", "B": "fresh"}
    assert play.said() == [("NDX109", "A")]


def test_26_a_magic_changes_nothing() -> None:
    play = ran("%%time\nx=1", "x")
    assert play.said(notes=True) == []
    assert play.states() == FRESH


def test_27_a_star_import_of_an_unknown_module_may_bring_the_name() -> None:
    play = ran("from m import *", "g()")
    assert play.said(notes=True) == []
    assert play.states() == FRESH
    unrun = Play("from m import *", "g()")
    assert unrun.said() == []


def test_28_another_pages_runs_count_where_they_can_be_told_by_their_source() -> None:
    play = Play(*X_AND_PRINT)
    play.run_elsewhere("x=1")
    play.run_elsewhere("print(x)")
    assert play.states() == FRESH
    assert play.said(notes=True) == []
    # Some ran before this page began to listen.
    late = Play(*X_AND_PRINT)
    late.run_unseen("A")
    late.run("B")
    assert late.states() == {"A": "not seen here", "B": "fresh"}
    assert late.said(notes=True) == []


def test_29_a_name_deleted_by_a_cell() -> None:
    play = Play("x=1", "del x", "x")
    play.run("A", "B")
    assert play.said() == [("NDX102", "C")]
    found = play.finding("NDX102", "C")
    assert related(found) == ["B"]
    assert "[2]" in found["message"]
    assert play.states() == {"A": "fresh", "B": "fresh", "C": "out of place"}


def test_30_a_name_bound_on_one_branch_is_a_note() -> None:
    play = Play("if flag: x=1", "print(x)")
    play.insert(0, "flag", "import sys\nflag = len(sys.argv) > 1")
    assert play.said(notes=True) == [("NDX119", "B")]
    assert judged(play.finding("NDX119", "B")) == ("info", "possible", "static")
    assert related(play.finding("NDX119", "B")) == ["A"]
    assert play.report()["verdict"] == "plausible"


def test_31_another_language_has_counts_and_order_only() -> None:
    play = Play("x <- 1", "print(x)", language="R")
    play.run("A", "B")
    assert play.said(notes=True) == []
    assert play.states() == FRESH
    play.edit("A", "x <- 2")
    assert play.states() == {"A": "edited", "B": "fresh"}
    assert any("language is r" in limit["why"] for limit in play.report()["limits"])


LOOP = ("x=1", "for i in range(10**9):\n    x = i", "print(x)")


def test_32_what_an_interrupted_cell_binds_is_uncertain() -> None:
    play = Play(*LOOP)
    play.run("A")
    play.run("B", status="interrupted")
    assert play.states() == {"A": "fresh", "B": "interrupted", "C": "never run"}
    play.run("C")
    assert play.states()["B"] == "interrupted"
    found = play.finding("NDX108", "C")
    assert (found["confidence"], found["evidence"]) == ("possible", "session")
    assert related(found) == ["B"]


def test_33_after_the_kernels_death_no_name_lives() -> None:
    play = Play(*LOOP)
    play.run("A")
    play.die("B")
    play.cell("C").update(execution_count=7, has_output=True)
    assert play.states() == {"A": "earlier session", "B": "failed", "C": "earlier session"}
    assert [code for code, _ in play.said(notes=True) if code in ("NDX109", "NDX110", "NDX118")] == []


def test_34_a_run_in_a_console_is_named_where_it_may_matter() -> None:
    play = Play(*X_AND_PRINT)
    play.run("A")
    play.run_elsewhere("x=5")
    play.run("B")
    assert play.said() == [("NDX108", "B")]
    found = play.finding("NDX108", "B")
    assert (found["confidence"], found["evidence"]) == ("possible", "session")
    assert "console" in found["message"]
    assert related(found) == ["A"]
    play.run("A", "B")
    assert play.said(notes=True) == []
