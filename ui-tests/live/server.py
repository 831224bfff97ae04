"""A Jupyter server of its own: its home, settings, workspaces and notebooks lie in one folder that goes with it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 90
_STOP_PATIENCE = 5
# News would come from elsewhere, and the question whether to fetch them lies over the notebook.
NO_NEWS = {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": False}
NOTIFICATIONS = "@jupyterlab/apputils-extension:notification"
_TOKEN = "a-token-for-tests"


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def root(self) -> Path:
        """The folder that its file browser shows."""
        return self.folder / "work"

    def address(self, page: str) -> str:
        """The URL of a page, such as ``lab/tree/a.ipynb``."""
        return f"{self.url}/{page}?token={_TOKEN}"

    def ask(self, route: str, method: str = "GET") -> Any:
        """What the server's own API answers."""
        headers = {"Authorization": f"token {_TOKEN}"}
        request = urllib.request.Request(f"{self.url}/{route}", method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def workspace(self, name: str) -> dict[str, Any]:
        """What is saved of a workspace: the layout of its page, and what plugins keep there."""
        # In the midst of being written it cannot be read.
        with contextlib.suppress(urllib.error.HTTPError):
            return dict(self.ask(f"lab/api/workspaces/{name}")["data"])
        return {}

    def end_kernels(self) -> None:
        """Shut down what notebooks have started."""
        for session in self.ask("api/sessions"):
            with contextlib.suppress(urllib.error.HTTPError):  # it may just have ended by itself
                self.ask(f"api/sessions/{session['id']}", "DELETE")

    def set(self, plugin: str, values: Mapping[str, Any]) -> None:
        """Set a user's settings of a plugin, for pages that are opened from now on."""
        write_settings(self.folder, plugin, values)

    def reset(self) -> None:
        """Forget all settings that a user has made."""
        shutil.rmtree(self.folder / "settings", ignore_errors=True)
        write_settings(self.folder, NOTIFICATIONS, NO_NEWS)


def write_settings(folder: Path, plugin: str, values: Mapping[str, Any]) -> None:
    """Set a user's settings of a plugin, for a server in the folder."""
    package, name = plugin.split(":")
    path = folder / "settings" / package / f"{name}.jupyterlab-settings"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values))


def environment(folder: Path) -> dict[str, str]:
    """The environment of a server in the folder: nothing of the caller's own Jupyter is read or written."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))},
        "HOME": str(folder),
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
    }


@contextlib.contextmanager
def running(
    folder: Path, *, app: str = "jupyterlab", options: Sequence[str] = (), python: str = sys.executable
) -> Iterator[Server]:
    """Start a server below the folder, with ``work`` in it as the root, and stop it at the end."""
    (folder / "work").mkdir(parents=True, exist_ok=True)
    write_settings(folder, NOTIFICATIONS, NO_NEWS)
    # For every page the server would ask Node.js whether the application is to be built anew.
    page_config = folder / "config" / "labconfig" / "page_config.json"
    page_config.parent.mkdir(parents=True, exist_ok=True)
    page_config.write_text('{"buildCheck": "false"}')
    port = _free_port()
    command = [
        *(python, "-m", app, "--no-browser", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"),
        *(f"--ServerApp.root_dir={folder / 'work'}", f"--IdentityProvider.token={_TOKEN}"),
        # Shows the page's application to the tests, which ask it what no element shows.
        *("--LabApp.expose_app_in_browser=True", "--JupyterNotebookApp.expose_app_in_browser=True"),
        *(["--allow-root"] if os.geteuid() == 0 else []),
        *options,
    ]
    log_file = folder / "server.log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment(folder), stdout=log, stderr=log)
    server = Server(f"http://127.0.0.1:{port}", folder, process)
    try:
        _wait_for(server, log_file)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(_STOP_PATIENCE)
        except subprocess.TimeoutExpired:
            # Jupyter waits for ever for its threads when it is stopped while it answers a page.
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(server: Server, log_file: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.process.poll() is None:
        try:
            server.ask("api/status")
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(
        f"The Jupyter server did not start. Its log ends:\n{log_file.read_text(errors='replace')[-4000:]}"
    )
