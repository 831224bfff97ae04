"""The widget in a notebook: what it shows of the notebook itself and of others, and that its links lead to cells."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from live import axe, themes
from live.lab import LOADED_MS, Lab, Open
from live.notebooks import code, notebook, write
from live.server import Server, running
from playwright.sync_api import Locator, expect

DOCS = Path(__file__).parents[1] / "docs" / "widget.md"
SHOW = "from mldebt_lab.widget import Hygiene\nhygiene = Hygiene()\nhygiene"
HOSTILE = "/home/ana/<img src=x onerror=alert(1)><b>bold"


def in_debt(*more: Any) -> dict[str, Any]:
    """A notebook that shows its own hygiene in its first cell, far above what is found."""
    far = [code(f"value_{number} = {number}\n" * 12, f"far-{number}") for number in range(8)]
    return notebook(
        code(SHOW, "show"), *more, *far, code("print(rate)", "reader"), code(f"rate = 1\nopen({HOSTILE!r})", "writer")
    )


def widget(lab: Lab, index: int = 0) -> Locator:
    """The widget in a cell's output."""
    return lab.cell(index).locator(".mldebt-Widget")


def wait_for_cell(lab: Lab, cell: str) -> None:
    """Wait until a cell is the active one, and in view."""
    lab.page.wait_for_function("cell => tests.isReady() && tests.cursor().cell === cell", arg=cell, timeout=LOADED_MS)
    expect(lab.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell.jp-mod-active")).to_be_in_viewport()


def test_it_shows_the_notebook_itself_and_its_links_lead_to_cells(open_notebook: Open) -> None:
    lab = open_notebook(in_debt(), kernel=True)
    lab.run(0)
    shown = widget(lab)
    expect(shown.locator(".mldebt-verdict")).to_have_attribute("data-verdict", "fails")
    expect(shown.locator(".mldebt-Widget-title")).to_have_text("Notebook hygiene: analysis.ipynb")
    expect(shown.locator(".mldebt-Widget-head")).to_contain_text("As saved on 20")
    expect(shown.locator('.mldebt-item[data-state="fail"]').first).to_be_visible()
    finding = shown.locator('.mldebt-finding[data-code="NDX101"]')
    finding.locator(".mldebt-finding-head a").click()
    wait_for_cell(lab, "reader")
    expect(finding).to_have_attribute("aria-current", "true")
    assert lab.page.url.endswith("analysis.ipynb")
    # What the notebook holds is text here, too.
    expect(shown).to_contain_text("<img src=x onerror=alert(1)><b>bold")
    expect(shown.locator("img")).to_have_count(0)


def test_it_is_accessible_in_light_and_dark(open_notebook: Open) -> None:
    lab = open_notebook(in_debt(), kernel=True)
    lab.run(0)
    expect(widget(lab).locator(".mldebt-verdict")).to_be_visible()
    for name in (themes.LIGHT, themes.DARK):
        themes.change(lab.page, name)
        lab.picture(f"widget-{name.split()[-1].lower()}")
        assert axe.complaints(lab.page, [".mldebt-Widget"]) == []


def test_it_can_be_used_by_keyboard_and_read_again_after_a_change(open_notebook: Open) -> None:
    lab = open_notebook(in_debt(), kernel=True)
    lab.run(0)
    shown = widget(lab)
    link = shown.locator('.mldebt-item[data-item="order"] a')
    link.focus()
    lab.page.keyboard.press("Enter")
    finding = shown.locator('.mldebt-finding[data-code="NDX101"]')
    expect(finding).to_be_focused()
    expect(finding).to_have_attribute("aria-current", "true")
    finding.locator(".mldebt-finding-head a").focus()
    lab.page.keyboard.press("Enter")
    wait_for_cell(lab, "reader")
    lab.edit(9, "print(1)")
    lab.command("docmanager:save")
    lab.scroll_to(0)
    expect(finding).to_have_count(1)
    shown.get_by_role("button", name="Check again").focus()
    lab.page.keyboard.press("Enter")
    expect(finding).to_have_count(0)
    expect(shown.locator(".mldebt-verdict")).to_have_attribute("data-verdict", "plausible")


def test_the_documented_dropdown_chooses_the_checklist(open_notebook: Open) -> None:
    (example,) = re.findall(r"```python\n(import ipywidgets\n.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    follow = 'hygiene.observe(lambda change: print(change["new"]), "selected")'
    assert follow in DOCS.read_text("utf-8")
    lab = open_notebook(in_debt(code(example, "example"), code(follow, "follow")), kernel=True)
    lab.run(1, 2)
    shown = widget(lab, 1)
    expect(shown.locator(".mldebt-item")).to_have_count(12)
    lab.cell(1).locator("select").select_option("ml-test-score")
    expect(shown.locator(".mldebt-item")).to_have_count(28)
    expect(shown.locator(".mldebt-score")).to_contain_text("Score: at least 0")
    assert axe.complaints(lab.page, [".mldebt-Widget"]) == []


def test_a_folder_is_listed_and_its_notebooks_open_at_the_cell(open_notebook: Open) -> None:
    here = notebook(code("from mldebt_lab.widget import Hygiene\nHygiene('.')", "show"))
    lab = open_notebook(here, kernel=True)
    write(lab.folder / "deep" / "other.ipynb", in_debt())
    lab.run(0)
    shown = widget(lab)
    expect(shown.locator("summary")).to_have_count(2)
    lab.picture("widget-folder")
    shown.locator("summary", has_text="deep/other.ipynb").click()
    shown.locator('details[open] .mldebt-finding[data-code="NDX101"] .mldebt-finding-head a').click()
    lab.page.wait_for_function("() => tests.view().context.path.endsWith('deep/other.ipynb')")
    wait_for_cell(lab, "reader")


def test_what_is_saved_is_shown_without_a_kernel(open_notebook: Open) -> None:
    lab = open_notebook(in_debt(), kernel=True)
    lab.run(0)
    expect(widget(lab).locator(".mldebt-verdict")).to_be_visible()
    lab.command("docmanager:save")
    outputs = json.loads((lab.folder / "analysis.ipynb").read_text("utf-8"))["cells"][0]["outputs"]
    html = "".join(outputs[0]["data"]["text/html"])
    assert 'data-code="NDX101"' in html
    assert "<img" not in html


def test_links_lead_to_cells_in_notebook_7(new_lab: Callable[[Server], Lab]) -> None:
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), app="notebook") as server:
        lab = new_lab(server)
        write(lab.folder / "analysis.ipynb", in_debt())
        lab.open(f"{lab.name}/analysis.ipynb", kernel=True, address="notebooks/{path}")
        lab.run(0)
        finding = widget(lab).locator('.mldebt-finding[data-code="NDX101"]')
        finding.locator(".mldebt-finding-head a").click()
        wait_for_cell(lab, "reader")
        lab.picture("widget-notebook7")
        assert lab.page.context.pages[-1] == lab.page
        # Notebook's own, also without the extension: its menus ask for settings that are not there yet.
        lab.complaints.forgive("Cannot read properties of undefined (reading 'schema')")
        lab.close()
