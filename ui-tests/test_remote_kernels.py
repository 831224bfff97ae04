"""Kernels on another machine, behind a kernel gateway: the page listens to them as to those of its own server.

Needs minutes and a package index: pytest -m versions ui-tests
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from live.environments import MakeEnvironment
from live.lab import Lab
from live.server import PATIENCE, Server, running
from live.smoke import list_mark_jump_and_follow

pytestmark = pytest.mark.versions


@contextlib.contextmanager
def gateway(python: str, folder: Path) -> Iterator[str]:
    """A kernel gateway; gives its URL."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    folder.mkdir()
    command = [python, "-m", "jupyter", "kernelgateway", f"--KernelGatewayApp.port={port}"]
    command.append("--JupyterWebsocketPersonality.list_kernels=True")  # as Jupyter Server asks of it
    home = {**os.environ, "HOME": str(folder), "JUPYTER_RUNTIME_DIR": str(folder)}
    with (folder / "gateway.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=home, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                urllib.request.urlopen(f"{url}/api", timeout=5).close()
                break
            except OSError:
                if time.monotonic() > end or process.poll() is not None:
                    raise RuntimeError((folder / "gateway.log").read_text("utf-8")) from None
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait()


def test_what_runs_there_is_seen(
    environment: MakeEnvironment, tmp_path: Path, new_lab: Callable[[Server], Lab]
) -> None:
    python = environment("jupyterlab>=4.6,<4.7", "jupyter-kernel-gateway>=3,<4")
    with (
        gateway(python, tmp_path / "far") as url,
        running(tmp_path / "near", python=python, options=[f"--GatewayClient.url={url}"]) as server,
    ):
        lab = new_lab(server)
        list_mark_jump_and_follow(lab, "lab/tree/{path}")
        lab.close()
