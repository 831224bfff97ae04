"""Take the README's pictures of the demo notebook in JupyterLab, light and dark, into docs/images.

make screenshots
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
IMAGES = PROJECT / "docs" / "images"
NOTEBOOK = "taxi-fares.ipynb"
WIDTH, HEIGHT = 1360, 850
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TOKEN = "screenshots"
PATIENCE = 60


@contextmanager
def running_lab(folder: Path, theme: str) -> Iterator[str]:
    """JupyterLab with a home of its own on a copy of the demo; gives the URL of the notebook."""
    work = folder / "work"
    shutil.copytree(PROJECT / "binder", work, ignore=shutil.ignore_patterns("postBuild", "*.yml", "*.json"))
    settings = folder / "config" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false", "checkForUpdates": false}')
    (settings / "themes.jupyterlab-settings").write_text(json.dumps({"theme": theme}))
    environment = {
        **os.environ,
        "HOME": str(folder),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "config" / "lab" / "user-settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
    }
    jupyter = [sys.executable, "-m", "jupyter", "lab"]
    subprocess.run(
        [*jupyter, "workspaces", "import", str(PROJECT / "binder" / "workspace.json")], env=environment, check=True
    )
    port = free_port()
    options = ["--no-browser", "--allow-root", f"--port={port}", f"--IdentityProvider.token={TOKEN}"]
    with (folder / "lab.log").open("wb") as log:
        server = subprocess.Popen([*jupyter, *options], cwd=work, env=environment, stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/api/status?token={TOKEN}", server)
        yield f"{url}/lab/tree/{NOTEBOOK}?token={TOKEN}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise SystemExit("JupyterLab did not start")


def take(page: Page, url: str, image: Path) -> None:
    """Open the notebook, go to its first error, and take the picture when everything stands still."""
    page.goto(url)
    first = page.locator(".mldebt-Finding[data-severity=error]").first
    first.wait_for(timeout=PATIENCE * 1000)
    page.locator(".jp-Notebook .mldebt-Badge").first.wait_for(timeout=PATIENCE * 1000)
    first.click()
    first.locator(".mldebt-Toggle").first.click()
    page.locator(".mldebt-Text[data-part=why]").first.wait_for(timeout=5000)
    page.wait_for_timeout(3000)  # the kernel's start is shown in the toolbar, and the outline of the cell fades
    page.screenshot(path=image)


def main() -> None:
    """Take both pictures."""
    names = (os.environ.get("CHROMIUM") or "", *BROWSERS)
    browser_path = next((found for name in names if name and (found := shutil.which(name))), None)
    if browser_path is None:
        raise SystemExit("No Chromium was found; CHROMIUM=/path names one")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        for name, theme in THEMES.items():
            with tempfile.TemporaryDirectory() as folder, running_lab(Path(folder), theme) as url:
                page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
                take(page, url, IMAGES / f"panel-{name}.png")
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
