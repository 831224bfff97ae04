"""From any finding to the exact place in one action, however the notebook is drawn and wherever the cell has gone."""

from __future__ import annotations

import pytest
from live.lab import Lab, Open
from live.notebooks import NOTEBOOK_TRACKER, code, long_notebook, notebook
from playwright.sync_api import expect

CELLS = 300
FAR = 280


def three_places(open_notebook: Open) -> Lab:
    """A notebook that reads a name before it is defined, behind a line with a character beyond the basic plane."""
    return open_notebook(
        notebook(
            code('title = "📈"\nprint("📈", rate)', "reader"),
            code("other = 1\nprint(other)", "between"),
            code("# the rate\nrate = 0.1", "writer"),
        )
    )


@pytest.mark.goal("U3")
def test_a_click_puts_the_cursor_on_the_words(open_notebook: Open) -> None:
    lab = three_places(open_notebook)
    lab.show_panel().finding("NDX101", "reader").click()
    lab.wait_for_cursor("reader", 1, len('print("xx", '), focus=True)
    expect(lab.page.locator(".jp-Cell.mldebt-mod-revealed")).to_have_count(1)
    expect(lab.page.locator(".jp-Cell.mldebt-mod-revealed")).to_have_count(0)


@pytest.mark.goal("U3")
def test_a_related_place_is_one_click_away_too(open_notebook: Open) -> None:
    lab = three_places(open_notebook)
    panel = lab.show_panel()
    item = panel.open(panel.finding("NDX101", "reader"))
    related = item.locator(".mldebt-Related")
    expect(related).to_have_attribute("data-cell-id", "writer")
    expect(related).to_contain_text("cell 3")
    related.click()
    lab.wait_for_cursor("writer", 1, 0, focus=True)


@pytest.mark.goal("U3")
def test_enter_goes_to_the_place_and_shift_enter_shows_it_from_the_panel(open_notebook: Open) -> None:
    lab = three_places(open_notebook)
    panel = lab.show_panel()
    row = panel.item(panel.finding("NDX101", "reader"))
    lab.select(2)
    row.focus()
    lab.page.keyboard.press("Shift+Enter")
    lab.wait_for_cursor("reader", 1, len('print("xx", '), focus=False)
    expect(row).to_be_focused()
    lab.page.keyboard.press("Enter")
    lab.wait_for_cursor("reader", 1, len('print("xx", '), focus=True)
    assert not panel.has_focus()


@pytest.mark.goal("U3")
@pytest.mark.parametrize("mode", ["defer", "full", "none", "contentVisibility"])
def test_cells_far_away_are_found_in_every_windowing_mode(mode: str, lab: Lab, open_notebook: Open) -> None:
    content = long_notebook(CELLS, **{"c3": "print(near)", f"c{FAR}": 'text = "far"\nprint(text, far_away)'})
    lab.server.set(NOTEBOOK_TRACKER, {"windowingMode": mode})
    open_notebook(content)
    assert lab.page.evaluate("() => tests.view().content.notebookConfig.windowingMode") == mode
    panel = lab.show_panel()
    panel.finding("NDX102", f"c{FAR}").click()
    lab.wait_for_cursor(f"c{FAR}", 1, len("print(text, "), focus=True)
    expect(lab.cell(FAR)).to_be_in_viewport()
    expect(lab.marks(FAR)).to_have_text(["far_away"])
    panel.finding("NDX102", "c3").click()
    lab.wait_for_cursor("c3", 0, len("print("), focus=True)
    expect(lab.cell(3)).to_be_in_viewport()

    # The cell goes elsewhere; before it, others come and go.
    lab.page.evaluate(f"() => tests.view().content.moveCell({FAR}, 60)")
    lab.page.evaluate("() => tests.view().context.model.sharedModel.deleteCell(0)")
    lab.report()
    panel.finding("NDX102", f"c{FAR}").click()
    lab.wait_for_cursor(f"c{FAR}", 1, len("print(text, "), focus=True)
    expect(lab.cell(59)).to_be_in_viewport()
    expect(lab.marks(59)).to_have_text(["far_away"])
