"""Two people on one notebook, with jupyter-collaboration as it is today, and as it was when it had a drive of its own.

Needs minutes and a package index: pytest -m versions ui-tests
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from live.environments import MakeEnvironment
from live.lab import Lab
from live.notebooks import Cell, code, notebook, write
from live.server import Server, running
from playwright.sync_api import expect

DISTRIBUTIONS = {
    "RTC": ("jupyterlab>=4.3,<4.4", "jupyter-collaboration>=3,<4"),
    "": ("jupyterlab>=4.6,<4.7", "jupyter-collaboration>=5,<6"),
}
SPLIT = "from sklearn.model_selection import train_test_split\ntrain, test = train_test_split(rows)"
# Older versions say of every extension built for a newer one that it is.
OF_OTHERS = ("Unsatisfied version",)

pytestmark = pytest.mark.versions


@pytest.fixture(scope="module", params=DISTRIBUTIONS, ids=["a drive of its own", "no drive of its own"])
def drive(request: pytest.FixtureRequest) -> str:
    """The name of the drive of shared notebooks."""
    return str(request.param)


@pytest.fixture(scope="module")
def shared(drive: str, environment: MakeEnvironment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on which people work together."""
    python = environment(*DISTRIBUTIONS[drive])
    with running(tmp_path_factory.mktemp("shared"), python=python) as server:
        yield server


@pytest.fixture
def both(new_lab: Callable[[Server], Lab], shared: Server, drive: str) -> Callable[..., tuple[Lab, Lab]]:
    """Open a notebook in two browsers."""

    def open_in_both(*cells: Cell, kernel: bool = False) -> tuple[Lab, Lab]:
        first, second = new_lab(shared), new_lab(shared)
        write(first.folder / "analysis.ipynb", notebook(*cells))
        for lab in (first, second):
            lab.complaints.forgive(*OF_OTHERS)
            lab.go(f"lab/workspaces/{lab.name}")
            path = f"{first.name}/analysis.ipynb"
            preference = {} if kernel else {"kernelPreference": {"shouldStart": False}}
            lab.command("docmanager:open", path=f"{drive}:{path}" if drive else path, **preference)
            lab.page.wait_for_function("() => tests.isReady()")
        assert first.page.evaluate("() => tests.view().context.path").startswith(f"{drive}:" if drive else first.name)
        return first, second

    return open_in_both


def sources(lab: Lab) -> list[str]:
    return [cell["source"] for cell in lab.page.evaluate("() => tests.cells()")]


def wait_for_sources(lab: Lab, *expected: str) -> None:
    lab.page.wait_for_function(
        "all => JSON.stringify(tests.cells().map(cell => cell.source)) === JSON.stringify(all)", arg=list(expected)
    )


def ours(lab: Lab) -> list[Any]:
    """What the metadata of the notebook and of its cells hold of ours."""
    return list(
        lab.page.evaluate(
            "() => [tests.view().model.sharedModel, ...tests.view().model.sharedModel.cells]"
            ".map(part => part.getMetadata('mldebt')).filter(found => found !== undefined)"
        )
    )


@pytest.mark.goal("U10")
def test_what_one_edits_changes_list_and_marks_of_both(both: Callable[..., tuple[Lab, Lab]]) -> None:
    ana, ben = both(code("rate = 1", "writer"), code("print(rate, missing)", "reader"))
    for lab in (ana, ben):
        expect(lab.show_panel().finding("NDX102", "reader")).to_be_visible()
        expect(lab.marks(1)).to_have_text(["missing"])
        # As the server knows it, so that the project around it is found.
        assert lab.checks()[-1]["request"]["path"] == f"{ana.name}/analysis.ipynb"
    ana.edit(0, "other = 1")
    for lab in (ana, ben):
        expect(lab.marks(1)).to_have_text(["rate", "missing"])
    ben.panel.finding("NDX102", "reader").last.click()
    ben.wait_for_cursor("reader", 0, len("print(rate, "), focus=True)
    # The other stays where they are.
    assert ana.cursor()["cell"] == "writer"
    ben.edit(1, "print(other)")
    for lab in (ana, ben):
        expect(lab.panel.message("clean")).to_be_visible()
        expect(lab.marks(1)).to_have_count(0)
        assert ours(lab) == []


@pytest.mark.goal("U10")
def test_a_fix_is_there_once_for_both_and_undone_without_what_the_other_did(
    both: Callable[..., tuple[Lab, Lab]],
) -> None:
    ana, ben = both(code("rows = [1, 2]", "rows"), code(SPLIT, "split"))
    expect(ben.show_panel().finding("NDR205", "split")).to_be_visible()
    panel = ana.show_panel()
    item = panel.open(panel.finding("NDR205", "split"))
    item.locator(".mldebt-Fix-button").click()
    item.locator(".mldebt-FixApply").click()
    fixed = SPLIT.removesuffix(")") + ", random_state=42)"
    wait_for_sources(ben, "rows = [1, 2]", fixed)
    expect(ben.panel.finding("NDR205", "split")).to_have_count(0)
    assert sources(ana) == sources(ben)
    ben.edit(0, "rows = [3, 4]")
    wait_for_sources(ana, "rows = [3, 4]", fixed)
    ana.select(1)
    ana.command("notebook:undo-cell-action")
    for lab in (ana, ben):
        wait_for_sources(lab, "rows = [3, 4]", SPLIT)
        expect(lab.panel.finding("NDR205", "split")).to_be_visible()
        assert ours(lab) == []


@pytest.mark.goal("U10")
def test_what_one_runs_the_other_knows(both: Callable[..., tuple[Lab, Lab]]) -> None:
    ana, ben = both(code("rate = 1", "writer"), code("print(rate)", "reader"), kernel=True)
    ana.wait_for_kernel()
    ben.wait_for_kernel()
    ana.run(0, 1)
    assert ana.states() == {"writer": "fresh", "reader": "fresh"}
    ben.edit(0, "rate = 2")
    for lab in (ana, ben):
        expect(lab.show_panel().finding("NDX109", "writer")).to_be_visible()
        expect(lab.chip(0)).to_have_text("edited")
        assert ours(lab) == []
