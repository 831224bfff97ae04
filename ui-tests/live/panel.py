"""The panel in the sidebar."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


class Panel:
    """The list of findings, by the names that `src/README.md` gives."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.node = page.locator("#mldebt-panel")
        self.findings = self.node.locator(".mldebt-Finding")
        self.cells = self.node.locator(".mldebt-Cell")
        self.verdict = self.node.locator(".mldebt-Verdict")
        self.ran_through = self.node.locator(".mldebt-RanThrough")
        self.counts = self.node.locator(".mldebt-Counts")
        self.check_button = self.node.locator(".mldebt-Header-check")

    def finding(self, code: str, cell: str | None = None) -> Locator:
        """The row of a finding."""
        where = f'[data-cell-id="{cell}"]' if cell else ""
        return self.node.locator(f'.mldebt-Finding[data-code="{code}"]{where}')

    def item(self, row: Locator) -> Locator:
        """The tree's item that a row is the line of."""
        return row.locator("xpath=..")

    def open(self, row: Locator) -> Locator:
        """Open a row by its sign, if it is closed; gives the item."""
        item = self.item(row)
        if item.get_attribute("aria-expanded") == "false":
            row.locator(".mldebt-Toggle").click()
        return item

    def section(self, id: str) -> Locator:
        """A section: findings, checklist, accesses, dependencies or ignored."""
        return self.node.locator(f'.mldebt-Section[data-section="{id}"]')

    def open_section(self, id: str) -> Locator:
        """Open a section, if it is closed."""
        section = self.section(id)
        head = section.locator(".mldebt-Section-head")
        if head.get_attribute("aria-expanded") == "false":
            head.click()
        return section

    def check(self, item: str) -> Locator:
        """An item of the checklist."""
        return self.node.locator(f'.mldebt-Check[data-item="{item}"]')

    def message(self, kind: str) -> Locator:
        """The message in place of the list."""
        return self.node.locator(f".mldebt-Message.mldebt-mod-{kind}")

    def codes(self) -> list[tuple[str | None, str | None]]:
        """Cell and code of each row, from top to bottom."""
        return [(row.get_attribute("data-cell-id"), row.get_attribute("data-code")) for row in self.findings.all()]

    def has_focus(self) -> bool:
        """Whether the keyboard's focus is in the panel."""
        return bool(self.node.evaluate("node => node.contains(document.activeElement)"))
