"""The checklist before an export, and the files that exports give."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Download, Locator, Page, expect

EXPORT = "notebook:export-to-format"


class Gate:
    """The dialog, by the names that `src/README.md` gives, and what is downloaded."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._downloads: list[Download] = []
        self.node = page.locator(".mldebt-Gate")
        self.rows = self.node.locator(".mldebt-GateRow")
        self.cancel = self.node.locator(".mldebt-GateCancel")
        self.anyway = self.node.locator(".mldebt-GateAnyway")
        self.export = self.node.locator(".mldebt-GateExport")
        self.box = self.node.locator(".mldebt-Gate-box input")
        self.strip = self.node.locator(".mldebt-Gate-strip input")
        self.reason = self.node.locator(".mldebt-Gate-reasonInput")
        # JupyterLab opens the address of the export in a page of its own, which becomes a download: of that page, or of
        # this one if that one is not complete yet.
        page.on("popup", lambda other: other.on("download", self._keep))
        page.on("download", self._keep)

    def _keep(self, download: Download) -> None:
        self._downloads.append(download)

    def start(self, form: str = "markdown", command: str = EXPORT) -> None:
        """Run the command of the menu's entry without waiting for its end, which comes after the dialog."""
        self._page.evaluate("([id, args]) => { void tests.start(id, args); }", [command, {"format": form}])

    def row(self, code: str) -> Locator:
        """The row of a rule."""
        return self.node.locator(f'.mldebt-GateRow[data-code="{code}"]')

    def item(self, item: str) -> Locator:
        """The row of an item of the checklist."""
        return self.node.locator(f'.mldebt-GateRow[data-item="{item}"]')

    def exported(self) -> str:
        """The next file that is downloaded; waits for it."""
        for _ in range(200):
            if self._downloads:
                path = self._downloads.pop(0).path()
                return Path(path).read_text("utf-8")
            self._page.wait_for_timeout(100)
        asks = f"; a dialog says: {self.node.inner_text()}" if self.node.count() else ""
        raise AssertionError(f"nothing was exported{asks}")

    def nothing_exported(self) -> bool:
        """Whether the command that was started last has come to its end without exporting anything."""
        self._page.wait_for_function("() => tests.started.isOver")
        return self._page.evaluate("() => tests.started.exports.length") == 0

    def closed(self) -> None:
        """Wait until the dialog is gone."""
        expect(self.node).to_have_count(0)


def metadata_of(exported: str) -> dict[str, object]:
    """What an exported notebook says of itself."""
    metadata = json.loads(exported)["metadata"]
    return dict(metadata.get("mldebt", {}).get("export", {}))
