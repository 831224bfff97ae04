"""A finding is ignored from its row, in four scopes, with a reason, and every step can be taken back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from live.axe import complaints
from live.lab import Lab, Open
from live.notebooks import code, notebook
from live.pictures import ShowState
from playwright.sync_api import expect

SPLIT = "from sklearn.model_selection import train_test_split\ntrain, test = train_test_split(rows)"
DEBT = notebook(code("rows = [1, 2]", "rows"), code(SPLIT, "first"), code(SPLIT, "second"))


def menu_item(lab: Lab, label: str) -> Any:
    return lab.page.locator(".lm-Menu").get_by_role("menuitem", name=label, exact=True)


def choose(lab: Lab, cell: str, label: str) -> None:
    """Choose from the menu of the button in the row of the split in a cell."""
    row = lab.panel.finding("NDR205", cell)
    row.hover()
    row.get_by_role("button", name="More actions").click()
    menu_item(lab, label).click()


def give_reason(lab: Lab, reason: str) -> None:
    form = lab.panel.node.get_by_role("form", name="Ignore NDR205")
    expect(form.get_by_role("textbox", name="Reason")).to_be_focused()
    lab.page.keyboard.type(reason)
    lab.page.keyboard.press("Enter")
    expect(form).to_have_count(0)


def splits(lab: Lab) -> list[str | None]:
    return [cell for cell, code in lab.panel.codes() if code == "NDR205"]


def metadata(lab: Lab, cell: int | None = None) -> Any:
    part = "tests.view().model.sharedModel" + ("" if cell is None else f".cells[{cell}]")
    return lab.page.evaluate(f"() => {part}.getMetadata('mldebt') ?? null")


def ignored(lab: Lab) -> list[tuple[str, str]]:
    return [(entry["scope"], entry["reason"]) for entry in lab.report()["ignored"]]


@pytest.mark.goal("U7")
def test_this_time_is_for_this_page_and_leaves_the_notebook_alone(open_notebook: Open) -> None:
    lab = open_notebook(DEBT)
    lab.show_panel()
    expect(lab.panel.finding("NDR205")).to_have_count(2)
    choose(lab, "first", "Ignore This Time")
    expect(lab.panel.finding("NDR205", "first")).to_have_count(0)
    expect(lab.marks(1)).to_have_count(0)
    assert splits(lab) == ["second"]
    assert lab.page.evaluate("() => tests.view().model.dirty") is False
    undo = lab.panel.node.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    undo.click()
    expect(lab.panel.finding("NDR205")).to_have_count(2)
    assert lab.panel.has_focus()


@pytest.mark.goal("U7")
def test_in_this_cell_with_a_reason(open_notebook: Open, state_picture: ShowState) -> None:
    lab = open_notebook(DEBT)
    lab.show_panel()
    choose(lab, "first", "Ignore in This Cell…")
    assert complaints(lab.page) == []
    state_picture("ignore-form", lab.panel.node)
    give_reason(lab, "averaged over <b>100</b> splits")
    expect(lab.panel.finding("NDR205")).to_have_count(1)
    state_picture("ignored-just-now", lab.panel.node)
    assert ignored(lab) == [("cell", "averaged over <b>100</b> splits")]
    (entry,) = metadata(lab, 1)["ignore"]
    assert (entry["code"], entry["reason"], len(entry["date"])) == ("NDR205", "averaged over <b>100</b> splits", 10)
    assert metadata(lab) is None
    # The cell's text, and so its outputs, are as they were.
    assert lab.page.evaluate("() => tests.view().model.sharedModel.cells[1].getSource()") == SPLIT
    lab.command("docmanager:save")
    stored = json.loads((lab.folder / "analysis.ipynb").read_text("utf-8"))
    assert stored["cells"][1]["metadata"]["mldebt"]["ignore"] == [entry]
    lab.panel.node.get_by_role("button", name="Undo").click()
    expect(lab.panel.finding("NDR205")).to_have_count(2)
    assert metadata(lab, 1) is None


@pytest.mark.goal("U7")
def test_in_this_notebook_keeps_what_is_there_already(open_notebook: Open) -> None:
    lab = open_notebook({**DEBT, "metadata": {**DEBT["metadata"], "mldebt": {"ignore": ["NDP"], "other": 1}}})
    lab.show_panel()
    choose(lab, "second", "Ignore in This Notebook…")
    give_reason(lab, "")
    expect(lab.panel.finding("NDR205")).to_have_count(0)
    assert ignored(lab) == [("notebook", ""), ("notebook", "")]
    kept = metadata(lab)
    assert (kept["ignore"][0], kept["ignore"][1]["code"], kept["other"]) == ("NDP", "NDR205", 1)
    lab.panel.node.get_by_role("button", name="Undo").click()
    expect(lab.panel.finding("NDR205")).to_have_count(2)
    assert metadata(lab) == {"ignore": ["NDP"], "other": 1}


def test_the_rule_can_be_disabled_without_a_question(open_notebook: Open) -> None:
    lab = open_notebook(DEBT)
    lab.show_panel()
    choose(lab, "second", "Disable Rule for This Notebook")
    expect(lab.panel.finding("NDR205")).to_have_count(0)
    assert [entry["code"] for entry in metadata(lab)["ignore"]] == ["NDR205"]


@pytest.mark.goal("U7")
def test_each_scope_can_be_restored(open_notebook: Open) -> None:
    comment = code(f"{SPLIT}  # mldebt: ignore[NDR205] by hand", "comment")
    tagged = code(SPLIT, "tagged")
    tagged["metadata"] = {"tags": ["kept", "mldebt-ignore:NDR205"]}
    lab = open_notebook(notebook(code("rows = [1, 2]", "rows"), comment, tagged, code(SPLIT, "third")))
    lab.show_panel()
    choose(lab, "third", "Ignore in This Cell…")
    give_reason(lab, "why")
    expect(lab.panel.finding("NDR205")).to_have_count(0)
    for entry in lab.report()["ignored"]:
        lab.command("mldebt:restore", fingerprint=entry["fingerprint"])
    expect(lab.panel.finding("NDR205")).to_have_count(3)
    cells = lab.page.evaluate("() => tests.view().model.sharedModel.cells.map(c => c.toJSON())")
    assert cells[1]["source"] == SPLIT
    assert cells[2]["metadata"]["tags"] == ["kept"]
    assert "mldebt" not in cells[3]["metadata"]


def test_by_keyboard_alone(open_notebook: Open, state_picture: ShowState) -> None:
    lab = open_notebook(DEBT)
    lab.show_panel()
    row = lab.panel.finding("NDR205", "first")
    row.click()
    item = lab.panel.item(row)
    item.focus()
    lab.page.keyboard.press("Delete")
    form = lab.panel.node.get_by_role("form")
    expect(form.get_by_label("In this cell")).to_be_checked()
    lab.page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(item).to_be_focused()
    lab.page.keyboard.press("Shift+F10")
    expect(menu_item(lab, "Ignore This Time")).to_be_visible()
    state_picture("menu-of-a-finding", row, lab.page.locator(".lm-Menu"))
    menu_item(lab, "Ignore This Time").click()
    expect(row).to_have_count(0)


def test_a_notebook_that_is_read_only_is_not_changed(open_notebook: Open) -> None:
    lab = open_notebook(DEBT)
    lab.show_panel()
    lab.page.evaluate("() => { tests.view().model.readOnly = true; }")
    choose(lab, "first", "Ignore in This Cell…")
    form = lab.panel.node.get_by_role("form")
    expect(form.get_by_role("textbox", name="Reason")).to_be_focused()
    lab.page.keyboard.press("Enter")
    expect(form.get_by_role("alert")).to_have_text("The notebook is read-only.")
    assert metadata(lab, 1) is None
    lab.page.keyboard.press("Escape")
    choose(lab, "first", "Ignore This Time")
    expect(lab.panel.finding("NDR205")).to_have_count(1)
