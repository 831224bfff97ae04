"""What an administrator has decided about exports, in JupyterLab and in Notebook 7."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from live.gate import Gate
from live.lab import Lab
from live.notebooks import code, notebook, write
from live.pictures import ShowState
from live.server import Server, running
from playwright.sync_api import expect

DEBT = notebook(code("print(rate)", "use", count=2), code("rate = 0.1", "define", count=1))
NOTEBOOK = "notebooks/{path}"


def test_block_takes_away_the_way_out_and_the_server_keeps_to_it(
    new_lab: Callable[[Server], Lab], state_picture: ShowState
) -> None:
    options = ("--MLDebt.export_gate=block",)
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), options=options) as server:
        lab = new_lab(server)
        gate = Gate(lab.page)
        write(lab.folder / "analysis.ipynb", DEBT)
        lab.open(f"{lab.name}/analysis.ipynb")
        gate.start("html")
        blocked = gate.node.locator(".mldebt-Gate-blocked")
        expect(blocked).to_contain_text("does not let notebooks with errors be exported (c.MLDebt.export_gate)")
        expect(gate.anyway).to_be_hidden()
        expect(gate.export).to_be_hidden()
        expect(gate.node.locator(".mldebt-Gate-silence")).to_have_count(0)
        state_picture("export-blocked", gate.node.locator(".jp-Dialog-content"))
        lab.page.keyboard.press("Escape")
        gate.closed()
        assert gate.nothing_exported()
        # By its address.
        page = lab.page.context.new_page()
        response = page.goto(server.address(f"nbconvert/html/{lab.name}/analysis.ipynb"))
        assert response
        assert response.status == 500
        expect(page.locator("body")).to_contain_text(f"blocks the export of {lab.name}/analysis.ipynb")
        expect(page.locator("body")).not_to_contain_text("Traceback")
        page.close()
        # With the error mended it may go.
        gate.start("markdown")
        gate.item("order").locator(".mldebt-GateRow-fix").click()
        gate.node.locator(".mldebt-FixApply").click()
        gate.export.click()
        assert "rate = 0.1" in gate.exported()
        lab.complaints.forgive("500 (Internal Server Error)")
        lab.close()


def test_notebook_7_asks_and_a_reason_goes_with_the_export(new_lab: Callable[[Server], Lab]) -> None:
    options = ("--MLDebt.export_gate=ask", "--MLDebt.export_reason=True", "--MLDebt.export_signed=True")
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), app="notebook", options=options) as server:
        lab = new_lab(server)
        gate = Gate(lab.page)
        write(lab.folder / "analysis.ipynb", DEBT)
        lab.open(f"{lab.name}/analysis.ipynb", kernel=True, address=NOTEBOOK)
        gate.start()
        expect(gate.node.locator(".mldebt-Gate-silence")).to_have_count(0)
        gate.anyway.click()
        expect(gate.node).to_contain_text("This server asks for a reason.")
        expect(gate.reason).to_be_focused()
        lab.picture("gate-notebook7")
        lab.page.keyboard.type("for the talk")
        gate.anyway.click()
        exported = gate.exported()
        assert "Exported anyway with 1 error, by " in exported
        assert " UTC. Reason: for the talk" in exported
        # Our own command is in the menu.
        lab.page.locator(".lm-MenuBar-item").get_by_text("File", exact=True).click()
        lab.page.locator(".lm-Menu-item", has_text="Check and Export…").click()
        expect(gate.node.locator("select")).to_be_visible()
        gate.cancel.click()
        gate.closed()
        # Notebook's own, also without the extension: its menus ask for settings that are not there yet.
        lab.complaints.forgive("Cannot read properties of undefined (reading 'schema')")
        lab.close()
