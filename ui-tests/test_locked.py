"""An administrator decides: what is locked holds whatever a user has set, and says by whom."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from live import axe
from live.lab import Lab
from live.notebooks import code, notebook, write
from live.server import Server, running
from live.text import pattern
from playwright.sync_api import expect

OVERRIDES = {"mldebt-lab:plugin": {"inline": "marks", "checklist": "default", "locked": ["inline", "checklist"]}}
TRAITS = {"MLDebt": {"select": ["NDX"], "lock": ["select"]}}


@pytest.fixture
def locked_server() -> Iterator[Server]:
    """A server whose administrator has locked settings of the page and of the analysis."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        overrides = folder / "config" / "labconfig" / "default_setting_overrides.json"
        overrides.parent.mkdir(parents=True)
        overrides.write_text(json.dumps(OVERRIDES))
        (folder / "config" / "jupyter_server_config.json").write_text(json.dumps(TRAITS))
        with running(folder) as server:
            yield server


@pytest.mark.goal("U12")
def test_what_is_locked_holds_is_disabled_and_says_by_whom(
    locked_server: Server, new_lab: Callable[[Server], Lab]
) -> None:
    lab = new_lab(locked_server)
    chosen = {"inline": "off", "checklist": "code-completeness", "select": ["NDR"], "locked": []}
    lab.server.set("mldebt-lab:plugin", chosen)
    write(lab.folder / "analysis.ipynb", notebook(code("import random\nprint(missing, random.random())")))
    lab.open(f"{lab.name}/analysis.ipynb")
    assert [finding["code"] for finding in lab.report()["findings"]] == ["NDX102"]
    expect(lab.badge(0)).to_be_visible()
    expect(lab.marks(0)).to_have_css("text-decoration-line", "none")

    lab.page.get_by_role("menuitem", name="View", exact=True).click()
    choice = lab.page.locator(".lm-Menu-item", has_text="Mark Findings in the Notebook")
    expect(choice).to_have_class(pattern("lm-mod-disabled"))
    lab.page.keyboard.press("Escape")
    lab.page.keyboard.press("Escape")

    panel = lab.show_panel()
    locks = panel.node.locator(".mldebt-Locks")
    expect(locks).to_contain_text("3 settings are locked by the administrator")
    locks.locator("summary").click()
    expect(locks.locator("li")).to_have_text(
        ["inline in overrides.json", "checklist in overrides.json", "select in the server's configuration (c.MLDebt)"]
    )
    profile = panel.open_section("checklist").locator(".mldebt-Profile select")
    expect(profile).to_be_disabled()
    expect(profile).to_have_attribute("title", "Set by the administrator: overrides.json.")
    assert axe.complaints(lab.page) == []
    lab.picture("panel-locked-light")

    lab.command("settingeditor:open", query="Notebook Hygiene")
    editor = lab.page.locator(".jp-SettingsForm")
    expect(editor.get_by_text("Set by the administrator: overrides.json.")).to_have_count(2)
    expect(editor.get_by_text("Set by the administrator: the server's configuration (c.MLDebt).")).to_have_count(1)
    expect(editor.locator('select[id$="_inline"]')).to_be_disabled()
    expect(editor.locator('input[id$="_checklist"]')).not_to_be_editable()
    expect(editor.locator('input[id$="_select_0"]')).not_to_be_editable()
    expect(editor.locator('select[id$="_minimumSeverity"]')).to_be_enabled()
    lab.picture("settings-locked-light")
