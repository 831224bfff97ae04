"""Looking changes nothing: not the file, not the notebook in memory, not the kernel."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from live.kernel_traffic import KernelTraffic
from live.lab import Lab, Open
from live.notebooks import code, markdown, notebook, printed
from live.pictures import ShowState
from playwright.sync_api import expect

NOTEBOOK = notebook(
    markdown("# Rates"),
    code("print(rate)", "reader", count=2, outputs=[printed("0.1\n")]),
    code("rate = 0.1", "writer", count=1),
    code("import random\nrandom.random()", "draw"),
)
# What JupyterLab itself says to a new kernel: who are you, what was typed, and for its debugger and its widgets.
OF_JUPYTERLAB = {
    "comm_info_request",
    "comm_msg",
    "comm_open",
    "create_subshell_request",
    "debug_request",
    "delete_subshell_request",
    "history_request",
    "kernel_info_request",
}
WATCH_FOR_CHANGES = """() => {
    const { model } = tests.view().context;
    window.changes = [];
    model.contentChanged.connect(() => changes.push('content'));
    model.metadataChanged.connect(() => changes.push('metadata'));
    model.stateChanged.connect((_, { name }) => changes.push(name));
}"""


def digest(path: Path) -> str:
    """What a file holds, in short."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def use_everything(lab: Lab) -> None:
    """Open the panel, check, read, jump, walk, and switch the marks off and on."""
    panel = lab.show_panel()
    lab.command("mldebt:check")
    row = panel.finding("NDX101", "reader")
    item = panel.open(row)
    expect(item.locator('.mldebt-Text[data-part="why"]')).to_be_visible()
    row.click()
    lab.wait_for_cursor("reader", 0, 6, focus=True)
    item.locator(".mldebt-Related").click()
    lab.wait_for_cursor("writer", 0, 0, focus=True)
    lab.page.keyboard.press("F8")
    lab.wait_for_cursor("draw", 1, 0, focus=True)
    lab.marks(1).first.hover()
    expect(lab.page.locator(".mldebt-Card")).to_be_visible()
    lab.command("mldebt:toggle-inline")
    expect(lab.marks(1)).to_have_count(0)
    lab.command("mldebt:toggle-inline")
    expect(lab.marks(1)).not_to_have_count(0)
    lab.badge(3).click()
    expect(panel.item(panel.finding("NDR203", "draw"))).to_be_focused()


@pytest.mark.goal("U1")
def test_neither_the_file_nor_the_notebook_in_memory_changes(open_notebook: Open) -> None:
    lab = open_notebook(NOTEBOOK)
    file = lab.folder / "analysis.ipynb"
    before = digest(file), model(lab)
    lab.page.evaluate(WATCH_FOR_CHANGES)
    use_everything(lab)
    assert (digest(file), model(lab)) == before
    assert lab.page.evaluate("() => changes") == []
    assert lab.page.evaluate("() => tests.view().context.model.dirty") is False
    # What is saved then is what was there.
    lab.edit(2, "rate = 0.2")
    lab.edit(2, "rate = 0.1")
    lab.command("docmanager:save")
    saved = json.loads(file.read_text("utf-8"))
    assert saved["metadata"] == NOTEBOOK["metadata"]
    assert [cell_of(cell) for cell in saved["cells"]] == [cell_of(cell) for cell in NOTEBOOK["cells"]]


@pytest.mark.goal("U1")
def test_nothing_is_sent_to_the_kernel(lab: Lab, open_notebook: Open) -> None:
    traffic = KernelTraffic(lab.page)
    open_notebook(NOTEBOOK, kernel=True)
    lab.wait_for_kernel()
    lab.report()
    assert "kernel_info_request" in traffic.sent
    assert set(traffic.sent) <= OF_JUPYTERLAB
    lab.run(3)
    lab.report()
    assert traffic.sent.count("execute_request") == 1
    traffic.sent.clear()
    use_everything(lab)
    # JupyterLab's debugger may still be asking the new kernel; nothing runs, and nothing is asked about its variables.
    assert set(traffic.sent) <= {"debug_request"}


@pytest.mark.goal("U1")
def test_the_kernel_is_asked_only_with_consent_and_only_for_its_record(
    lab: Lab, open_notebook: Open, state_picture: ShowState
) -> None:
    write = "class Odd:\n    def __repr__(self): open('touched', 'w')\nodd = Odd(); print(1)"
    open_notebook(notebook(code(write, "a"), code("print(odd is None)", "b")), kernel=True)
    lab.run(0)
    # A console's run, before the page is opened anew.
    lab.run_in_console("from_console = 1")
    lab.command("docmanager:save")
    traffic = KernelTraffic(lab.page)
    lab.open(f"{lab.name}/analysis.ipynb", kernel=True)
    lab.wait_for_kernel()
    lab.expect_runs(0, more=False)
    assert lab.states()["a"] == "earlier session"
    assert "" not in lab.codes()
    traffic.sent.clear()
    compare = "() => { void jupyterapp.commands.execute('mldebt:compare-with-kernel'); }"
    dialog = lab.page.locator(".jp-Dialog")
    for answer, sent in (("Cancel", []), ("Ask the kernel", ["history_request"])):
        lab.page.evaluate(compare)
        expect(dialog).to_contain_text("Nothing is run")
        if answer == "Cancel":
            state_picture("kernel-names-question", dialog.locator(".jp-Dialog-content"))
        dialog.get_by_role("button", name=answer).click()
        expect(dialog).to_have_count(0)
        lab.page.wait_for_timeout(1000)
        assert [kind for kind in traffic.sent if kind != "debug_request"] == sent
    assert lab.states() == {"a": "fresh", "b": "never run"}
    assert lab.codes()[""] == ["NDX118"]
    panel = lab.show_panel()
    panel.open(panel.node.locator(".mldebt-Notes"))
    expect(panel.finding("NDX118")).to_be_visible()
    state_picture("kernel-names", panel.node)
    lab.run(1)
    assert lab.page.evaluate("() => tests.cells()[1].count") == 3
    assert not (lab.folder / "touched").exists()


def test_with_standing_consent_a_notebook_opened_anew_knows_what_ran(lab: Lab, open_notebook: Open) -> None:
    lab.server.set("mldebt-lab:plugin", {"useKernelEvidence": "yes"})
    open_notebook(notebook(code("x = 1", "a"), code("print(x)", "b")), kernel=True)
    lab.run(0, 1)
    lab.command("docmanager:save")
    lab.open(f"{lab.name}/analysis.ipynb", kernel=True)
    lab.page.wait_for_function("() => tests.checks.at(-1)?.request.session.history.length === 2")
    lab.expect_runs(0, more=False)
    assert lab.states() == {"a": "fresh", "b": "fresh"}


def model(lab: Lab) -> Any:
    """The notebook in memory."""
    return lab.page.evaluate("() => tests.view().context.model.toJSON()")


def cell_of(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell with its texts in one piece; JupyterLab may split them into lines."""
    outputs = [{**output, "text": "".join(output["text"])} for output in cell.get("outputs", [])]
    trusted = {name: value for name, value in cell["metadata"].items() if name != "trusted"}
    return {**cell, "source": "".join(cell["source"]), "metadata": trusted, "outputs": outputs}
