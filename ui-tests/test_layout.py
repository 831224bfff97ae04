"""The panel where it is wide, narrow, moved elsewhere, and there again after a reload."""

from __future__ import annotations

import json

import pytest
from live import axe, themes
from live.lab import Lab
from playwright.sync_api import expect

THEMES = {"light": themes.LIGHT, "dark": themes.DARK, "high-contrast": themes.CONTRAST}


def left_of(lab: Lab, id: str) -> float:
    """Where a section begins from the left."""
    box = lab.panel.section(id).bounding_box()
    assert box is not None
    return box["x"]


def move(lab: Lab, area: str) -> None:
    """Move the panel to another area, as JupyterLab's menu of a tab does."""
    lab.page.evaluate(
        """area => {
            const { shell } = jupyterapp;
            const areas = ['left', 'right', 'main', 'down'];
            const panel = areas.flatMap(a => Array.from(shell.widgets(a))).find(w => w.id === 'mldebt-panel');
            shell.add(panel, area);
            shell.activateById(panel.id);
        }""",
        area,
    )
    expect(lab.panel.node).to_be_visible()


@pytest.mark.parametrize("area", ["main", "down"])
def test_where_there_is_room_findings_stand_beside_the_rest(demo: Lab, area: str) -> None:
    panel = demo.show_panel()
    expect(panel.findings.first).to_be_visible()
    panel.open_section("checklist")
    open_row = panel.open(panel.finding("NDR205", "split"))
    expect(open_row).to_have_attribute("aria-expanded", "true")
    assert left_of(demo, "checklist") == left_of(demo, "findings")
    move(demo, area)
    expect(panel.findings.first).to_be_visible()
    # What was open is open.
    expect(open_row).to_have_attribute("aria-expanded", "true")
    assert left_of(demo, "checklist") > left_of(demo, "findings") + 200
    expect(demo.page.locator(".lm-TabBar-tab", has_text="Notebook Hygiene")).to_be_visible()
    for name, theme in THEMES.items():
        themes.change(demo.page, theme)
        demo.picture(f"wide-{area}-{name}")
        assert axe.complaints(demo.page) == []
    move(demo, "right")
    assert left_of(demo, "checklist") == left_of(demo, "findings")
    expect(open_row).to_have_attribute("aria-expanded", "true")
    expect(panel.section("checklist")).to_have_attribute("data-open", "true")


def test_all_sections_stay_in_reach_in_a_narrow_panel(demo: Lab) -> None:
    panel = demo.show_panel()
    for id in ("checklist", "accesses", "dependencies", "ignored"):
        panel.open_section(id)
    demo.page.set_viewport_size({"width": 700, "height": 850})
    for name, theme in THEMES.items():
        themes.change(demo.page, theme)
        demo.picture(f"narrow-{name}")
        assert axe.complaints(demo.page) == []
    for body in panel.node.locator(".mldebt-Section-body, .mldebt-Body").all():
        assert body.evaluate("node => node.scrollWidth <= node.clientWidth")
    for head in panel.node.locator(".mldebt-Section-head").all():
        head.scroll_into_view_if_needed()
        expect(head).to_be_in_viewport()


def test_where_the_panel_was_moved_to_it_is_after_a_reload(demo: Lab) -> None:
    panel = demo.show_panel()
    expect(panel.findings.first).to_be_visible()
    move(demo, "main")
    demo.reload(lambda saved: "mldebt-panel" in json.dumps(saved.get("layout-restorer:data", {}).get("main")))
    expect(demo.page.locator("#jp-main-dock-panel #mldebt-panel")).to_have_count(1)
