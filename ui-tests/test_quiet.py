"""It keeps quiet: nothing opens, pops up, or leaves the machine, and what nobody sees is not worked on.

That no page complains in the console or asks another origin is looked at after every test.
"""

from __future__ import annotations

from live.lab import Lab, Open
from live.notebooks import code, notebook, write
from playwright.sync_api import expect


def test_opening_a_notebook_opens_nothing_else(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("print(missing)")), kernel=True)
    expect(lab.marks(0)).to_have_text(["missing"])
    lab.wait_for_kernel()
    lab.report()
    expect(lab.panel.node).to_be_hidden()
    expect(lab.page.locator(".Toastify__toast")).to_have_count(0)
    expect(lab.page.locator(".jp-Dialog")).to_have_count(0)
    # At first, with the kernel, and when the kernel has said what it is.
    assert lab.complaints.count("/mldebt-lab/check") <= 4
    # Only what the panel shows needs the rules' texts.
    assert lab.complaints.count("/mldebt-lab/rules") == 0
    assert lab.complaints.requests


def test_a_notebook_that_is_hidden_is_checked_when_it_is_shown(lab: Lab) -> None:
    write(lab.folder / "first.ipynb", notebook(code("x = 1\nprint(x)")))
    write(lab.folder / "second.ipynb", notebook(code("y = 1\nprint(y)")))
    lab.open(f"{lab.name}/first.ipynb")
    lab.report()
    lab.page.evaluate("() => { window.first = tests.view(); }")
    lab.command("docmanager:open", path=f"{lab.name}/second.ipynb", kernelPreference={"shouldStart": False})
    panel = lab.show_panel()
    expect(panel.node.locator(".mldebt-Header-name")).to_have_text("second.ipynb")
    lab.report()

    # While an edit of the notebook in front goes the whole way, one of the hidden notebook goes nowhere.
    before = paths(lab)
    lab.page.evaluate("() => first.context.model.cells.get(0).sharedModel.setSource('print(missing)')")
    lab.edit(0, "print(other)")
    expect(panel.finding("NDX102")).to_contain_text("other")
    lab.edit(0, "print(another)")
    expect(panel.finding("NDX102")).to_contain_text("another")
    assert set(paths(lab)[len(before) :]) == {f"{lab.name}/second.ipynb"}

    lab.page.evaluate("() => jupyterapp.shell.activateById(first.id)")
    expect(panel.finding("NDX102")).to_contain_text("missing")
    expect(lab.marks(0)).to_have_text(["missing"])
    assert paths(lab)[-1] == f"{lab.name}/first.ipynb"


def test_with_marks_off_and_the_panel_closed_nothing_is_asked(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("x = 1\nprint(x)")))
    lab.report()
    lab.command("mldebt:toggle-inline")
    before = len(lab.checks())
    lab.edit(0, "print(missing)")
    # The page waits less than this after an edit.
    lab.page.wait_for_timeout(1200)
    assert len(lab.checks()) == before
    panel = lab.show_panel()
    expect(panel.finding("NDX102")).to_contain_text("missing")
    lab.command("mldebt:toggle-inline")
    expect(lab.marks(0)).to_have_text(["missing"])


def paths(lab: Lab) -> list[str]:
    """The notebook of each check so far."""
    return [check["request"]["path"] for check in lab.checks()]
