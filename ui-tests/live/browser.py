"""The browser: the Chromium that the machine has."""

from __future__ import annotations

import os
import shutil

from playwright.sync_api import Browser, Playwright

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


def launch(playwright: Playwright) -> Browser:
    """Start the browser. Its sandbox is not available to root."""
    flags = [*_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return playwright.chromium.launch(executable_path=find_browser(), args=flags)
