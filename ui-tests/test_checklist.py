"""The checklist in the panel: answered from evidence, and asked where only the author can know."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from live.lab import Lab, Open
from live.notebooks import PYTHON, code, notebook
from live.panel import Panel
from live.pictures import ShowState
from playwright.sync_api import Locator, expect

STATES = {"pass": "Pass", "fail": "Fail", "unknown": "Not known", "na": "Not applicable"}
ASKED = "second-person"


def debt(open_notebook: Open, **ours: Any) -> Lab:
    metadata = {**PYTHON, "mldebt": ours} if ours else PYTHON
    return open_notebook(notebook(code("print(rate)", "early"), code("rate = 0.1", "late"), metadata=metadata))


def stored(lab: Lab) -> Any:
    """What the notebook's metadata holds of ours."""
    return lab.page.evaluate("() => tests.view().context.model.getMetadata('mldebt') ?? null")


def is_dirty(lab: Lab) -> bool:
    return bool(lab.page.evaluate("() => tests.view().context.model.dirty"))


def answer(panel: Panel, word: str, note: str = "") -> Locator:
    """Answer the item that is asked."""
    item = panel.check(ASKED)
    item.locator(".mldebt-Check-answer").click()
    item.get_by_label(word, exact=True).check()
    if note:
        item.get_by_label("Note", exact=True).fill(note)
    item.get_by_role("button", name="Store").click()
    return item


def test_each_item_says_its_state_in_an_icon_and_a_word_and_what_it_rests_on(demo: Lab) -> None:
    panel = demo.show_panel()
    panel.open_section("checklist")
    for item in demo.report()["checklist"]:
        row = panel.check(item["id"])
        expect(row).to_have_attribute("data-state", item["state"])
        expect(row.locator(".mldebt-CheckIcon")).to_have_attribute("data-state", item["state"])
        expect(row.locator(".mldebt-Check-state")).to_have_text(STATES[item["state"]])
        expect(row.locator(".mldebt-Check-text")).to_have_text(item["text"])
        expect(row.locator(".mldebt-Check-evidence")).to_contain_text(item["evidence"].replace("`", ""))


def test_an_item_leads_to_the_findings_behind_it(open_notebook: Open) -> None:
    lab = debt(open_notebook)
    panel = lab.show_panel()
    panel.open_section("checklist")
    panel.node.get_by_role("searchbox").fill("nothing like it")
    expect(panel.findings).to_have_count(0)
    panel.check("order").locator(".mldebt-Check-findings .mldebt-Link").click()
    expect(panel.item(panel.finding("NDX101", "early"))).to_be_focused()
    lab.edit(0, "rate = 1\nprint(rate)")
    expect(panel.check("order")).to_have_attribute("data-state", "pass")
    expect(panel.check("order").locator(".mldebt-Check-findings")).to_have_count(0)


def test_what_only_the_author_knows_is_asked_and_stored_with_the_day(
    open_notebook: Open, state_picture: ShowState
) -> None:
    lab = debt(open_notebook, ignore=["NDS401"])
    panel = lab.show_panel()
    panel.open_section("checklist")
    item = panel.check(ASKED)
    expect(item).to_have_attribute("data-state", "unknown")
    # Looking at it, opening the form and leaving it again store nothing.
    item.locator(".mldebt-Check-answer").click()
    expect(item.get_by_role("button", name="Store")).to_be_disabled()
    expect(item.get_by_role("button", name="Store")).to_be_in_viewport(ratio=1)
    state_picture("checklist-question", panel.node)
    lab.page.keyboard.press("Escape")
    expect(item.locator(".mldebt-Check-answer")).to_be_focused()
    assert not is_dirty(lab)
    answer(panel, "Yes", "  Ana, <b>3 March</b> ")
    expect(item).to_have_attribute("data-state", "pass")
    expect(item).to_contain_text("<b>3 March</b>")
    assert stored(lab) == {
        "ignore": ["NDS401"],
        "checklist": {ASKED: {"answer": "yes", "date": date.today().isoformat(), "note": "Ana, <b>3 March</b>"}},
    }
    state_picture("checklist-answered", panel.node)
    lab.command("docmanager:save")
    saved = json.loads((lab.folder / "analysis.ipynb").read_text("utf-8"))
    assert saved["metadata"]["mldebt"] == stored(lab)


def test_an_answer_is_taken_back_by_one_undo_changed_and_withdrawn(open_notebook: Open) -> None:
    lab = debt(open_notebook)
    panel = lab.show_panel()
    panel.open_section("checklist")
    item = answer(panel, "No")
    expect(item).to_have_attribute("data-state", "fail")
    undo = panel.node.get_by_role("button", name="Undo")
    undo.click()
    expect(item).to_have_attribute("data-state", "unknown")
    assert stored(lab) is None
    answer(panel, "Not applicable")
    expect(item).to_have_attribute("data-state", "na")
    answer(panel, "Yes")
    expect(item).to_have_attribute("data-state", "pass")
    item.locator(".mldebt-Check-answer").click()
    item.get_by_role("button", name="Withdraw").click()
    expect(item).to_have_attribute("data-state", "unknown")
    assert stored(lab) is None
    undo.click()
    expect(item).to_have_attribute("data-state", "pass")


def test_undo_takes_back_no_answer_that_came_later(open_notebook: Open) -> None:
    lab = debt(open_notebook)
    panel = lab.show_panel()
    panel.open_section("checklist")
    answer(panel, "Yes")
    lab.page.evaluate("() => tests.view().context.model.setMetadata('mldebt', { ignore: ['NDX'] })")
    panel.node.get_by_role("button", name="Undo").click()
    expect(panel.node.locator(".mldebt-FixApplied")).to_contain_text("The answers were changed since.")
    assert stored(lab) == {"ignore": ["NDX"]}


def test_a_read_only_notebook_takes_no_answer(open_notebook: Open) -> None:
    lab = debt(open_notebook)
    lab.page.evaluate("() => { tests.view().context.model.readOnly = true; }")
    panel = lab.show_panel()
    button = panel.open_section("checklist").locator(f'[data-item="{ASKED}"] .mldebt-Check-answer')
    expect(button).to_be_disabled()
    expect(button).to_have_attribute("title", re.compile("[Rr]ead-only"))


def test_metadata_that_is_not_ours_is_not_overwritten(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("x = 1"), metadata={**PYTHON, "mldebt": "mine"}))
    panel = lab.show_panel()
    panel.open_section("checklist")
    item = answer(panel, "Yes")
    expect(item.get_by_role("alert")).to_contain_text("was not overwritten")
    assert stored(lab) == "mine"
    assert not is_dirty(lab)


def test_another_checklist_can_be_chosen_and_stays_chosen(open_notebook: Open) -> None:
    lab = debt(open_notebook)
    panel = lab.show_panel()
    section = panel.open_section("checklist")
    profile = section.get_by_label("Which checklist")
    expect(profile).to_have_value("default")
    profile.select_option("pineau-v2")
    expect(panel.check("MRC-1")).to_be_visible()
    expect(panel.check("order")).to_have_count(0)
    lab.picture("checklist-pineau-light")
    # It is the user's choice, in every workspace.
    lab.open(f"{lab.name}/analysis.ipynb", workspace=f"{lab.name}-another")
    lab.show_panel()
    panel.open_section("checklist")
    expect(panel.check("MRC-1")).to_be_visible()
    assert not is_dirty(lab)
