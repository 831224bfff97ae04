"""The shortest way through everything, for other applications and other versions."""

from __future__ import annotations

from playwright.sync_api import expect

from live.lab import Lab
from live.notebooks import code, notebook, write


def list_mark_jump_and_follow(lab: Lab, address: str) -> None:
    """Open a notebook with its kernel; see list and mark, go to the place, edit, run."""
    content = notebook(code("rate = 1", "writer"), code("value = 2\nprint(rate, missing)", "reader"))
    write(lab.folder / "analysis.ipynb", content)
    lab.open(f"{lab.name}/analysis.ipynb", kernel=True, address=address)
    expect(lab.marks(1)).to_have_text(["missing"])
    expect(lab.badge(1)).to_have_attribute("data-count", "1")
    panel = lab.show_panel()
    expect(panel.verdict).to_have_attribute("data-verdict", "fails")
    row = panel.finding("NDX102", "reader")
    expect(panel.open(row).locator('.mldebt-Text[data-part="why"] .mldebt-Explanation-text')).not_to_have_text("…")
    row.click()
    lab.wait_for_cursor("reader", 1, len("print(rate, "), focus=True)
    lab.edit(1, "print(rate)")
    expect(panel.message("clean")).to_be_visible()
    expect(lab.marks(1)).to_have_count(0)
    lab.run(0, 1)
    lab.edit(0, "rate = 3")
    expect(panel.finding("NDX109", "writer")).to_be_visible()
    assert lab.codes() == {"writer": ["NDX109"]}
