"""When there is no list, the panel says why, and what to do."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from live.lab import CHECK, Lab, Open
from live.notebooks import R, code, markdown, notebook, write
from live.pictures import ShowState
from live.server import Server, running
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def bare_server() -> Iterator[Server]:
    """JupyterLab that has the page's part of the extension only."""
    options = ["--ServerApp.jpserver_extensions={'mldebt_lab': False}"]
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), options=options) as server:
        yield server


def test_no_notebook_then_a_clean_one_then_none_again(lab: Lab, state_picture: ShowState) -> None:
    write(lab.folder / "clean.ipynb", notebook(code("x = 1\nprint(x)")))
    lab.go(f"lab/workspaces/{lab.name}")
    panel = lab.show_panel()
    expect(panel.message("none")).to_contain_text("Open a notebook")
    state_picture("no-notebook", panel.node)
    lab.command("docmanager:open", path=f"{lab.name}/clean.ipynb")
    expect(panel.message("clean")).to_contain_text("Nothing found")
    expect(panel.counts).to_have_text("no findings")
    expect(panel.verdict).to_have_attribute("data-verdict", "plausible")
    state_picture("nothing-found", panel.node)
    lab.command("application:close")
    expect(panel.message("none")).to_be_visible()


def test_another_language_is_checked_for_what_needs_no_python(open_notebook: Open, state_picture: ShowState) -> None:
    lab = open_notebook(notebook(code("x <- 1", count=2), code("print(x)", count=2), code("x %>% f("), metadata=R))
    panel = lab.show_panel()
    expect(panel.message("limits")).to_contain_text("Code in R is not analysed")
    expect(panel.finding("NDX105")).to_have_count(0)  # a note, closed at first
    panel.open(panel.node.locator(".mldebt-Notes"))
    expect(panel.finding("NDX105")).to_have_count(1)
    expect(panel.finding("NDX120")).to_have_count(0)
    state_picture("other-language", panel.node)


def test_a_cell_that_cannot_be_read_is_told_and_the_rest_is_checked(
    open_notebook: Open, state_picture: ShowState
) -> None:
    lab = open_notebook(notebook(code("total = ("), code("print(missing)")))
    panel = lab.show_panel()
    expect(panel.message("limits")).to_contain_text("1 cell was passed over")
    expect(panel.finding("NDX102", "c1")).to_be_visible()
    state_picture("broken-cell", panel.node)


@pytest.mark.goal("U10")
def test_without_the_server_extension_it_says_so_and_stops_asking(
    new_lab: Callable[[Server], Lab], bare_server: Server, state_picture: ShowState
) -> None:
    lab = new_lab(bare_server)
    write(lab.folder / "analysis.ipynb", notebook(code("print(missing)")))
    lab.open(f"{lab.name}/analysis.ipynb", kernel=True)
    panel = lab.show_panel()
    missing = panel.message("missing")
    expect(missing).to_contain_text("The server extension is missing")
    expect(missing).to_contain_text("jupyter server extension list")
    state_picture("server-missing", panel.node)
    lab.wait_for_kernel()
    before = lab.complaints.count("/mldebt-lab/check")
    lab.edit(0, "print(other)")
    lab.run(0)
    assert lab.complaints.count("/mldebt-lab/check") == before
    with lab.page.expect_response(CHECK):
        missing.get_by_role("button", name="Try again").click()
    expect(missing).to_be_visible()
    lab.complaints.forgive("status of 404")


def test_a_notebook_that_is_too_large_is_refused_with_the_limit(open_notebook: Open, state_picture: ShowState) -> None:
    lab = open_notebook(notebook(markdown("word " * 120_000), code("print(missing)")))
    too_large = lab.show_panel().message("too-large")
    expect(too_large).to_contain_text("too large to be checked here")
    expect(too_large).to_contain_text("0.5 MB")
    expect(too_large.get_by_role("button", name="Try again")).to_be_visible()
    state_picture("too-large", lab.panel.node)
    lab.complaints.forgive("status of 413")


def test_an_error_is_told_and_the_next_try_gives_the_list(lab: Lab, state_picture: ShowState) -> None:
    proxy_page = {"status": 502, "content_type": "text/html", "body": "<h1>Bad gateway</h1>"}
    lab.page.route(CHECK, lambda route: route.fulfill(**proxy_page))  # type: ignore[arg-type]
    write(lab.folder / "analysis.ipynb", notebook(code("print(missing)")))
    lab.open(f"{lab.name}/analysis.ipynb")
    panel = lab.show_panel()
    failed = panel.message("error")
    expect(failed).to_contain_text("The check failed")
    expect(failed).to_contain_text("502")
    state_picture("check-failed", panel.node)

    lab.page.unroute(CHECK)
    lab.page.route(CHECK, lambda route: route.abort())
    failed.get_by_role("button", name="Try again").click()
    unreachable = panel.message("unreachable")
    expect(unreachable).to_contain_text("The server does not answer")
    state_picture("server-unreachable", panel.node)

    lab.page.unroute(CHECK)
    unreachable.get_by_role("button", name="Try again").click()
    expect(panel.finding("NDX102")).to_be_visible()
    expect(unreachable).to_have_count(0)
    lab.complaints.forgive("status of 502", "ERR_FAILED")


def test_while_the_first_check_is_under_way_it_says_so(lab: Lab, state_picture: ShowState) -> None:
    with lab.holding_checks() as held:
        write(lab.folder / "analysis.ipynb", notebook(code("print(missing)")))
        lab.open(f"{lab.name}/analysis.ipynb")
        panel = lab.show_panel()
        expect(panel.message("loading")).to_be_visible()
        expect(panel.check_button).to_have_attribute("aria-busy", "true")
        assert len(held) == 1
        state_picture("first-check", panel.node)
    expect(panel.finding("NDX102")).to_be_visible()
    expect(panel.message("loading")).to_have_count(0)
