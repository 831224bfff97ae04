"""Beside a language server, whose marks and cards lie in the same editors.

Needs minutes and a package index: pytest -m versions ui-tests
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from live.environments import MakeEnvironment
from live.lab import LOADED_MS, Lab
from live.notebooks import code, notebook, write
from live.server import Server, running
from playwright.sync_api import Locator, expect

# Each command's keys, of one kind of command or of all others.
KEYS = """isOurs => jupyterapp.commands.keyBindings
    .filter(binding => binding.command.startsWith('mldebt:') === isOurs)
    .filter(binding => !binding.selector.includes('jp-DirListing'))
    .map(binding => binding.keys.join(' '))"""

pytestmark = pytest.mark.versions


@pytest.fixture(scope="module")
def python(environment: MakeEnvironment) -> str:
    return environment("jupyterlab>=4.6,<4.7", "jupyterlab-lsp>=5.3,<6", "python-lsp-server[pyflakes]>=1.12")


def upright(node: Locator) -> tuple[float, float]:
    """Where a node begins and ends from the top."""
    box = node.bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


@pytest.mark.goal("U10")
def test_both_mark_and_both_are_read(python: str, tmp_path: Path, new_lab: Callable[[Server], Lab]) -> None:
    with running(tmp_path, python=python) as server:
        lab = new_lab(server)
        write(
            lab.folder / "analysis.ipynb",
            notebook(code("import os\nrate = 1", "writer"), code("value = 1\nprint(rate, missing)", "reader")),
        )
        lab.open(f"{lab.name}/analysis.ipynb", kernel=True)
        theirs = lab.page.locator(".cm-lintRange")
        expect(theirs.filter(has_text="import os")).to_be_visible(timeout=LOADED_MS)
        expect(theirs.filter(has_text="missing")).to_be_visible()
        expect(lab.marks(1)).to_have_text(["missing"])
        expect(lab.marks(0)).to_have_count(0)
        lab.marks(1).hover()
        ours, other = lab.page.locator(".mldebt-Card"), lab.page.locator(".cm-tooltip-lint")
        expect(ours).to_contain_text("Uses missing, which no cell defines")
        expect(other).to_contain_text("undefined name 'missing'")
        assert upright(ours)[1] <= upright(other)[0]
        lab.picture("language-server")
        # The keyboard's card is ours alone, and it has its place to itself.
        lab.page.mouse.move(0, 0)
        expect(ours).to_have_count(0)
        lab.select(0)
        lab.page.keyboard.press("F8")
        lab.wait_for_cursor("reader", 1, len("print(rate, "), focus=True)
        lab.page.keyboard.press("Alt+F8")
        expect(ours.get_by_role("button").first).to_be_focused()
        lab.page.keyboard.press("Escape")
        expect(ours).to_have_count(0)
        assert set(lab.page.evaluate(KEYS, True)).isdisjoint(lab.page.evaluate(KEYS, False))
        lab.edit(1, "value = 1\nprint(rate)")
        expect(lab.marks(1)).to_have_count(0)
        expect(theirs.filter(has_text="missing")).to_have_count(0)
        expect(theirs.filter(has_text="import os")).to_be_visible()
        lab.close()
