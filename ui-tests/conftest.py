"""One server and one browser for all tests; a page, a folder and a notebook of its own for each."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from live.browser import NoBrowser, launch
from live.environments import MakeEnvironment, build_wheel, make_environment
from live.lab import Lab, Open
from live.notebooks import write
from live.pictures import ShowState, take
from live.server import Server, running
from playwright.sync_api import BrowserContext, Locator, expect, sync_playwright

HERE = Path(__file__).parent
DEMO = HERE.parent / "binder"
# The server that most tests share takes smaller notebooks than others, so that one that is too large is quickly made.
OPTIONS = ("--MLDebt.max_notebook_mb=0.5",)
_PATIENCE_MS = 20_000


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--pictures", action="store_true", help="run only the tests that show a state, and take the pictures of docs/"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "goal(name): proves a goal of the table in README.md")
    config.addinivalue_line("markers", "versions: beside other versions or extensions, which are installed for it")
    config.stash[_FIGURES] = []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What fails is run again, twice at most. What takes minutes and the network runs only when it is named."""
    skip = pytest.mark.skip(reason="runs with: pytest -m versions ui-tests")
    for item in items:
        if not item.path.is_relative_to(HERE):
            continue
        item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=1))
        if item.get_closest_marker("versions") and "versions" not in config.option.markexpr:
            item.add_marker(skip)
    if config.getoption("pictures", False):
        takes = [item for item in items if "state_picture" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in takes])
        items[:] = takes


_FIGURES: pytest.StashKey[list[str]] = pytest.StashKey()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print what was measured."""
    if figures := config.stash[_FIGURES]:
        terminalreporter.section("figures")
        for figure in figures:
            terminalreporter.write_line(figure)


@pytest.fixture
def print_figure(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Have a figure printed at the end of the run."""
    return pytestconfig.stash[_FIGURES].append


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep a picture of the page where a test failed."""
    report = yield
    lab = getattr(item, "funcargs", {}).get("lab")
    if report.when == "call" and report.failed and lab is not None:
        lab.picture(f"failed-{lab.name}")
    return report


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """JupyterLab with the extension."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), options=OPTIONS) as server:
        yield server


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> MakeEnvironment:
    """Make environments of their own, with the wheel."""
    wheel = build_wheel(tmp_path_factory.mktemp("wheel"))
    return lambda *distributions: make_environment(
        tmp_path_factory.mktemp("environment") / "venv", str(wheel), *distributions
    )


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """The browser, with a profile of its own."""
    expect.set_options(timeout=_PATIENCE_MS)
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright, tmp_path_factory.mktemp("profile"))
        except NoBrowser as missing:
            pytest.exit(str(missing), returncode=1)
        yield browser
        browser.close()


@pytest.fixture
def new_lab(browser: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Callable[[Server], Lab]]:
    """A page for a server. At the end it must not have complained, nor have asked another origin."""
    name = re.sub(r"\W+", "-", request.node.name).strip("-")
    # When a test is run again, folder and workspace are as new as the first time.
    if (attempt := getattr(request.node, "execution_count", 1)) > 1:
        name = f"{name}-{attempt}"
    labs: list[Lab] = []

    def make(server: Server) -> Lab:
        page = browser.new_page()
        page.set_default_timeout(_PATIENCE_MS)
        labs.append(Lab(page, server, f"{name}-{len(labs) + 1}" if labs else name))
        return labs[-1]

    yield make
    for lab in labs:
        lab.close()
        assert lab.complaints.all == []


@pytest.fixture
def state_picture(pytestconfig: pytest.Config) -> ShowState:
    """Show the page of states what there is to see now, in the part of the page where these nodes lie."""

    def show(name: str, *nodes: Locator) -> None:
        for node in nodes:
            expect(node).to_be_visible()
        if pytestconfig.getoption("pictures", False):
            take(name, *nodes)

    return show


@pytest.fixture
def demo(lab: Lab) -> Lab:
    """The demo notebook, in a folder of the test's own."""
    shutil.copytree(DEMO, lab.folder, ignore=shutil.ignore_patterns("postBuild", "*.yml", "*.json"))
    lab.open(f"{lab.name}/taxi-fares.ipynb")
    return lab


@pytest.fixture
def lab(new_lab: Callable[[Server], Lab], server: Server) -> Lab:
    """A page of the shared server."""
    return new_lab(server)


@pytest.fixture
def open_notebook(lab: Lab) -> Open:
    """Write a notebook into a folder of the test's own and open it."""

    def open_notebook(content: Mapping[str, Any], name: str = "analysis.ipynb", *, kernel: bool = False) -> Lab:
        write(lab.folder / name, content)
        lab.open(f"{lab.name}/{name}", kernel=kernel)
        return lab

    return open_notebook
