"""It keeps quiet: nothing opens, pops up, complains, or leaves the machine."""

from __future__ import annotations

from live.lab import Open
from live.notebooks import code, notebook
from playwright.sync_api import expect


def test_opening_a_notebook_opens_nothing_else(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("print(missing)")))
    expect(lab.marks(0)).to_have_text(["missing"])
    expect(lab.panel.node).to_be_hidden()
    expect(lab.page.locator(".Toastify__toast")).to_have_count(0)
    expect(lab.page.locator(".jp-Dialog")).to_have_count(0)
    assert lab.complaints.count("/mldebt-lab/check") == 1
