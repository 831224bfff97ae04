"""It keeps quiet: nothing opens, pops up, or leaves the machine, and what nobody sees is not worked on.

That no page complains in the console or asks another origin is looked at after every test.
"""

from __future__ import annotations

import pytest
from live.lab import Lab, Open
from live.notebooks import code, notebook, write
from playwright.sync_api import expect


@pytest.mark.goal("U5")
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


@pytest.mark.goal("U5")
def test_what_succeeds_is_told_in_the_panel_alone(open_notebook: Open) -> None:
    lab = open_notebook(
        notebook(
            code("from sklearn.model_selection import train_test_split\na, b = train_test_split([1, 2, 3])", "split"),
            code("print(missing)", "reader"),
            code('rows = open("/kaggle/input/rows.csv").read()\nprint(rows)', "note"),
        )
    )
    lab.page.evaluate(
        """() => {
            window.loud = [];
            new MutationObserver(() => {
                for (const node of document.querySelectorAll('.Toastify__toast, .jp-Dialog')) {
                    window.loud.push(node.className);
                }
            }).observe(document.body, { childList: true, subtree: true });
        }"""
    )
    panel = lab.show_panel()
    item = panel.open(panel.finding("NDR205", "split"))
    item.locator(".mldebt-Fix").click()
    item.locator(".mldebt-FixApply").click()
    expect(panel.finding("NDR205", "split")).to_have_count(0)
    expect(panel.node.locator(".mldebt-FixUndo")).to_be_visible()
    panel.finding("NDX102", "reader").click()
    lab.command("mldebt:ignore-once")
    expect(panel.finding("NDX102", "reader")).to_have_count(0)
    expect(panel.node.locator(".mldebt-Raise")).to_have_text("What it rests on is ignored this time.")
    lab.command("mldebt:check")
    # A note is not marked in the notebook.
    assert lab.found("NDP303", "note")["severity"] == "info"
    expect(lab.page.locator(".mldebt-mark, .mldebt-Badge")).to_have_count(0)
    assert lab.page.evaluate("() => loud") == []


@pytest.mark.goal("U11")
def test_no_request_leaves_the_server(demo: Lab) -> None:
    panel = demo.show_panel()
    for section in ("checklist", "accesses", "dependencies", "ignored"):
        panel.open_section(section)
    item = panel.open(panel.finding("NDR205", "split"))
    expect(item.locator(".mldebt-Explanation-example").first).to_be_visible()
    item.locator(".mldebt-Fix").click()
    expect(item.locator(".mldebt-FixApply")).to_be_visible()
    demo.marks(demo.page.evaluate("() => tests.cells().findIndex(cell => cell.id === 'by-zone')")).first.hover()
    expect(demo.page.locator(".mldebt-Card")).to_be_visible()
    demo.page.evaluate("() => { void jupyterapp.commands.execute('mldebt:check-and-export'); }")
    expect(demo.page.locator(".mldebt-GateCancel")).to_be_visible()
    demo.page.locator(".mldebt-GateCancel").click()
    requests = [url for url in demo.complaints.requests if not url.startswith(("data:", "blob:"))]
    assert demo.complaints.count("/mldebt-lab/") > 2
    assert [url for url in requests if not url.startswith(f"{demo.server.url}/")] == []


def test_what_few_people_use_is_fetched_when_they_use_it(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("print(missing)")))
    parts = ("answer", "card", "export", "fix", "ignore", "sections")
    fetched = lambda: [part for part in parts if lab.complaints.count(f"/mldebt-lab/static/{part}.")]  # noqa: E731
    panel = lab.show_panel()
    expect(panel.finding("NDX102")).to_be_visible()
    expect(lab.marks(0)).to_have_count(1)
    assert fetched() == []
    lab.marks(0).hover()
    expect(lab.page.locator(".mldebt-Card")).to_be_visible()
    assert fetched() == ["card"]
    # What the server has no more is told of, and the panel stays.
    lab.page.route("**/mldebt-lab/static/ignore.*", lambda route: route.fulfill(status=404))
    panel.finding("NDX102").click()
    lab.command("mldebt:ignore")
    expect(panel.node.get_by_role("alert").filter(has_text="could not be loaded")).to_be_visible()
    expect(panel.finding("NDX102")).to_be_visible()
    lab.complaints.forgive("status of 404", "/static/ignore.")
