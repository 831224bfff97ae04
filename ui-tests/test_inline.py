"""The cells themselves show what is found in them: underlines, one badge a cell, a card."""

from __future__ import annotations

import pytest
from live.lab import Lab, Open
from live.notebooks import NOTEBOOK_TRACKER, code, long_notebook, markdown, notebook, printed
from live.text import pattern
from playwright.sync_api import expect

ODD_CELL = "\n".join(
    [
        'notes = "𝒳 😀 e\u0301 שלום"; print("😀😀", first)',
        "if notes:",
        '\tprint("\t😀", second)',
        "print(third, '🇩🇪' * 2, fourth_é)",
    ]
)


def test_the_underlines_are_exactly_under_the_words(open_notebook: Open) -> None:
    lab = open_notebook(notebook(markdown("# 😀"), code(ODD_CELL)))
    expect(lab.marks(1)).to_have_text(["first", "second", "third", "fourth_é"])
    for mark in lab.marks(1).all():
        expect(mark).to_have_css("text-decoration-line", "underline")
        expect(mark).to_have_class(pattern("mldebt-mark-error"))
        box = mark.bounding_box()
        assert box is not None
        assert box["width"] > 20
    lab.picture("inline-odd-characters")


@pytest.mark.goal("U5")
def test_one_badge_a_cell_says_how_many_and_how_bad(open_notebook: Open) -> None:
    lab = open_notebook(
        notebook(code("import random\nprint(missing, random.random())"), code("print(1)"), code("print(lost)", count=7))
    )
    badge = lab.badge(0)
    expect(badge).to_have_count(1)
    expect(badge).to_have_attribute("data-severity", "error")
    expect(badge).to_have_attribute("data-count", "2")
    expect(badge).to_have_accessible_name("2 findings in cell 1, highest: Error")
    expect(lab.badge(1)).to_have_count(0)
    expect(lab.badge(2)).to_have_accessible_name("1 finding in [7], highest: Error")
    badge.focus()
    expect(badge).to_be_focused()
    lab.page.keyboard.press("Enter")
    expect(lab.panel.item(lab.panel.finding("NDX102", "c0"))).to_be_focused()


def test_the_marks_can_be_switched_off_and_on(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("print(missing)")))
    expect(lab.marks(0)).to_have_count(1)
    lab.command("mldebt:toggle-inline")
    expect(lab.marks(0)).to_have_count(0)
    expect(lab.badge(0)).to_have_count(0)
    lab.command("mldebt:toggle-inline")
    expect(lab.marks(0)).to_have_text(["missing"])
    expect(lab.badge(0)).to_have_count(1)


def test_the_marks_are_a_choice_of_the_view_menu(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("print(missing)")))
    expect(lab.marks(0)).to_have_count(1)
    for is_on, marks in ((True, 0), (False, 1)):
        lab.page.get_by_role("menuitem", name="View", exact=True).click()
        choice = lab.page.locator(".lm-Menu-item", has_text="Mark Findings in the Notebook")
        expect(choice).to_be_visible()
        assert ("lm-mod-toggled" in (choice.get_attribute("class") or "")) is is_on
        choice.click()
        expect(lab.marks(0)).to_have_count(marks)


def test_marks_are_neither_printed_nor_presented(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("print(rate)"), code("rate = 0.1")))
    marks = [lab.badge(0), lab.chip(0)]
    for mark in marks:
        expect(mark).to_be_visible()
    lab.page.emulate_media(media="print")
    for mark in marks:
        expect(mark).to_be_hidden()
    expect(lab.marks(0)).to_have_css("text-decoration-line", "none")
    lab.page.emulate_media(media="screen")
    lab.command("application:toggle-presentation-mode")
    for mark in marks:
        expect(mark).to_be_hidden()
    expect(lab.marks(0)).to_have_css("text-decoration-line", "none")
    lab.command("application:toggle-presentation-mode")
    expect(lab.badge(0)).to_be_visible()


@pytest.mark.parametrize("mode", ["full", "defer", "contentVisibility", "none"])
def test_marks_survive_a_journey_to_the_other_end(mode: str, lab: Lab, open_notebook: Open) -> None:
    # In the first of these modes cells are taken off the page when they are out of sight.
    lab.server.set(NOTEBOOK_TRACKER, {"windowingMode": mode})
    open_notebook(long_notebook(120, c2="print(near)", c118="print(far)"))
    expect(lab.marks(2)).to_have_text(["near"])
    expect(lab.cell(118)).not_to_be_in_viewport()
    if mode != "full":
        # In the others cells get their height when they are rendered, and what is scrolled to would move away.
        lab.page.wait_for_function("() => tests.view().content.widgets.every(cell => !cell.isPlaceholder())")
    for _ in range(2):
        lab.scroll_to(118)
        expect(lab.marks(118)).to_have_text(["far"])
        expect(lab.badge(118)).to_have_count(1)
        expect(lab.chip(118)).to_have_text("out of place")
        expect(lab.cell(2)).not_to_be_in_viewport()
        lab.scroll_to(2)
        expect(lab.marks(2)).to_have_text(["near"])
        expect(lab.badge(2)).to_have_count(1)


def test_a_card_explains_the_underline(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("print(1)"), code("print(missing)")))
    lab.marks(1).hover()
    card = lab.page.locator(".mldebt-Card")
    expect(card).to_be_visible()
    expect(card.locator(".mldebt-Card-item")).to_have_attribute("data-code", "NDX102")
    expect(card.locator(".mldebt-Card-severity")).to_have_text("Error")
    expect(card.locator(".mldebt-Card-message")).to_contain_text("missing")
    expect(card.locator(".mldebt-Card-tags")).to_have_text("static · sure")
    lab.picture("inline-card-light")
    card.get_by_role("button", name="Show in the panel").click()
    expect(lab.panel.item(lab.panel.finding("NDX102", "c1"))).to_be_focused()


@pytest.mark.goal("U4")
def test_the_keyboard_goes_from_finding_to_finding_and_sees_the_card(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("a = 1\nprint(missing, a)"), code("print(lost)")))
    lab.report()
    lab.select(0)
    lab.page.keyboard.press("F8")
    lab.wait_for_cursor("c0", 1, 6, focus=True)
    card = lab.page.locator(".mldebt-Card")
    expect(card).to_contain_text("missing")
    lab.page.keyboard.press("F8")
    lab.wait_for_cursor("c1", 0, 6, focus=True)
    expect(card).to_contain_text("lost")
    lab.page.keyboard.press("F8")
    lab.wait_for_cursor("c0", 1, 6, focus=True)
    lab.page.keyboard.press("Shift+F8")
    lab.wait_for_cursor("c1", 0, 6, focus=True)
    lab.page.keyboard.press("ArrowRight")
    expect(card).to_have_count(0)


def test_nothing_is_put_into_outputs_and_rendered_text(open_notebook: Open) -> None:
    lab = open_notebook(
        notebook(markdown("`print(missing)`"), code("print(missing)", count=1, outputs=[printed("missing\n")]))
    )
    expect(lab.marks(1)).to_have_count(1)
    for place in (".jp-OutputArea", ".jp-RenderedMarkdown"):
        expect(lab.page.locator(place).first).to_contain_text("missing")
        assert lab.page.locator(f"{place} [class*=mldebt]").count() == 0


def test_badges_without_underlines_still_have_their_cards(open_notebook: Open) -> None:
    lab = open_notebook(notebook(code("print(missing)")))
    expect(lab.marks(0)).to_have_css("text-decoration-line", "underline")
    status = lab.page.locator(".mldebt-Status")
    for label, line, badges in (
        ("Badges Only", "none", 1),
        ("No Marks in the Notebook", None, 0),
        ("Badges and Underlines", "underline", 1),
    ):
        status.click(button="right")
        choice = lab.page.locator(".lm-Menu-item", has_text=label)
        expect(choice).not_to_have_class(pattern("lm-mod-toggled"))
        choice.click()
        expect(lab.badge(0)).to_have_count(badges)
        if line is None:
            expect(lab.marks(0)).to_have_count(0)
            continue
        expect(lab.marks(0)).to_have_css("text-decoration-line", line)
        lab.marks(0).hover()
        expect(lab.page.locator(".mldebt-Card")).to_be_visible()
        lab.page.mouse.move(0, 0)
        expect(lab.page.locator(".mldebt-Card")).to_have_count(0)
