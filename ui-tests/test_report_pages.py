"""The pages of `mldebt report`, opened as files: they can be read, printed, sorted, filtered, and ask for nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from live import axe
from live.lab import RESULTS
from live.notebooks import code, notebook, write
from playwright.sync_api import BrowserContext, Page, expect

DEMO = Path(__file__).parents[1] / "binder"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with notebooks and their report."""
    folder = tmp_path_factory.mktemp("work")
    shutil.copytree(DEMO, folder / "demo", ignore=shutil.ignore_patterns("hygiene-*"))
    write(folder / "small.ipynb", notebook(code("print(rate)", "reader"), code("rate = 1", "writer")))
    command = [sys.executable, "-m", "mldebt_lab", "report", ".", "-o", "out", "--exit-zero", "-q"]
    subprocess.run(command, cwd=folder, check=True)
    return folder


@pytest.fixture(params=["light", "dark"])
def page(browser: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in a light or dark system; at the end nothing was asked for and nothing went wrong."""
    page = browser.new_page()
    page.set_viewport_size({"width": 1000, "height": 800})
    page.emulate_media(color_scheme=request.param)
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith("file:") else wrong.append(request.url))
    yield page
    page.close()
    assert wrong == []


def picture(page: Page, name: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    page.screenshot(path=RESULTS / f"{name}.png", full_page=True)


def test_a_notebooks_page_is_accessible_and_fits_also_where_it_is_narrow(page: Page, folder: Path) -> None:
    page.goto((folder / "out" / "demo" / "taxi-fares.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("taxi-fares.ipynb")
    expect(page.get_by_role("img", name="Dependencies between cells")).to_be_visible()
    scheme = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
    picture(page, f"report-{scheme}")
    assert axe.complaints(page, ["html"]) == []
    page.set_viewport_size({"width": 380, "height": 800})
    picture(page, f"report-{scheme}-narrow")
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


def test_links_lead_to_findings_and_rules_within_the_page(page: Page, folder: Path) -> None:
    page.goto((folder / "out" / "small.html").as_uri())
    page.locator('.mldebt-item[data-item="order"]').get_by_role("link").click()
    expect(page.locator(".mldebt-finding:target")).to_have_attribute("data-code", "NDX101")
    page.locator(".mldebt-finding:target").get_by_role("link", name="NDX101").click()
    expect(page.locator("h3:target")).to_have_text("NDX101 use-before-definition")
    link = page.get_by_role("link", name="cell 1, line 1").first
    assert link.get_attribute("href") == "../small.ipynb#cell-id=reader"


def test_on_paper_colours_are_those_of_paper_and_no_code_is_cut_off(page: Page, folder: Path) -> None:
    page.goto((folder / "out" / "demo" / "taxi-fares.html").as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.get_by_role("navigation", name="Contents")).to_be_hidden()
    page.set_viewport_size({"width": 700, "height": 900})
    cut_off = "nodes => nodes.filter(node => node.scrollWidth > node.clientWidth).length"
    assert page.locator(".mldebt-code").evaluate_all(cut_off) == 0


def test_the_index_is_sorted_and_filtered_without_a_server(page: Page, folder: Path) -> None:
    page.goto((folder / "out" / "index.html").as_uri())
    paths = page.locator("#mldebt-notebooks tbody tr:not([hidden]) a")
    expect(paths).to_have_text(["demo/taxi-fares.ipynb", "small.ipynb", "demo/taxi-fares-clean.ipynb"])
    assert axe.complaints(page, ["html"]) == []
    name = page.get_by_role("button", name="Notebook")
    name.focus()
    page.keyboard.press("Enter")
    expect(paths).to_have_text(["demo/taxi-fares-clean.ipynb", "demo/taxi-fares.ipynb", "small.ipynb"])
    expect(page.get_by_role("columnheader", name="Notebook")).to_have_attribute("aria-sort", "ascending")
    name.click()
    expect(paths).to_have_text(["small.ipynb", "demo/taxi-fares.ipynb", "demo/taxi-fares-clean.ipynb"])
    page.get_by_role("button", name="Warnings").click()
    expect(paths.first).to_have_text("demo/taxi-fares.ipynb")
    page.get_by_label("Path").fill("DEMO clean")
    expect(paths).to_have_text(["demo/taxi-fares-clean.ipynb"])
    expect(page.get_by_role("status")).to_have_text("1 of 3 shown")
    page.get_by_label("Path").fill("")
    page.get_by_label("Verdict").select_option("Fails on a clean run")
    expect(paths).to_have_count(2)
    assert axe.complaints(page, ["html"]) == []


def test_the_index_can_be_read_without_a_script(browser: BrowserContext, folder: Path) -> None:
    page = browser.new_page()
    browser.new_cdp_session(page).send("Emulation.setScriptExecutionDisabled", {"value": True})
    page.goto((folder / "out" / "index.html").as_uri())
    expect(page.locator("#mldebt-notebooks tbody tr")).to_have_count(3)
    expect(page.get_by_role("search")).to_be_hidden()
    page.close()
