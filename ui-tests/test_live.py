"""What is said while someone works, where the signals of JupyterLab and of a real kernel are at stake.

The numbers are those of `tests/live/test_scenarios.py`, which plays the same situations for the analysis alone.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from live.lab import Lab, Open
from live.notebooks import R, code, notebook
from live.pictures import ShowState
from playwright.sync_api import expect

COUNTING_KERNEL = Path(__file__).parent / "live" / "counting_kernel.py"
X_AND_PRINT = notebook(code("x = 1", "a"), code("print(x)", "b"))


def define_and_print(open_notebook: Open) -> Lab:
    """A defines, B prints, and both have run."""
    lab = open_notebook(X_AND_PRINT, kernel=True)
    lab.run(0, 1)
    return lab


def ids(lab: Lab) -> list[str]:
    """The ids of the cells, in order."""
    return [cell["id"] for cell in lab.page.evaluate("() => tests.cells()")]


def paste(lab: Lab) -> None:
    """Paste below the active cell."""
    lab.command("notebook:paste-cell-below")


def test_03_to_05_chips_follow_edits_and_runs(open_notebook: Open) -> None:
    lab = define_and_print(open_notebook)
    assert lab.states() == {"a": "fresh", "b": "fresh"}
    expect(lab.page.locator(".mldebt-State")).to_have_count(0)
    lab.edit(0, "x = 2")
    assert lab.states() == {"a": "edited", "b": "fresh"}
    expect(lab.chip(0)).to_have_text("edited")
    lab.run(0)
    assert lab.states() == {"a": "fresh", "b": "stale"}
    expect(lab.chip(0)).to_have_count(0)
    expect(lab.chip(1)).to_have_text("stale")
    lab.picture("live-stale")
    lab.run(1)
    assert lab.states() == {"a": "fresh", "b": "fresh"}
    expect(lab.page.locator(".mldebt-State")).to_have_count(0)


def test_19_split_and_merged_cells(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("x = 1\ny = 2", "a"), code("print(x)", "b")), kernel=True)
    lab.run(0, 1)
    lab.cell(0).locator(".cm-content").click()
    lab.page.keyboard.press("Control+Home")
    lab.page.keyboard.press("ArrowDown")
    lab.command("notebook:split-cell-at-cursor")
    states = lab.states()
    assert len(states) == 3
    new = next(id for id in states if id not in ("a", "b"))
    assert states == {"a": "edited", new: "never run", "b": "fresh"}
    assert lab.codes() == {"a": ["NDX109"]}
    lab.page.evaluate("() => { tests.view().content.activeCellIndex = 0; }")
    lab.command("notebook:merge-cell-below")
    assert lab.states()["b"] == "fresh"
    assert lab.codes() == {}


def test_19_a_cell_turned_into_text_and_back(open_notebook: Open) -> None:
    lab = define_and_print(open_notebook)
    lab.page.evaluate("() => { tests.view().content.activeCellIndex = 0; }")
    lab.select(0)
    lab.command("notebook:change-cell-to-markdown")
    assert lab.codes() == {"b": ["NDX102"]}
    expect(lab.marks(1)).to_have_text(["x"])
    lab.command("notebook:change-cell-to-code")
    assert "b" not in lab.codes()
    expect(lab.marks(1)).to_have_count(0)
    assert lab.states()["b"] == "fresh"


def test_19_copied_cut_and_pasted_cells(open_notebook: Open) -> None:
    lab = define_and_print(open_notebook)
    lab.select(1)
    lab.command("notebook:copy-cell")
    paste(lab)
    copy = ids(lab)[2]
    assert copy not in ("a", "b")
    assert lab.states() == {"a": "fresh", "b": "fresh", copy: "copied, not run"}
    expect(lab.chip(2)).to_have_text("copied, not run")
    assert lab.codes() == {}
    lab.picture("live-copied")
    # Cut, and pasted above what it defines: what was seen of it goes with it, or it begins anew.
    lab.select(0)
    lab.command("notebook:cut-cell")
    assert "NDX102" in lab.codes()["b"]
    lab.select(1)
    paste(lab)
    pasted = ids(lab)[2]
    assert "NDX101" in lab.codes()["b"]
    assert lab.states()[pasted] in ("fresh", "copied, not run")
    expect(lab.marks(0)).to_have_text(["x"])


def test_22_and_23_a_restart_and_a_run_of_everything(open_notebook: Open) -> None:
    lab = define_and_print(open_notebook)
    lab.edit(0, "x = 2")
    lab.run(0)
    assert lab.codes() == {"b": ["NDX108"]}
    lab.restart()
    assert lab.states() == {"a": "earlier session", "b": "earlier session"}
    expect(lab.page.locator(".mldebt-State")).to_have_count(0)
    panel = lab.show_panel()
    expect(panel.ran_through).to_have_count(0)
    lab.run(0, 1)
    assert lab.codes() == {}
    assert lab.states() == {"a": "fresh", "b": "fresh"}
    expect(panel.ran_through).to_contain_text("top to bottom")
    lab.picture("live-ran-through")


def test_24_a_run_of_everything_that_stops_at_an_error(open_notebook: Open, state_picture: ShowState) -> None:
    lab = open_notebook(notebook(code("x = 1", "a"), code("1 / 0", "b"), code("print(x)", "c")), kernel=True)
    lab.run(0, 2)
    lab.run_all()
    assert lab.states() == {"a": "fresh", "b": "failed", "c": "aborted, not run this time"}
    assert lab.codes() == {"b": ["NDX112"]}
    expect(lab.chip(2)).to_have_text("not run this time")
    state_picture("cell-states", lab.cell(0), lab.cell(1), lab.cell(2))


def test_25_what_somebody_else_edits_meanwhile_is_judged_by_what_ran(open_notebook: Open) -> None:
    lab = open_notebook(
        notebook(code("x = 1", "a"), code("import time\nfor _ in range(8): time.sleep(x / 4)", "b")), kernel=True
    )
    lab.run(0)
    lab.start(1)
    # As the document's shared model brings it, from wherever.
    set_source = "([i, source]) => tests.view().context.model.cells.get(i).sharedModel.setSource(source)"
    lab.page.evaluate(set_source, [0, "x = 2"])
    lab.expect_runs(1)
    assert lab.states() == {"a": "edited", "b": "fresh"}
    assert lab.codes() == {"a": ["NDX109"]}
    lab.start(1)
    lab.page.evaluate(set_source, [1, "print(x)"])
    lab.expect_runs(1)
    assert lab.states() == {"a": "edited", "b": "edited"}


def test_31_a_kernel_of_another_language_has_counts_and_order_only(lab: Lab, open_notebook: Open) -> None:
    spec = lab.server.folder / "data" / "kernels" / "counting" / "kernel.json"
    spec.parent.mkdir(parents=True, exist_ok=True)
    argv = [sys.executable, str(COUNTING_KERNEL), "-f", "{connection_file}"]
    spec.write_text(json.dumps({"argv": argv, "display_name": "Counting", "language": "R"}))
    metadata = {**R, "kernelspec": {"name": "counting", "display_name": "Counting", "language": "R"}}
    open_notebook(notebook(code("x <- 1", "a"), code("print(x)", "b"), metadata=metadata), kernel=True)
    panel = lab.show_panel()
    lab.run(0, 1)
    assert lab.states() == {"a": "fresh", "b": "fresh"}
    assert lab.codes() == {}
    expect(panel.message("limits")).to_contain_text("Code in R is not analysed")
    lab.edit(0, "x <- 2")
    assert lab.states() == {"a": "edited", "b": "fresh"}
    expect(lab.chip(0)).to_have_text("edited")
    lab.run(0)
    assert lab.states() == {"a": "fresh", "b": "fresh"}


def test_32_an_interrupted_cell_makes_what_it_binds_uncertain(open_notebook: Open) -> None:
    loop = "import time\nfor x in range(600):\n    time.sleep(0.1)"
    lab = open_notebook(notebook(code("x = 1", "a"), code(loop, "b"), code("print(x)", "c")), kernel=True)
    lab.run(0)
    lab.start(1)
    lab.command("notebook:interrupt-kernel")
    lab.expect_runs(1)
    assert lab.states() == {"a": "fresh", "b": "interrupted", "c": "never run"}
    lab.run(2)
    found = lab.found("NDX108", "c")
    assert (found["confidence"], found["evidence"]) == ("possible", "session")
    # What may be is said in the panel only.
    expect(lab.marks(2)).to_have_count(0)
    expect(lab.show_panel().finding("NDX108", "c")).to_be_visible()


def test_33_the_kernel_dies_in_a_cell(open_notebook: Open) -> None:
    lab = open_notebook(
        notebook(code("x = 1", "a"), code("import os\nos._exit(1)", "b"), code("print(x)", "c", count=3)), kernel=True
    )
    lab.run(0)
    lab.start(1)
    lab.expect_runs(1, more=False)
    lab.page.wait_for_function("() => tests.checks.at(-1).request.session.events[0]?.status === 'died'")
    assert lab.states() == {"a": "earlier session", "b": "failed", "c": "earlier session"}
    [event] = lab.checks()[-1]["request"]["session"]["events"]
    assert (event["cell_id"], event["status"]) == ("b", "died")
    lab.complaints.forgive("Kernel")


def test_34_a_console_on_the_same_kernel(open_notebook: Open) -> None:
    lab = open_notebook(X_AND_PRINT, kernel=True)
    lab.run(0)
    lab.run_in_console("x = 5")
    lab.run(1)
    found = lab.found("NDX108", "b")
    assert (found["confidence"], found["evidence"]) == ("possible", "session")
    assert "console" in found["message"]
    row = lab.show_panel().finding("NDX108", "b")
    expect(row).to_contain_text("console")
    lab.picture("live-console")


def test_28_a_second_view_shows_the_same(open_notebook: Open) -> None:
    lab = define_and_print(open_notebook)
    lab.edit(0, "x = 2")
    assert lab.states() == {"a": "edited", "b": "fresh"}
    lab.command("docmanager:clone")
    expect(lab.page.locator(".jp-NotebookPanel:visible .mldebt-State")).to_have_count(2)


def test_28_a_second_tab_of_the_browser_listens_too(open_notebook: Open) -> None:
    lab = open_notebook(X_AND_PRINT, kernel=True)
    lab.run(0)
    other = lab.another_page()
    other.wait_for_kernel()
    lab.run(1)
    other.expect_runs(1)
    assert other.states()["b"] == "fresh"
    session = other.checks()[-1]["request"]["session"]
    assert [(event["cell_id"], event["source"]) for event in session["events"]] == [("b", "print(x)")]
    assert session["missed"] == 1
    # Whose run it was stays known when the cell says something else.
    other.edit(1, "print(x, x)")
    assert other.states()["b"] == "edited"
    other.page.close()
    # JupyterLab's own: each page hears of the widgets of the other.
    lab.complaints.forgive("Comm not found")
