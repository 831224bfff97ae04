"""The list and the marks follow what someone does: edits, runs, moves, deletions, and taking them back."""

from __future__ import annotations

from contextlib import suppress

from live.lab import CHECK, Lab, Open
from live.notebooks import code, notebook
from live.pictures import ShowState
from playwright.sync_api import Error, Route, expect


def define_and_print(open_notebook: Open) -> Lab:
    """A defines, B prints, and both have run."""
    lab = open_notebook(notebook(code("x = 1", "a"), code("print(x)", "b")), kernel=True)
    lab.run(0, 1)
    return lab


def test_an_edit_changes_list_and_marks_without_a_run(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("x = 1"), code("print(x)")))
    panel = lab.show_panel()
    expect(panel.message("clean")).to_be_visible()
    before = len(lab.checks())
    lab.cell(1).locator(".cm-content").click()
    lab.page.keyboard.press("Control+End")
    lab.page.keyboard.type("\nprint(missing)\nother = 2", delay=20)
    expect(panel.finding("NDX102", "c1")).to_contain_text("missing")
    expect(lab.marks(1)).to_have_text(["missing"])
    lab.report()
    # One check for the burst, not one for each key; two if the machine stumbles.
    assert 1 <= len(lab.checks()) - before <= 2
    # The mark stays on its word while someone types before it.
    lab.page.keyboard.press("Control+Home")
    lab.page.keyboard.type("# 😀 ")
    expect(lab.marks(1)).to_have_text(["missing"])
    lab.edit(1, "print(x)")
    expect(panel.message("clean")).to_be_visible()
    expect(lab.marks(1)).to_have_count(0)
    expect(lab.badge(1)).to_have_count(0)


def test_an_edited_cell_is_told_until_it_runs_and_makes_its_readers_stale(
    open_notebook: Open, state_picture: ShowState
) -> None:
    lab = define_and_print(open_notebook)
    panel = lab.show_panel()
    assert lab.codes() == {}
    expect(panel.message("clean")).to_be_visible()

    lab.edit(0, "x = 1  # one")
    assert lab.codes() == {}

    lab.edit(0, "x = 2")
    assert lab.codes() == {"a": ["NDX109"]}
    row = panel.finding("NDX109", "a")
    expect(row.locator(".mldebt-Finding-tag")).to_contain_text("session")
    expect(lab.marks(0)).to_have_count(1)

    lab.run(0)
    assert lab.codes() == {"b": ["NDX108"]}
    stale = panel.finding("NDX108", "b")
    expect(stale.locator(".mldebt-Finding-tag")).to_contain_text("session")
    related = panel.open(stale).locator(".mldebt-Related").first
    expect(related).to_have_attribute("data-cell-id", "a")
    expect(lab.marks(0)).to_have_count(0)
    state_picture("stale", panel.node, lab.cell(0), lab.cell(1))

    lab.run(1)
    assert lab.codes() == {}
    expect(panel.message("clean")).to_be_visible()
    expect(lab.badge(1)).to_have_count(0)


def test_a_changed_name_leaves_its_readers_without(open_notebook: Open) -> None:
    lab = define_and_print(open_notebook)
    lab.edit(0, "z = 1")
    assert lab.codes() == {"a": ["NDX109"], "b": ["NDX102"]}


def test_a_deleted_cell_is_missed_until_it_is_back(open_notebook: Open) -> None:
    lab = define_and_print(open_notebook)
    panel = lab.show_panel()
    lab.select(0)
    lab.page.keyboard.press("d")
    lab.page.keyboard.press("d")
    assert lab.codes() == {"b": ["NDX102"]}
    expect(panel.finding("NDX102", "b")).to_be_visible()
    expect(lab.marks(0)).to_have_text(["x"])
    assert lab.checks()[-1]["request"]["session"]["deleted"] == ["a"]

    lab.page.keyboard.press("z")
    assert lab.codes() == {}
    expect(panel.message("clean")).to_be_visible()
    expect(lab.page.locator(".mldebt-Badge")).to_have_count(0)


def test_a_moved_cell_is_judged_by_its_new_place(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("x = 1", "a"), code("print(x)", "b"), code("y = 2", "c")), kernel=True)
    lab.run(0, 1, 2)
    panel = lab.show_panel()
    lab.select(0)
    lab.page.keyboard.press("Control+Shift+ArrowDown")
    assert lab.codes() == {"b": ["NDX101"]}
    expect(panel.finding("NDX101", "b")).to_be_visible()
    expect(lab.marks(0)).to_have_text(["x"])
    expect(lab.badge(1)).to_have_count(0)

    # Back, and the other two, which have nothing to do with one another, change places.
    lab.page.keyboard.press("Control+Shift+ArrowUp")
    assert lab.codes() == {}
    lab.select(1)
    lab.page.keyboard.press("Control+Shift+ArrowDown")
    assert lab.codes() == {}
    assert [cell["id"] for cell in lab.checks()[-1]["request"]["cells"]] == ["a", "c", "b"]


def test_a_cell_that_ran_twice_is_told_apart_from_one_that_might(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("x = 1", "a"), code("x = x + 1", "b"), code("print(x)", "c")), kernel=True)
    lab.run(0, 1, 2)
    once = [finding for finding in lab.report()["findings"] if finding["severity"] != "info"]
    assert once == []
    lab.restart()
    lab.run(0, 1, 1, 2)
    twice = next(finding for finding in lab.report()["findings"] if finding["code"] == "NDX110")
    assert (twice["cell"]["id"], twice["evidence"], twice["confidence"]) == ("b", "session", "proven")
    assert twice["related"]
    expect(lab.badge(1)).to_have_attribute("data-severity", "warning")


def test_a_restart_forgets_and_a_run_of_everything_clears(open_notebook: Open) -> None:
    lab = define_and_print(open_notebook)
    panel = lab.show_panel()
    lab.edit(0, "x = 2")
    assert lab.codes() == {"a": ["NDX109"]}
    lab.restart()
    expect(panel.message("clean")).to_be_visible()
    assert lab.checks()[-1]["request"]["session"]["events"] == []

    lab.run(1)
    error = lab.cell(1).locator(".jp-OutputArea-output")
    expect(error).to_contain_text("NameError")
    assert "b" in lab.codes()
    expect(lab.badge(1)).to_have_count(1)
    lab.run(0, 1)
    assert lab.codes() == {}
    expect(panel.message("clean")).to_be_visible()


def test_an_answer_that_comes_late_does_not_overwrite_a_newer_one(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("x = 1\nprint(x)")))
    panel = lab.show_panel()
    expect(panel.message("clean")).to_be_visible()

    late: list[Route] = []
    lab.page.route(CHECK, lambda route: late.append(route), times=1)
    lab.edit(0, "print(first)")
    lab.page.wait_for_function("() => document.querySelector('.mldebt-Header-check[aria-busy=true]')")
    lab.edit(0, "print(second)")
    panel.check_button.click()
    expect(panel.finding("NDX102")).to_contain_text("second")
    expect(lab.marks(0)).to_have_text(["second"])

    lab.watch_for_text("first")
    [route] = late
    answer = route.fetch()
    assert "first" in answer.text()
    with suppress(Error):  # the page may have hung up
        route.fulfill(response=answer)
    lab.edit(0, "print(third)")
    expect(panel.finding("NDX102")).to_contain_text("third")
    assert lab.seen_text() is False


def test_what_is_edited_during_a_check_is_checked_after_it(open_notebook: Open, state_picture: ShowState) -> None:
    lab = open_notebook(notebook(code("x = 1\nprint(x)")))
    panel = lab.show_panel()
    expect(panel.message("clean")).to_be_visible()
    with lab.holding_checks() as held:
        lab.edit(0, "print(first)")
        lab.page.wait_for_function("() => document.querySelector('.mldebt-Header-check[aria-busy=true]')")
        lab.edit(0, "print(second)")
        # Longer than the page waits after an edit.
        lab.page.wait_for_timeout(1000)
        assert len(held) == 1
        state_picture("checking", panel.node)
    expect(panel.finding("NDX102")).to_contain_text("second")
    expect(lab.marks(0)).to_have_text(["second"])
