"""Which findings the list shows, and how they are put together."""

from __future__ import annotations

from live.lab import Lab, Open
from live.notebooks import code, notebook
from live.panel import Panel
from live.pictures import ShowState
from playwright.sync_api import Locator, expect


def mixed(open_notebook: Open) -> Lab:
    """Errors, a warning with a fix, and a note."""
    return open_notebook(
        notebook(
            code("print(rate)", "early", count=7),
            code("rate = 0.1", "late"),
            code("from sklearn.model_selection import train_test_split\ntrain_test_split([1, 2])", "split"),
            code("open('/home/ana/x.csv')", "path"),
            code("import random\nrandom.random()", "draw"),
        )
    )


def chip(panel: Panel, name: str) -> Locator:
    return panel.node.locator(f'.mldebt-Chip[data-filter="{name}"]')


def test_words_filter_the_list_and_escape_clears_them(open_notebook: Open, state_picture: ShowState) -> None:
    lab = mixed(open_notebook)
    panel = lab.show_panel()
    expect(panel.finding("NDX101", "early")).to_be_visible()
    total = len(lab.report()["findings"])
    field = panel.node.get_by_role("searchbox")
    for words, code_ in (("RATE", "NDX101"), ("ndr205", "NDR205"), ("[7]", "NDX101"), ("home ana", "NDP301")):
        field.fill(words)
        expect(panel.finding(code_)).to_have_count(1)
        assert {c for _, c in panel.codes()} == {code_}
    shown = len(panel.codes())
    expect(panel.section("findings").locator(".mldebt-Section-head")).to_contain_text(f"{shown} of {total}")
    expect(panel.section("findings").get_by_role("status")).to_have_text(f"{shown} of {total} findings shown")
    state_picture("filtered", panel.node)
    field.press("Escape")
    expect(field).to_have_value("")
    expect(panel.finding("NDX101", "early")).to_be_visible()
    # The head counts what is there, not what is shown.
    expect(panel.counts).to_contain_text("error")


def test_chips_leave_a_severity_out_and_say_so(open_notebook: Open) -> None:
    lab = mixed(open_notebook)
    panel = lab.show_panel()
    expect(panel.finding("NDX101")).to_have_count(1)
    errors = chip(panel, "error")
    expect(errors).to_have_attribute("aria-pressed", "true")
    errors.press("Enter")
    expect(errors).to_have_attribute("aria-pressed", "false")
    expect(panel.finding("NDX101")).to_have_count(0)
    expect(panel.finding("NDR205")).to_have_count(1)
    errors.click()
    expect(panel.finding("NDX101")).to_have_count(1)


def test_fixable_shows_what_comes_with_a_fix(open_notebook: Open) -> None:
    lab = mixed(open_notebook)
    panel = lab.show_panel()
    fixable = {finding["code"] for finding in lab.report()["findings"] if finding["fix"]}
    assert fixable
    chip(panel, "fixable").click()
    expect(chip(panel, "fixable")).to_have_attribute("aria-pressed", "true")
    panel.open(panel.node.locator(".mldebt-Notes")) if panel.node.locator(".mldebt-Notes").count() else None
    assert {code_ for _, code_ in panel.codes()} == fixable


def test_new_only_is_offered_where_there_is_something_to_compare_with(open_notebook: Open) -> None:
    lab = mixed(open_notebook)
    panel = lab.show_panel()
    expect(panel.finding("NDX101")).to_have_count(1)
    expect(chip(panel, "newOnly")).to_have_count(0)


def test_when_all_is_filtered_out_it_says_so_and_offers_to_clear(open_notebook: Open, state_picture: ShowState) -> None:
    lab = mixed(open_notebook)
    panel = lab.show_panel()
    expect(panel.finding("NDX101")).to_have_count(1)
    panel.node.get_by_role("searchbox").fill("nothing of the kind")
    expect(panel.message("filtered")).to_be_visible()
    expect(panel.message("clean")).to_have_count(0)
    state_picture("filtered-to-nothing", panel.node)
    panel.message("filtered").get_by_role("button", name="Clear filters").click()
    expect(panel.message("filtered")).to_have_count(0)
    expect(panel.finding("NDX101")).to_have_count(1)


def test_findings_are_grouped_by_cell_rule_or_practice(open_notebook: Open, state_picture: ShowState) -> None:
    lab = mixed(open_notebook)
    panel = lab.show_panel()
    expect(panel.finding("NDX101")).to_have_count(1)
    findings = lab.report()["findings"]
    grouping = panel.node.get_by_label("Group by")
    grouping.select_option("By rule")
    heads = panel.node.locator(".mldebt-Group-head")
    expect(heads.first).to_be_visible()
    shown = heads.evaluate_all("heads => heads.map(head => head.dataset.code)")
    assert shown == sorted({finding["code"] for finding in findings})
    rule = panel.node.locator('.mldebt-Group-head[data-code="NDX101"]')
    expect(panel.item(rule).locator(".mldebt-Finding")).to_contain_text("[7]")
    state_picture("grouped-by-rule", panel.node)
    grouping.select_option("By practice")
    expect(panel.node.locator(".mldebt-Group-head[data-practice]").first).to_be_visible()
    shown = heads.evaluate_all("heads => heads.map(head => head.dataset.practice ?? null)")
    numbers = sorted({practice for finding in findings for practice in finding["practices"]})
    assert [n for n in shown if n] == [str(number) for number in numbers]
    split = next(finding for finding in findings if finding["code"] == "NDR205")
    expect(panel.finding("NDR205")).to_have_count(len(split["practices"]))
    grouping.select_option("By cell")
    expect(panel.cells.first).to_be_visible()


def test_how_the_panel_was_left_is_there_again_after_a_reload(open_notebook: Open) -> None:
    lab = mixed(open_notebook)
    panel = lab.show_panel()
    expect(panel.finding("NDX101")).to_have_count(1)
    panel.open_section("checklist")
    panel.node.get_by_label("Group by").select_option("By rule")
    panel.node.get_by_role("searchbox").fill("rate")
    expect(panel.finding("NDR205")).to_have_count(0)
    notebook = f"notebook:{lab.name}/analysis.ipynb"
    lab.reload(
        lambda saved: notebook in saved and saved.get("mldebt-lab:panel", {}).get("filter", {}).get("text") == "rate"
    )
    lab.wait_for_notebook()
    lab.show_panel()
    expect(panel.node.get_by_role("searchbox")).to_have_value("rate")
    expect(panel.section("checklist")).to_have_attribute("data-open", "true")
    expect(panel.node.get_by_label("Group by")).to_have_value("rule")
    expect(panel.finding("NDX101")).to_have_count(1)
    expect(panel.finding("NDR205")).to_have_count(0)
