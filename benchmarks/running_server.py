"""A real Jupyter server with the extension, in a process of its own, and a connection to it that is kept open."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[1]
TOKEN = "benchmark"
START_PATIENCE = 60.0


class Connection:
    """One client, which waits for each answer before it asks the next."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        self._connection.connect()
        assert self._connection.sock is not None
        self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes, float]:
        """Status, answer and the seconds that it took."""
        started = time.perf_counter()
        self._connection.request(method, path, body, {"Authorization": f"token {TOKEN}"})
        response = self._connection.getresponse()
        answer = response.read()
        return response.status, answer, time.perf_counter() - started

    def check(self, body: bytes) -> tuple[int, bytes, float]:
        """Ask for a check."""
        return self.ask("POST", "/mldebt-lab/check", body)

    def status_delay(self) -> float:
        """Seconds until the server's own API answers."""
        return self.ask("GET", "/api/status")[2]


class RunningServer:
    """The server's process and port."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.pid = process.pid
        self.port = port

    def connect(self) -> Connection:
        """A new connection."""
        return Connection(self.port)

    def cpu_seconds(self) -> float:
        """User and system time so far of the server and of the worker processes that are running. Linux only."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):  # a process that has just ended
                fields = stat.read_text().rpartition(")")[2].split()
                if str(self.pid) in (stat.parent.name, fields[1]):
                    ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def running_server(extension: bool = True, **traits: Any) -> Iterator[RunningServer]:
    """A server on a free port and an empty folder, with these values of ``c.MLDebt``; it ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        config = {
            "ServerApp": {
                "port": port,
                "open_browser": False,
                "allow_root": True,
                "root_dir": folder,
                "jpserver_extensions": {"mldebt_lab": extension},
            },
            "IdentityProvider": {"token": TOKEN},
            "MLDebt": traits,
        }
        config_file = Path(folder) / "config.json"
        config_file.write_text(json.dumps(config))
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")]),
            "JUPYTER_CONFIG_DIR": folder,
            "JUPYTER_RUNTIME_DIR": folder,
            "JUPYTER_NO_CONFIG": "1",
        }
        command = [sys.executable, "-m", "jupyter_server", "--config", str(config_file), "--log-level=ERROR"]
        process = subprocess.Popen(command, env=environment, cwd=folder)
        try:
            _wait_until_up(port, process)
            yield RunningServer(process, port)
        finally:
            process.terminate()
            process.wait()


def _wait_until_up(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            if Connection(port).ask("GET", "/api/status")[0] == 200:
                return
        time.sleep(0.1)
    raise SystemExit("the Jupyter server did not start")
