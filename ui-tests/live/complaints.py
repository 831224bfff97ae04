"""What a page must never do: ask another origin, or complain in the console."""

from __future__ import annotations

import re

from playwright.sync_api import ConsoleMessage, Error, Page, Request

_OTHER_EXTENSION = re.compile(r"/lab/extensions/(?!mldebt-lab/)")
# JupyterLab's own: a restart cancels what its debugger has just asked.
_NOT_OURS = ("Could not restore the debugger state",)


class Complaints:
    """Listens to a page from its start."""

    def __init__(self, page: Page, origin: str) -> None:
        self._origin = origin
        self._is_over = False
        self.all: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", self._error)
        page.on("request", self._request)
        page.on("dialog", lambda dialog: (self.all.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def count(self, part: str) -> int:
        """How many requests went to addresses with this in them."""
        return sum(part in url for url in self.requests)

    def stop(self) -> None:
        """Listen no longer: a page that is closed complains that what it was asking for is cut off."""
        self._is_over = True

    def forgive(self, *parts: str) -> None:
        """Forget complaints that a test has brought about on purpose."""
        self.all = [complaint for complaint in self.all if not any(part in complaint for part in parts)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not self._is_over and not message.text.startswith(_NOT_OURS):
            self.all.append(f"console: {message.text} {message.location.get('url', '')}")

    def _error(self, error: Error) -> None:
        stack = error.stack or str(error)
        # Other extensions answer for themselves: that of the widgets fails in a notebook without a kernel.
        if not self._is_over and not _OTHER_EXTENSION.search(stack):
            self.all.append(f"error: {stack}")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((f"{self._origin}/", "data:", f"blob:{self._origin}/")):
            self.all.append(f"request to another origin: {request.url}")
