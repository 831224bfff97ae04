"""A screen reader can make sense of it, and it can be read in every theme."""

from __future__ import annotations

import pytest
from live import axe, themes
from live.lab import Lab, Open
from live.notebooks import code, notebook
from playwright.sync_api import expect

THEMES = {"light": themes.LIGHT, "dark": themes.DARK, "high-contrast": themes.CONTRAST}


@pytest.mark.goal("U4")
def test_nothing_serious_in_any_theme(demo: Lab) -> None:
    panel = demo.show_panel()
    row = panel.finding("NDX101", "by-zone")
    panel.open(row)
    panel.open(panel.finding("NDS401", "publish"))
    row.click()
    expect(demo.page.locator(".mldebt-mod-revealed")).to_have_count(1)
    expect(demo.page.locator(".mldebt-mod-revealed")).to_have_count(0)
    for name, theme in THEMES.items():
        themes.change(demo.page, theme)
        # The card of the finding at the cursor, as by keyboard.
        demo.page.keyboard.press("Shift+F8")
        demo.page.keyboard.press("F8")
        expect(demo.page.locator(".mldebt-Card")).to_be_visible()
        demo.picture(f"theme-{name}")
        assert axe.complaints(demo.page) == []


def test_the_colours_of_the_system_are_taken_where_it_forces_them(demo: Lab) -> None:
    panel = demo.show_panel()
    expect(panel.findings.first).to_be_visible()
    demo.page.emulate_media(forced_colors="active")
    first = panel.item(panel.cells.first)
    first.focus()
    expect(panel.cells.first).to_have_css("outline-style", "solid")
    demo.picture("theme-forced-colors")
    assert axe.complaints(demo.page) == []


@pytest.mark.goal("U4")
def test_the_tree_has_its_roles_names_and_levels(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("print(rate)", "reader"), code("rate = 0.1", "writer")))
    panel = lab.show_panel()
    panel.open(panel.finding("NDX101", "reader"))
    expect(lab.page.get_by_role("region", name="Notebook Hygiene")).to_be_visible()
    tree = lab.page.get_by_role("tree", name="Findings")
    items = tree.get_by_role("treeitem").all()
    levels = [item.get_attribute("aria-level") for item in items]
    assert levels[:2] == ["1", "2"]
    assert len(levels) >= 5
    assert set(levels[2:]) == {"3"}
    assert [item.get_attribute("aria-expanded") for item in items[:2]] == ["true", "true"]
    assert [item.get_attribute("tabindex") for item in items].count("0") == 1
    # The name of an item is its own line: severity, code and message, and not all that lies below.
    name = items[1].evaluate("node => document.getElementById(node.getAttribute('aria-labelledby')).innerText")
    assert all(part in name for part in ("rate", "Error", "NDX101"))
    assert "Why" not in name
    # Groups lie in the items that open them.
    assert tree.locator("[role=group]").evaluate_all("groups => groups.every(g => g.parentNode.role === 'treeitem')")
    expect(lab.page.get_by_role("button", name="Check again")).to_be_visible()
    expect(panel.node.get_by_role("status").and_(panel.counts)).to_have_text("1 error")


def test_a_narrow_panel_shows_everything(demo: Lab) -> None:
    panel = demo.show_panel()
    expect(panel.findings.first).to_be_visible()
    panel.open(panel.finding("NDS401", "publish"))
    demo.page.set_viewport_size({"width": 620, "height": 700})
    demo.picture("panel-narrow")
    body = panel.node.locator(".mldebt-Body")
    assert body.evaluate("node => node.scrollWidth <= node.clientWidth")
    for row in panel.findings.all():
        assert row.evaluate("node => node.scrollWidth <= node.clientWidth")
