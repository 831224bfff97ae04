"""A fix is looked at, applied in one step and taken back, and refused where a cell has changed since the check."""

from __future__ import annotations

from typing import Any

from live import themes
from live.lab import Lab, Open
from live.notebooks import code, notebook, printed
from live.panel import Panel
from live.pictures import ShowState
from playwright.sync_api import Locator, expect

SPLIT = 10


def cells(lab: Lab) -> list[dict[str, Any]]:
    """The notebook's cells, as they would be saved."""
    return list(lab.page.evaluate("() => tests.view().context.model.sharedModel.toJSON().cells"))


def preview(panel: Panel, code: str, cell: str) -> Locator:
    """Open a finding, and the preview of its fix; gives the finding's item."""
    item = panel.open(panel.finding(code, cell))
    item.locator(".mldebt-Fix-button").click()
    expect(item.locator(".mldebt-FixPreview")).to_be_visible()
    return item


def test_a_seed_is_passed_and_taken_back(demo: Lab, state_picture: ShowState) -> None:
    panel = demo.show_panel()
    before = cells(demo)
    item = preview(panel, "NDR205", "split")
    expect(item.locator(".mldebt-FixPreview-safety")).to_have_text("May change results.")
    removed = item.locator(".mldebt-Diff-line[data-kind=removed]")
    added = item.locator(".mldebt-Diff-line[data-kind=added]")
    expect(removed).to_have_count(1)
    expect(added).to_have_text("+ " + removed.inner_text()[2:].rstrip().removesuffix(")") + ", random_state=42)")
    state_picture("fix-preview", panel.node)
    assert cells(demo) == before

    item.locator(".mldebt-FixApply").click()
    expect(panel.finding("NDR205", "split")).to_have_count(0)
    assert "random_state=42" in cells(demo)[SPLIT]["source"]
    undo = panel.node.locator(".mldebt-FixUndo")
    expect(panel.node.locator(".mldebt-FixApplied")).to_contain_text("Pass a seed")
    expect(undo).to_be_focused()
    state_picture("fix-applied", panel.node)
    undo.click()
    expect(panel.finding("NDR205", "split")).to_have_count(1)
    assert cells(demo) == before
    expect(undo).to_have_count(0)
    assert panel.has_focus()


def test_a_fix_in_the_dark(demo: Lab) -> None:
    themes.change(demo.page, themes.DARK)
    panel = demo.show_panel()
    item = preview(panel, "NDR205", "split")
    expect(item.locator(".mldebt-FixApply")).to_be_enabled()
    demo.picture("fix-preview-dark")
    item.locator(".mldebt-FixApply").click()
    expect(panel.node.locator(".mldebt-FixUndo")).to_be_visible()
    demo.picture("fix-applied-dark")


def test_a_cell_is_moved_with_its_outputs(demo: Lab) -> None:
    panel = demo.show_panel()
    before = cells(demo)
    item = preview(panel, "NDX101", "by-zone")
    expect(item.locator(".mldebt-FixPreview-change")).to_have_text("Move [8] above [9]")
    item.locator(".mldebt-FixApply").click()
    expect(panel.finding("NDX101", "by-zone")).to_have_count(0)
    ids = [cell["id"] for cell in before]
    ids.remove("zones")
    ids.insert(ids.index("by-zone"), "zones")
    after = cells(demo)
    assert [cell["id"] for cell in after] == ids
    assert sorted(after, key=lambda cell: str(cell["id"])) == sorted(before, key=lambda cell: str(cell["id"]))
    # The notebook's own undo takes it back as well, at once.
    demo.command("notebook:undo-cell-action")
    expect(panel.finding("NDX101", "by-zone")).to_have_count(1)
    assert cells(demo) == before


def test_several_cells_are_moved_in_one_step(open_notebook: Open) -> None:
    lab = open_notebook(
        notebook(
            code("print(total)", "last", count=4, outputs=[printed("3\n")]),
            code("total = first + second", "sum", count=3),
            code("first = 1", "first", count=1),
            code("second = 2", "second", count=2),
        )
    )
    panel = lab.show_panel()
    before = cells(lab)
    item = preview(panel, "NDX101", "last")
    moves = item.locator(".mldebt-FixPreview-change[data-kind=move]").count()
    item.locator(".mldebt-FixApply").click()
    expect(panel.node.locator(".mldebt-FixUndo")).to_be_visible()
    after = [cell["id"] for cell in cells(lab)]
    assert (moves, after) == (2, ["first", "second", "sum", "last"])
    lab.page.wait_for_function(
        "ids => JSON.stringify(tests.view().content.widgets.map(w => w.model.id)) === JSON.stringify(ids)", arg=after
    )
    panel.node.locator(".mldebt-FixUndo").click()
    assert cells(lab) == before


def test_a_changed_cell_is_left_alone(demo: Lab) -> None:
    panel = demo.show_panel()
    item = preview(panel, "NDR205", "split")
    with demo.holding_checks():
        demo.page.evaluate(
            "i => tests.view().context.model.sharedModel.cells[i].updateSource(0, 0, '# mine\\n')", SPLIT
        )
        changed = cells(demo)
        item.locator(".mldebt-FixApply").click()
        expect(item.locator(".mldebt-FixPreview-refusal")).to_have_text("The cell has changed. Check again.")
        assert cells(demo) == changed
        expect(panel.node.locator(".mldebt-FixApplied")).to_have_count(0)


def test_what_was_typed_before_is_another_step(demo: Lab) -> None:
    panel = demo.show_panel()
    item = preview(panel, "NDR205", "split")
    demo.page.evaluate(
        "() => tests.view().context.model.sharedModel.insertCell(0, {cell_type: 'markdown', source: 'mine'})"
    )
    item.locator(".mldebt-FixApply").click()
    panel.node.locator(".mldebt-FixUndo").click()
    expect(panel.finding("NDR205", "split")).to_have_count(1)
    assert cells(demo)[0]["source"] == "mine"
    assert "random_state" not in cells(demo)[SPLIT + 1]["source"]


def test_undo_does_not_take_back_what_came_later(demo: Lab) -> None:
    panel = demo.show_panel()
    preview(panel, "NDR205", "split").locator(".mldebt-FixApply").click()
    undo = panel.node.locator(".mldebt-FixUndo")
    expect(undo).to_be_visible()
    demo.page.evaluate(
        "() => tests.view().context.model.sharedModel.insertCell(0, {cell_type: 'markdown', source: 'mine'})"
    )
    after = cells(demo)
    undo.click()
    expect(panel.node.locator(".mldebt-FixApplied")).to_contain_text("Undo in the notebook.")
    assert cells(demo) == after


def tab_to(button: Locator) -> None:
    """Tab once, or twice where the difference is too wide: then it is a stop of its own, to be scrolled."""
    expect(button).to_be_visible()
    for _ in range(2):
        button.page.keyboard.press("Tab")
        if button.evaluate("node => node === document.activeElement"):
            return
    expect(button).to_be_focused()


def test_a_fix_by_the_keyboard_alone(demo: Lab) -> None:
    panel = demo.show_panel()
    row = panel.item(panel.finding("NDR205", "split"))
    row.focus()
    press = demo.page.keyboard.press
    press("ArrowRight")
    offer = row.locator(".mldebt-Node-offer")
    while not offer.evaluate("node => node === document.activeElement"):
        press("ArrowDown")
    press("Enter")
    expect(offer).to_have_attribute("aria-expanded", "true")
    apply = row.locator(".mldebt-FixApply")
    tab_to(apply)
    press("Escape")
    expect(offer).to_be_focused()
    expect(offer).to_have_attribute("aria-expanded", "false")
    press("Enter")
    tab_to(apply)
    press("Enter")
    expect(panel.node.locator(".mldebt-FixUndo")).to_be_focused()
    press("Enter")
    expect(panel.finding("NDR205", "split")).to_have_count(1)


def test_a_read_only_notebook_is_not_changed(demo: Lab) -> None:
    panel = demo.show_panel()
    demo.page.evaluate("() => { tests.view().context.model.readOnly = true; }")
    item = preview(panel, "NDR205", "split")
    expect(item.locator(".mldebt-FixApply")).to_be_disabled()
    expect(item.locator(".mldebt-FixPreview-refusal")).to_have_text("The notebook is read-only.")
