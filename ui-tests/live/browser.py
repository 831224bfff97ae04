"""The browser: the Chromium that the machine has."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright, ViewportSize

SIZE: ViewportSize = {"width": 1360, "height": 850}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No traffic of the browser's own, and nothing that a small machine or a container lacks.
_FLAGS = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(Exception):
    """There is no Chromium on this machine."""


def find_browser() -> str:
    """The path of a Chromium; the environment variable CHROMIUM goes before what is on the PATH."""
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    raise NoBrowser(
        f"No Chromium was found: neither CHROMIUM=/path/to/it is set, nor is {', '.join(NAMES)} on the PATH. "
        "On Debian and Ubuntu: apt-get install chromium"
    )


def launch(playwright: Playwright, profile: Path) -> BrowserContext:
    """Start the browser with a profile, which keeps the application's scripts, compiled, from one page to the next.

    Its sandbox is not available to root.
    """
    flags = [*_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return playwright.chromium.launch_persistent_context(
        profile, executable_path=find_browser(), args=flags, viewport=SIZE
    )
