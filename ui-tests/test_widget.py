"""The widget in a notebook: what it shows of the notebook itself and of others, and that its links lead to cells."""

from __future__ import annotations

from typing import Any

from live.lab import Lab, Open
from live.notebooks import code, notebook
from playwright.sync_api import Locator, expect

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
    expect(lab.page.locator(".jp-Cell.jp-mod-active")).to_contain_text("print(rate)")
    expect(finding).to_have_attribute("aria-current", "true")
    assert lab.page.url.endswith("analysis.ipynb")
    # What the notebook holds is text here, too.
    expect(shown).to_contain_text("<img src=x onerror=alert(1)><b>bold")
    expect(shown.locator("img")).to_have_count(0)
