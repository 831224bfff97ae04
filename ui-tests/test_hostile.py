"""A notebook from a stranger: whatever stands in it is shown as text."""

from __future__ import annotations

import json

from live.lab import Lab
from live.notebooks import PYTHON, code, markdown, notebook, write
from playwright.sync_api import expect

ATTACK = "<img src=x onerror=alert(1)><script>alert(2)</script>"
FILE = "<img src=x onerror=alert(3)>.ipynb"
NAME = "<img src=x onerror=alert(4)>"


def hostile_notebook() -> dict[str, object]:
    """Markup wherever a notebook can hold any."""
    error = {
        "output_type": "error",
        "ename": f"NameError{ATTACK}",
        "evalue": f"name '{ATTACK}' is not defined",
        "traceback": [ATTACK],
    }
    cells = [
        markdown(f"# Title {ATTACK}", "title"),
        code(f"# {ATTACK}\nprint(missing)", "first", count=1, outputs=[error]),
        code(f'import pandas as pd\npd.DataFrame([1]).to_csv("/mnt/shared/{ATTACK}.csv")', "path"),
        code(f"print(later)  # {ATTACK}", "reader"),
        code(f'later = "{ATTACK}"', "writer"),
        code(f"{NAME} = 1", "broken"),
    ]
    cells[1]["metadata"] = {"tags": [ATTACK]}
    return notebook(*cells, metadata={**PYTHON, "mldebt": {"ignore": [ATTACK]}, "title": ATTACK})


def test_markup_is_shown_as_text_everywhere(lab: Lab) -> None:
    write(lab.folder / FILE, hostile_notebook())
    lab.open(f"{lab.name}/{FILE}")
    panel = lab.show_panel()
    expect(panel.node.locator(".mldebt-Header-name")).to_have_text(FILE)
    expect(panel.finding("NDX102", "first")).to_be_visible()
    # The label of a cell is its first line, and messages quote paths.
    expect(panel.node.locator('.mldebt-Cell[data-cell-id="first"]')).to_contain_text(f"# {ATTACK}")
    expect(panel.finding("NDS401", "path")).to_contain_text(f"/mnt/shared/{ATTACK}.csv")
    everything_open(lab)
    lab.marks(2).first.hover()
    card = lab.page.locator(".mldebt-Card")
    expect(card).to_contain_text(ATTACK)
    lab.picture("hostile")
    # JupyterLab shows the picture in the markdown cell, stripped of its handler.
    lab.complaints.forgive("/files/")
    ours = lab.page.locator("#mldebt-panel, .mldebt-Card, .mldebt-Badge, .mldebt-mark")
    assert ours.locator("img, script, iframe, object, embed, style, a").count() == 0
    attributes = ours.evaluate_all(
        "nodes => nodes.flatMap(n => [n, ...n.querySelectorAll('*')]).flatMap(n => n.getAttributeNames())"
    )
    assert not [name for name in attributes if name.startswith("on")]


def test_names_in_every_answer_are_text_too(lab: Lab) -> None:
    """A server that has been taken over, or another version of it, is not trusted either."""

    def poison(text: str) -> str:
        report = json.loads(text)
        for finding in report["findings"]:
            finding["message"] = f"{ATTACK} `{ATTACK}`"
            finding["code"] = f"NDX102{ATTACK}"
            finding["related"] = [{"cell": finding["cell"], "span": None, "message": ATTACK}]
        report["limits"] = [{"cell": None, "why": ATTACK}]
        return json.dumps(report)

    def answer(route: object) -> None:
        response = route.fetch()  # type: ignore[attr-defined]
        route.fulfill(response=response, body=poison(response.text()))  # type: ignore[attr-defined]

    lab.page.route("**/mldebt-lab/check*", answer)
    write(lab.folder / "analysis.ipynb", notebook(code("print(missing)")))
    lab.open(f"{lab.name}/analysis.ipynb")
    panel = lab.show_panel()
    expect(panel.findings.first).to_contain_text(ATTACK)
    expect(panel.message("limits")).to_contain_text(ATTACK)
    everything_open(lab)
    lab.marks(0).first.hover()
    expect(lab.page.locator(".mldebt-Card")).to_contain_text(ATTACK)
    assert lab.page.locator("#mldebt-panel, .mldebt-Card").locator("img, script").count() == 0


def everything_open(lab: Lab) -> None:
    """Open every row of the tree."""
    closed = lab.panel.node.locator('[role=treeitem][aria-expanded="false"] > .mldebt-Row')
    while closed.count():
        # A fix is opened by its button.
        closed.first.locator(".mldebt-Toggle:visible, .mldebt-Fix-button").first.click()
