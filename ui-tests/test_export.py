"""Before an export comes the checklist; what was chosen in it is in the file that is downloaded."""

from __future__ import annotations

import json

import pytest
from live import axe, themes
from live.gate import EXPORT, Gate, metadata_of
from live.lab import Lab, Open
from live.notebooks import code, notebook
from live.pictures import ShowState
from playwright.sync_api import expect

VERDICT = "Running all cells from an empty kernel would fail."
ATTACK = "<img src=x onerror=alert(1)>"
GREEN = notebook(code("x = 1", "one", count=1), code("print(x)", "two", count=2))
DEBT = notebook(code("print(rate)", "use", count=2), code("rate = 0.1", "define", count=1))


def complete(lab: Lab) -> None:
    """Give the project what the checklist wants of it."""
    lab.folder.mkdir(parents=True, exist_ok=True)
    (lab.folder / "requirements.txt").write_text("pandas==2.2.3\n")


@pytest.fixture
def gate(lab: Lab) -> Gate:
    return Gate(lab.page)


def is_dirty(lab: Lab) -> bool:
    return bool(lab.page.evaluate("() => tests.view().context.model.dirty"))


def test_the_demo_is_asked_about_and_nothing_is_lost_by_cancel(demo: Lab, state_picture: ShowState) -> None:
    gate = Gate(demo.page)
    before = (demo.folder / "taxi-fares.ipynb").read_bytes()
    demo.page.evaluate("() => tests.view().context.model.sharedModel.cells[0].setSource('# Mine')")
    gate.start("html")
    expect(gate.node).to_be_visible()
    expect(gate.rows).to_have_count(6)
    expect(gate.node.locator(".mldebt-Gate-more")).to_be_visible()
    expect(gate.node.get_by_text("Before you export “taxi-fares.ipynb”")).to_be_visible()
    expect(gate.rows.first.locator(".mldebt-GateRow-show")).to_be_focused()
    expect(gate.anyway).to_be_visible()
    expect(gate.export).to_be_hidden()
    assert [row.get_attribute("data-severity") for row in gate.rows.all()][:2] == ["error", "error"]
    state_picture("export", gate.node.locator(".jp-Dialog-content"))
    gate.cancel.click()
    gate.closed()
    assert gate.nothing_exported()
    assert (demo.folder / "taxi-fares.ipynb").read_bytes() == before
    assert is_dirty(demo)
    assert demo.page.evaluate("() => tests.cells()[0].source") == "# Mine"


def test_it_is_accessible_in_the_dark_and_in_a_narrow_window(demo: Lab) -> None:
    gate = Gate(demo.page)
    themes.change(demo.page, themes.DARK)
    gate.start()
    expect(gate.rows).to_have_count(6)
    gate.node.locator(".mldebt-Gate-passed summary").click()
    demo.picture("gate-dark")
    assert axe.complaints(demo.page) == []
    demo.page.set_viewport_size({"width": 420, "height": 800})
    demo.picture("gate-narrow")
    content = gate.node.locator(".jp-Dialog-content").bounding_box()
    assert content
    assert content["x"] >= 0
    assert content["x"] + content["width"] <= 420
    demo.page.keyboard.press("Escape")
    gate.closed()


def test_the_menu_asks_too_and_the_page_that_is_downloaded_holds_box_and_stamp(open_notebook: Open, gate: Gate) -> None:
    lab = open_notebook(DEBT)
    # The menu is filled with what the server answers to this.
    lab.page.evaluate("() => jupyterapp.serviceManager.nbconvert.getExportFormats().then(() => {})")
    lab.page.locator(".lm-MenuBar-item").get_by_text("File", exact=True).click()
    lab.page.locator(".lm-Menu-item", has_text="Save and Export Notebook As").click()
    lab.page.locator(".lm-Menu-item").get_by_text("HTML", exact=True).click()
    expect(gate.item("order")).to_contain_text("Uses rate, which is defined further down")
    gate.box.check()
    gate.reason.fill(f"for the talk {ATTACK}")
    gate.anyway.click()
    gate.closed()
    # JupyterLab's own question comes after ours.
    lab.page.locator(".jp-Dialog button.jp-mod-accept").click()
    page = gate.exported()
    assert VERDICT in page
    assert "Exported anyway with 1 error." in page
    assert "Reason: for the talk &lt;img" in page
    assert "NDX101" in page


def test_what_is_checked_is_what_stands_in_the_page(open_notebook: Open, gate: Gate) -> None:
    lab = open_notebook(GREEN)
    complete(lab)
    lab.edit(0, "y = 1")
    gate.start("notebook")
    expect(gate.rows.first).to_contain_text("x")
    gate.strip.check()
    gate.anyway.click()
    exported = json.loads(gate.exported())
    assert [cell["source"] for cell in exported["cells"]] == [["y = 1"], ["print(x)"]]
    assert [cell["execution_count"] for cell in exported["cells"]] == [None, None]
    assert metadata_of(json.dumps(exported))["stamp"] == "Exported anyway with 1 error."
    assert not is_dirty(lab)


@pytest.mark.goal("U14")
def test_where_all_is_green_nobody_is_asked(open_notebook: Open, lab: Lab, gate: Gate) -> None:
    complete(lab)
    open_notebook(GREEN)
    gate.start()
    assert "print(x)" in gate.exported()
    expect(gate.node).to_have_count(0)


@pytest.mark.goal("U14")
def test_the_setting_shows_it_always(open_notebook: Open, lab: Lab, gate: Gate) -> None:
    lab.server.set("mldebt-lab:plugin", {"exportGateAlways": True})
    complete(lab)
    open_notebook(GREEN)
    gate.start()
    expect(gate.node).to_contain_text("Nothing speaks against the export.")
    expect(gate.export).to_be_focused()
    lab.picture("gate-green")
    gate.box.check()
    lab.page.keyboard.press("Enter")
    gate.export.click() if gate.node.count() else None
    assert "Notebook hygiene" in gate.exported()


def test_the_setting_switches_it_off(open_notebook: Open, lab: Lab, gate: Gate) -> None:
    lab.server.set("mldebt-lab:plugin", {"exportGate": "off"})
    open_notebook(DEBT)
    gate.start()
    assert "print(rate)" in gate.exported()


def test_not_for_this_notebook_is_remembered_and_can_be_taken_back(open_notebook: Open, lab: Lab, gate: Gate) -> None:
    open_notebook(DEBT)
    gate.start()
    gate.node.locator(".mldebt-Gate-silence input").check()
    gate.anyway.click()
    gate.exported()
    gate.start()
    assert "Notebook hygiene" not in gate.exported()
    path = f"{lab.name}/analysis.ipynb"
    lab.reload(lambda saved: saved.get("mldebt-lab:silenced-exports") == [path] and f"notebook:{path}" in saved)
    lab.wait_for_notebook()
    lab.wait_for_kernel()
    gate.start()
    gate.exported()
    gate.start(command="mldebt:check-and-export")
    gate.node.locator(".mldebt-Gate-silence input").uncheck()
    gate.anyway.click()
    lab.page.locator(".jp-Dialog button.jp-mod-accept").click()
    gate.exported()
    gate.start()
    expect(gate.node).to_be_visible()


def test_show_goes_to_the_cell(open_notebook: Open, gate: Gate) -> None:
    lab = open_notebook(DEBT)
    gate.start()
    gate.item("order").locator(".mldebt-GateRow-show").click()
    gate.closed()
    lab.wait_for_cursor("use", 0, 6, focus=True)
    assert gate.nothing_exported()


def test_a_fix_is_applied_in_the_dialog_and_checked_again(open_notebook: Open, lab: Lab, gate: Gate) -> None:
    complete(lab)
    open_notebook(DEBT)
    gate.start()
    gate.item("order").locator(".mldebt-GateRow-fix").click()
    lab.picture("gate-fix")
    gate.node.locator(".mldebt-FixApply").click()
    expect(gate.item("order")).to_have_count(0)
    expect(gate.export).to_be_visible()
    expect(gate.anyway).to_be_hidden()
    gate.export.click()
    exported = gate.exported()
    assert exported.index("rate = 0.1") < exported.index("print(rate)")
    assert "Exported anyway" not in exported


def test_the_keyboard_alone_will_do(open_notebook: Open, gate: Gate) -> None:
    lab = open_notebook(DEBT)
    press = lab.page.keyboard.press
    gate.start()
    row = gate.item("order")
    expect(row.locator(".mldebt-GateRow-show")).to_be_focused()
    press("Tab")
    expect(row.locator(".mldebt-GateRow-fix")).to_be_focused()
    press("Enter")
    expect(row.locator(".mldebt-FixApply")).to_be_visible()
    press("Tab")
    expect(row.locator(".mldebt-FixApply")).to_be_focused()
    press("Escape")
    expect(row.locator(".mldebt-FixApply")).to_have_count(0)
    expect(row.locator(".mldebt-GateRow-fix")).to_be_focused()
    gate.box.focus()
    press("Space")
    expect(gate.box).to_be_checked()
    gate.reason.focus()
    lab.page.keyboard.type("for the talk")
    press("Enter")
    exported = gate.exported()
    assert VERDICT in exported
    assert "for the talk" in exported
    gate.start()
    expect(row.locator(".mldebt-GateRow-show")).to_be_focused()
    press("Enter")
    gate.closed()
    lab.wait_for_cursor("use", 0, 6, focus=True)
    gate.start()
    expect(gate.node).to_be_visible()
    press("Escape")
    gate.closed()
    assert gate.nothing_exported()


def test_our_own_command_offers_the_formats(open_notebook: Open, lab: Lab, gate: Gate) -> None:
    complete(lab)
    open_notebook(GREEN)
    lab.page.locator(".lm-MenuBar-item").get_by_text("File", exact=True).click()
    lab.page.locator(".lm-Menu-item", has_text="Check and Export…").click()
    expect(gate.node).to_contain_text("Nothing speaks against the export.")
    gate.node.locator("select").select_option("script")
    gate.box.check()
    gate.export.click()
    exported = gate.exported()
    assert "# Notebook hygiene: " in exported
    assert "x = 1" in exported


def test_markup_of_the_notebook_is_text_in_the_dialog_and_in_the_export(lab: Lab, gate: Gate) -> None:
    from live.notebooks import write

    content = notebook(
        code(f'open("/home/ana/{ATTACK}.csv")', "path", count=1), code(f"print(missing)  # {ATTACK}", "use", count=2)
    )
    write(lab.folder / f"{ATTACK}.ipynb", content)
    lab.open(f"{lab.name}/{ATTACK}.ipynb")
    gate.start("html")
    expect(gate.node).to_contain_text(f"Before you export “{ATTACK}.ipynb”")
    expect(gate.node).to_contain_text(f"/home/ana/{ATTACK}.csv")
    assert gate.node.locator("img, script, iframe").count() == 0
    lab.picture("gate-hostile")
    gate.box.check()
    gate.anyway.click()
    lab.page.locator(".jp-Dialog button.jp-mod-accept").click()
    exported = gate.exported()
    assert "NDP301" in exported
    assert "<img src=x" not in exported


def test_a_page_that_loads_it_twice_or_wraps_it_too_asks_once(open_notebook: Open, gate: Gate) -> None:
    lab = open_notebook(DEBT)
    lab.page.evaluate(
        """() => {
            const { commands } = jupyterapp;
            const execute = commands.execute;
            window.seen = [];
            commands.execute = (id, args) => { window.seen.push(id); return execute.call(commands, id, args); };
        }"""
    )
    gate.start()
    expect(gate.node).to_have_count(1)
    gate.anyway.click()
    gate.exported()
    expect(gate.node).to_have_count(0)
    assert lab.page.evaluate("id => window.seen.filter(s => s === id).length", EXPORT) == 1


def test_a_server_that_does_not_answer_is_told_of(open_notebook: Open, gate: Gate) -> None:
    lab = open_notebook(DEBT)
    lab.page.route("**/mldebt-lab/export-intent*", lambda route: route.abort())
    gate.start()
    gate.anyway.click()
    expect(lab.page.locator(".jp-Dialog")).to_contain_text("The notebook was not exported")
    lab.page.locator(".jp-Dialog-footer button").click()
    assert gate.nothing_exported()
    lab.complaints.forgive("export-intent", "ERR_FAILED")


def test_a_check_that_takes_long_can_be_given_up(open_notebook: Open, gate: Gate) -> None:
    lab = open_notebook(DEBT)
    with lab.holding_checks():
        gate.start()
        expect(gate.node).to_contain_text("Checking the notebook…")
        expect(gate.anyway).to_be_hidden()
        expect(gate.export).to_be_hidden()
        gate.cancel.click()
        gate.closed()
    assert gate.nothing_exported()


def test_a_check_that_takes_long_ends_in_the_list(open_notebook: Open, gate: Gate) -> None:
    lab = open_notebook(DEBT)
    with lab.holding_checks():
        gate.start()
        expect(gate.node).to_contain_text("Checking the notebook…")
    expect(gate.item("order").locator(".mldebt-GateRow-show")).to_be_focused()
