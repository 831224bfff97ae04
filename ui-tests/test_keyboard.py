"""Someone who uses no mouse goes from the notebook to the panel, through all of it, and back."""

from __future__ import annotations

import pytest
from live.lab import Lab, Open
from live.notebooks import code, notebook
from playwright.sync_api import Locator, expect


def small_notebook(open_notebook: Open) -> Lab:
    """Two cells with findings, one with a related place, and a note."""
    return open_notebook(
        notebook(
            code("print(rate)", "reader", count=3),
            code("rate = 0.1", "writer", count=3),
            code("import random\nrandom.random()", "draw"),
        )
    )


def focused(lab: Lab) -> Locator:
    """What has the focus."""
    return lab.page.locator(":focus")


@pytest.mark.goal("U4")
def test_the_whole_panel_by_keyboard_alone(open_notebook: Open) -> None:
    lab = small_notebook(open_notebook)
    keys = lab.page.keyboard
    panel = lab.show_panel()
    first = panel.item(panel.cells.first)
    expect(panel.findings.first).to_be_visible()

    # The command takes the focus along; the list is one stop of the Tab key.
    lab.command("mldebt:show-panel")
    expect(panel.node.locator('[role=treeitem][tabindex="0"]')).to_have_count(1)
    panel.check_button.focus()
    checks = len(lab.checks())
    keys.press("Enter")
    lab.page.wait_for_function("n => tests.checks.length > n", arg=checks)
    stops = [
        panel.node.locator(".mldebt-Raise .mldebt-Link"),
        panel.section("findings").locator(".mldebt-Section-head"),
        panel.node.get_by_role("searchbox"),
        panel.node.get_by_label("Group by"),
        *panel.node.locator(".mldebt-Chip").all(),
        first,
        panel.section("checklist").locator(".mldebt-Section-head"),
    ]
    for stop in stops:
        keys.press("Tab")
        expect(stop).to_be_focused()
    keys.press("Shift+Tab")
    expect(first).to_be_focused()

    # Down, open, into what explains it, and out again.
    reader = panel.item(panel.finding("NDX101", "reader"))
    keys.press("ArrowDown")
    expect(reader).to_be_focused()
    keys.press("ArrowRight")
    expect(reader).to_have_attribute("aria-expanded", "true")
    keys.press("ArrowRight")
    expect(focused(lab).locator("> .mldebt-Related")).to_have_attribute("data-cell-id", "writer")
    parts = []
    for _ in range(reader.locator(":scope > [role=group] > [role=treeitem]").count() - 1):
        keys.press("ArrowDown")
        parts.append(focused(lab).locator("> .mldebt-Row").get_attribute("data-part"))
    assert [part for part in parts if part] == ["why", "fix"]
    keys.press("ArrowLeft")
    expect(reader).to_be_focused()
    keys.press("ArrowLeft")
    expect(reader).to_have_attribute("aria-expanded", "false")
    keys.press("ArrowLeft")
    expect(first).to_be_focused()

    # Groups open and close; the ends are one key away.
    keys.press(" ")
    expect(first).to_have_attribute("aria-expanded", "false")
    keys.press("Enter")
    expect(first).to_have_attribute("aria-expanded", "true")
    keys.press("End")
    notes = panel.item(panel.node.locator(".mldebt-Notes"))
    expect(notes).to_be_focused()
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    expect(focused(lab).locator("> .mldebt-Finding")).to_have_attribute("data-severity", "info")
    keys.press("Home")
    expect(first).to_be_focused()

    # To the notebook, and the next one from there.
    keys.press("ArrowDown")
    keys.press("Enter")
    lab.wait_for_cursor("reader", 0, 6, focus=True)
    keys.press("F8")
    lab.wait_for_cursor("draw", 1, 0, focus=True)


def test_the_keys_mean_the_row_that_has_the_focus_however_it_got_there(open_notebook: Open) -> None:
    lab = small_notebook(open_notebook)
    panel = lab.show_panel()
    draw = panel.item(panel.finding("NDR203", "draw"))
    # As screen readers do.
    draw.focus()
    lab.page.keyboard.press("ArrowRight")
    expect(draw).to_have_attribute("aria-expanded", "true")
    lab.page.keyboard.press("Enter")
    lab.wait_for_cursor("draw", 1, 0, focus=True)


def test_the_focus_stays_where_it_is_when_the_list_follows(open_notebook: Open) -> None:
    lab = small_notebook(open_notebook)
    panel = lab.show_panel()
    draw = panel.item(panel.finding("NDR203", "draw"))
    panel.open(panel.finding("NDR203", "draw"))
    draw.focus()
    lab.page.evaluate(
        "() => tests.view().context.model.cells.get(0).sharedModel.setSource('value = 1\\nprint(value, missing)')"
    )
    expect(panel.finding("NDX102", "reader")).to_be_visible()
    expect(draw).to_be_focused()
    expect(draw).to_have_attribute("aria-expanded", "true")
