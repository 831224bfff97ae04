"""A page with a notebook in it, and what people do there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from playwright.sync_api import Locator, Page, Route, expect

from live.complaints import Complaints
from live.panel import Panel
from live.server import PATIENCE, Server
from live.text import js, pattern

PAGE_SCRIPT = Path(__file__).with_name("page.js").read_text("utf-8")
LOADED_MS = PATIENCE * 1000
CHECK = "**/mldebt-lab/check*"
CONSOLE_PATH = """() => Array.from(jupyterapp.shell.widgets('main'), widget => widget.console?.sessionContext?.path)
    .find(path => path)"""
RESULTS = Path(__file__).parents[1] / "results"


class Open(Protocol):
    """Writes a notebook and opens it."""

    def __call__(self, content: Mapping[str, Any], name: str = "analysis.ipynb", *, kernel: bool = False) -> Lab: ...


class Lab:
    """JupyterLab or Notebook 7 in one page of the browser."""

    def __init__(self, page: Page, server: Server, name: str) -> None:
        self.page = page
        self.server = server
        self.name = name
        self.complaints = Complaints(page, server.url)
        self.panel = Panel(page)
        self._workspace = name
        self._is_closed = False
        self._runs = 0
        self._others: list[Page] = []
        page.on("popup", lambda other: self._others.append(other))
        page.add_init_script(PAGE_SCRIPT)

    @property
    def folder(self) -> Path:
        """A folder for the notebooks of this page alone."""
        return self.server.root / self.name

    def open(
        self,
        path: str,
        *,
        kernel: bool = False,
        workspace: str = "",
        address: str = "lab/workspaces/{workspace}/tree/{path}",
    ) -> None:
        """Open a notebook and wait until it is there: with its kernel by its address, as from a link, or without."""
        self._workspace = workspace or self.name
        if kernel:
            self.go(address.format(workspace=self._workspace, path=quote(path)))
        else:
            self.go(f"lab/workspaces/{self._workspace}")
            self.command("docmanager:open", path=path, kernelPreference={"shouldStart": False})
        self.wait_for_notebook()

    def reload(self, has_saved: Callable[[Mapping[str, Any]], bool]) -> None:
        """Load the page anew, when JupyterLab has saved what a test wants to see again.

        It saves its workspace a moment after the last change, and restores what is open with its kernels.
        """
        end = time.monotonic() + PATIENCE
        while not has_saved(saved := self.server.workspace(self._workspace)):
            assert time.monotonic() < end, f"never saved; there is: {saved}"
            self.page.wait_for_timeout(50)
        self.page.reload()
        self._wait_for_application()

    def close(self) -> None:
        """Close the page, end its kernel and forget its settings; what it complained of stays."""
        if not self._is_closed:
            self._is_closed = True
            self.complaints.stop()
            for page in (*self._others, self.page):
                page.close()
            # What a browser keeps from one page to the next, beside the scripts.
            self.page.context.clear_cookies()
            self.page.context.clear_permissions()
            self.server.end_kernels()
            self.server.reset()

    def go(self, address: str) -> None:
        """Open a page of the server and wait for the application."""
        self.page.goto(self.server.address(address))
        self._wait_for_application()

    def wait_for_notebook(self) -> None:
        """Wait until the notebook in front is there."""
        self.page.wait_for_function("() => tests.isReady()", timeout=LOADED_MS)

    def _wait_for_application(self) -> None:
        self.page.wait_for_function("() => window.jupyterapp !== undefined", timeout=LOADED_MS)
        self.page.evaluate("() => jupyterapp.restored.then(() => {})")

    def command(self, command: str, **args: Any) -> None:
        """Run one of the application's commands, to its end."""
        self.page.evaluate("([id, args]) => jupyterapp.commands.execute(id, args).then(() => {})", [command, args])

    def show_panel(self) -> Panel:
        """Open the panel."""
        self.command("mldebt:show-panel")
        expect(self.panel.node).to_be_visible()
        return self.panel

    def report(self) -> dict[str, Any]:
        """The server's report on the notebook as it is now; waits for it."""
        result = self.page.wait_for_function("runs => tests.report(runs)", arg=self._runs)
        return dict(result.json_value())

    def codes(self) -> dict[str, list[str]]:
        """The codes found in each cell of the notebook as it is now."""
        codes: dict[str, list[str]] = {}
        for finding in self.report()["findings"]:
            codes.setdefault(finding["cell"]["id"] if finding["cell"] else "", []).append(finding["code"])
        return codes

    def states(self) -> dict[str, str]:
        """Each code cell's state in the notebook as it is now."""
        return {cell["id"]: cell["state"] for cell in self.report()["cells"]}

    def found(self, code: str, cell: str) -> dict[str, Any]:
        """The one finding of that code in that cell of the notebook as it is now."""
        findings = self.report()["findings"]
        [found] = [one for one in findings if one["code"] == code and one["cell"] and one["cell"]["id"] == cell]
        return dict(found)

    def checks(self) -> list[dict[str, Any]]:
        """The checks that were answered: request and report of each."""
        return list(self.page.evaluate("() => tests.checks"))

    def watch_for_text(self, text: str) -> None:
        """Notice from now on when a text is shown in the panel, however shortly."""
        self.page.evaluate("text => tests.watch('#mldebt-panel', text)", text)

    def seen_text(self) -> bool:
        """Whether the text has been shown."""
        return bool(self.page.evaluate("() => tests.watched.isSeen"))

    @contextmanager
    def holding_checks(self) -> Iterator[list[Route]]:
        """Hold the server's answers back until the end."""
        held: list[Route] = []
        self.page.route(CHECK, lambda route: held.append(route))
        yield held
        # Those that come from now on pass.
        self.page.route(CHECK, lambda route: route.continue_())
        for route in held:
            route.continue_()

    # Cells, by their place in the notebook.

    def cell(self, index: int) -> Locator:
        """A cell that is on the page."""
        return self.page.locator(f'.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell[data-windowed-list-index="{index}"]')

    def chip(self, index: int) -> Locator:
        """The word for a cell's state."""
        return self.cell(index).locator(".mldebt-State")

    def marks(self, index: int) -> Locator:
        """A cell's underlines."""
        return self.cell(index).locator(".mldebt-mark")

    def badge(self, index: int) -> Locator:
        """A cell's badge."""
        return self.cell(index).locator(".mldebt-Badge")

    def select(self, index: int) -> None:
        """Make a cell the active one, in command mode."""
        self.page.evaluate(
            "i => { const n = tests.view().content; n.activeCellIndex = i; n.deselectAll(); n.mode = 'command';"
            " n.activate(); }",
            index,
        )
        expect(self.cell(index)).to_have_class(pattern("jp-mod-active"))

    def edit(self, index: int, source: str) -> None:
        """Replace a cell's text, as by typing it."""
        self.cell(index).locator(".cm-content").fill(source)

    def scroll_to(self, index: int) -> None:
        """Bring a cell into view, without making it the active one."""
        self.page.evaluate("i => tests.view().content.scrollToItem(i)", index)
        expect(self.cell(index)).to_be_in_viewport()

    # The kernel.

    def wait_for_kernel(self) -> None:
        """Wait until the notebook's kernel can run something."""
        self.page.wait_for_function(
            "() => tests.view().sessionContext.session?.kernel?.status === 'idle'", timeout=LOADED_MS
        )

    def run(self, *indices: int) -> None:
        """Run cells one after another, each as with Ctrl+Enter, to its end."""
        self.wait_for_kernel()
        for index in indices:
            self.page.evaluate("i => { tests.view().content.activeCellIndex = i; }", index)
            self.command("notebook:run-cell")
            self._runs += 1

    def start(self, index: int) -> None:
        """Begin to run a cell, without waiting for its end."""
        self.wait_for_kernel()
        self.page.evaluate("i => { tests.view().content.activeCellIndex = i; }", index)
        self.page.evaluate("() => { void jupyterapp.commands.execute('notebook:run-cell').catch(() => {}); }")
        self.page.wait_for_function("() => tests.view().sessionContext.session?.kernel?.status !== 'idle'")

    def expect_runs(self, runs: int, *, more: bool = True) -> None:
        """Say how many runs have been, beside those that were asked for here, or since the kernel began anew."""
        self._runs = runs + (self._runs if more else 0)

    def run_all(self) -> None:
        """Run all cells, also in vain."""
        self.wait_for_kernel()
        self.command("notebook:run-all-cells")
        self._runs += sum(bool(cell["source"].strip()) for cell in self.page.evaluate("() => tests.cells()"))

    def run_in_console(self, source: str) -> None:
        """Run something in a console on the notebook's kernel, and come back."""
        notebook = self.page.evaluate("() => tests.view().id")
        self.command("notebook:create-console")
        self.page.wait_for_function("() => document.querySelector('.jp-CodeConsole .jp-CodeConsole-banner')")
        self.command("console:inject", activate=False, code=source, path=self.page.evaluate(CONSOLE_PATH))
        self._runs += 1
        # The command does not wait for the kernel; what is run next in the notebook is to come after.
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('.jp-CodeConsole .jp-CodeCell .jp-InputPrompt')]"
            ".some(prompt => /\\[\\d+\\]/.test(prompt.textContent))"
        )
        self.page.evaluate("id => jupyterapp.shell.activateById(id)", notebook)
        self.page.wait_for_function("id => tests.view()?.id === id", arg=notebook)

    def another_page(self) -> Lab:
        """The same notebook in another tab of the browser."""
        path = self.page.evaluate("() => tests.view().context.path")
        other = Lab(self.page.context.new_page(), self.server, f"{self.name}-again")
        self._others.append(other.page)
        other.open(path, kernel=True)
        return other

    def restart(self) -> None:
        """Restart the kernel."""
        self.page.evaluate("() => tests.view().sessionContext.restartKernel()")
        self._runs = 0
        self.wait_for_kernel()

    # What there is to see.

    def cursor(self) -> dict[str, Any]:
        """The active cell's id, where the cursor is in it, and whether it has the focus."""
        return dict(self.page.evaluate("() => tests.cursor()"))

    def wait_for_cursor(self, cell: str, line: int, column: int, *, focus: bool) -> None:
        """Wait until the cursor is there; lines and columns from 0, columns in UTF-16 units."""
        wanted = {"cell": cell, "line": line, "column": column, "hasFocus": focus}
        self.page.wait_for_function(
            "wanted => JSON.stringify(tests.cursor()) === wanted", arg=js(wanted), timeout=10_000
        )

    def picture(self, name: str) -> None:
        """Keep a picture of the page."""
        RESULTS.mkdir(exist_ok=True)
        self.page.screenshot(path=RESULTS / f"{name}.png")
