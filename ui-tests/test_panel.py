"""Someone opens the panel and reads what is wrong with the notebook, cell by cell."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from live.lab import Lab, Open
from live.notebooks import code, notebook
from live.pictures import ShowState
from live.text import pattern
from playwright.sync_api import expect

WORDS = {"error": "Error", "warning": "Warning", "info": "Note"}


def command_report(lab: Lab, name: str) -> dict[str, Any]:
    """What the command says of a notebook in the test's folder."""
    command = [sys.executable, "-m", "mldebt_lab", "check", f"{lab.name}/{name}", "--format", "json"]
    done = subprocess.run(command, cwd=lab.server.root, capture_output=True, text=True, check=False)
    return dict(json.loads(done.stdout)["notebooks"][0])


def test_the_panel_lists_what_the_command_finds(demo: Lab, state_picture: ShowState) -> None:
    panel = demo.show_panel()
    report = command_report(demo, "taxi-fares.ipynb")
    shown = demo.report()
    # What is not saved has no lines in a file.
    assert shown["findings"] == [{**finding, "file_line": None} for finding in report["findings"]]
    assert shown["verdict"] == report["verdict"]
    behind = panel.node.locator(".mldebt-Finding-also").count()
    listed = [finding for finding in report["findings"] if finding["severity"] != "info"]
    expect(panel.findings).to_have_count(len(listed) - behind)
    assert set(panel.codes()) <= {(finding["cell"]["id"], finding["code"]) for finding in listed}
    state_picture("findings", panel.node)


def test_findings_stand_under_their_cells_in_the_notebooks_order(demo: Lab) -> None:
    panel = demo.show_panel()
    ids = [finding["cell"]["id"] for finding in demo.report()["findings"] if finding["severity"] != "info"]
    groups = list(dict.fromkeys(ids))
    assert [row.get_attribute("data-cell-id") for row in panel.cells.all()] == groups
    for row in panel.cells.all():
        cell = row.get_attribute("data-cell-id")
        below = panel.item(row).locator(".mldebt-Finding").all()
        assert {finding.get_attribute("data-cell-id") for finding in below} == {cell}
        assert row.locator(".mldebt-Count").inner_text() == str(len(below))
    by_zone = panel.node.locator('.mldebt-Cell[data-cell-id="by-zone"]')
    expect(by_zone).to_contain_text("[9]")
    expect(by_zone).to_contain_text('trips["zone"] = trips["zone_id"].map(zone_names)')


def test_each_finding_has_an_icon_and_words(demo: Lab) -> None:
    panel = demo.show_panel()
    expect(panel.findings.first).to_be_visible()
    for row in panel.findings.all():
        severity = row.get_attribute("data-severity") or ""
        expect(row.locator(".mldebt-SeverityIcon")).to_be_visible()
        expect(row.locator(".mldebt-Finding-severity")).to_have_text(WORDS[severity])
        expect(row.locator(".mldebt-Finding-code")).to_have_text(row.get_attribute("data-code") or "")
        expect(row.locator(".mldebt-Finding-tag")).to_have_text(pattern("(sure|likely|maybe)", escape=False))
    undefined = panel.finding("NDX102", "error-by-zone")
    expect(undefined.locator("code")).to_have_text(["error_by_zone"])
    expect(panel.finding("NDX101", "by-zone")).to_contain_text("[8]")
    expect(panel.finding("NDS401", "publish")).to_contain_text("also Warning NDP302")


@pytest.mark.goal("U4")
def test_the_head_counts_and_gives_a_verdict_and_says_so_when_it_changes(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("print(missing)"), code("import random\nrandom.random()")))
    panel = lab.show_panel()
    expect(panel.node.locator(".mldebt-Header-name")).to_have_text("analysis.ipynb")
    expect(panel.counts).to_have_text("1 error1 warning")
    expect(panel.counts).to_have_attribute("aria-live", "polite")
    expect(panel.verdict).to_have_attribute("data-verdict", "fails")
    counts = panel.counts.element_handle()
    lab.edit(0, "missing = 1\nprint(missing)")
    expect(panel.counts).to_have_text("1 warning")
    expect(panel.verdict).to_have_attribute("data-verdict", "plausible")
    # A screen reader follows the element that it knows.
    assert counts.evaluate("(node) => node.isConnected")


@pytest.mark.goal("U6")
def test_why_and_how_to_fix_open_in_place(demo: Lab) -> None:
    panel = demo.show_panel()
    row = panel.finding("NDR205", "split")
    item = panel.open(row)
    expect(item).to_have_attribute("aria-expanded", "true")
    said = subprocess.run(
        [sys.executable, "-m", "mldebt_lab", "explain", "NDR205"], capture_output=True, text=True, check=True
    ).stdout.split()
    for part, title in (("why", "Why"), ("fix", "How to fix")):
        text = item.locator(f'.mldebt-Text[data-part="{part}"]')
        expect(text.locator(".mldebt-Explanation-title").first).to_have_text(title)
        words = text.locator(".mldebt-Explanation-text").inner_text().split()
        assert len(words) > 3
        assert {word.strip("`.,;:") for word in words} <= {word.strip("`.,;:") for word in said}
    expect(item.locator(".mldebt-Explanation-practices")).to_contain_text("Best practice")
    # Opening does not go anywhere.
    assert demo.cursor()["cell"] != "split"
    demo.picture("panel-explained-light")
    row.locator(".mldebt-Toggle").click()
    expect(item.locator(".mldebt-Text")).to_have_count(0)


@pytest.mark.goal("U6")
def test_each_rule_says_why_how_to_fix_and_gives_examples(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("print(rate)", "early"), code("rate = 0.1")))
    rules = lab.server.ask("mldebt-lab/rules")["rules"]
    assert len(rules) > 30
    for rule in rules:
        assert all(rule[part] for part in ("code", "name", "summary", "severity", "why", "fix", "practices")), rule
        # What a check of the whole project says has no example in one notebook.
        assert (rule["bad"] and rule["good"]) or rule["code"] == "NDX121"
    panel = lab.show_panel()
    row = panel.finding("NDX101", "early")
    expect(row).to_contain_text("Uses rate")
    expect(row.locator(".mldebt-Finding-tag")).to_have_text("static · sure")
    item = panel.open(row)
    (rule,) = [rule for rule in rules if rule["code"] == "NDX101"]
    why, fix = (item.locator(f'.mldebt-Text[data-part="{part}"]') for part in ("why", "fix"))
    expect(why.locator(".mldebt-Explanation-practices")).to_contain_text(str(rule["practices"][0]))
    bad, good = fix.locator(".mldebt-Explanation-example").all()
    expect(bad).to_contain_text("print(rate)")
    expect(good).to_contain_text(rule["good"][0].strip().splitlines()[1])
    # All of that without the internet: there is no link to elsewhere.
    assert panel.node.locator("a[href^=http]").count() == 0
    lab.picture("panel-example-light")


def test_the_sidebars_tab_opens_the_panel(demo: Lab) -> None:
    demo.page.locator('.lm-TabBar-tab[data-id="mldebt-panel"]').click()
    expect(demo.panel.findings.first).to_be_visible()
