"""What the idle extension costs the server's own process in memory, over a server without it.

Run: python -m benchmarks.server_memory
"""

from __future__ import annotations

import statistics
from pathlib import Path

from benchmarks.check_requests import encoded, made_up
from benchmarks.running_server import running_server

ROUNDS = 3


def main() -> None:
    """Measure and print. Linux only: the figures are those of /proc."""
    bare = statistics.median(_resident(extension=False)[0] for _ in range(ROUNDS))
    idle, checked = (statistics.median(values) for values in zip(*(_resident() for _ in range(ROUNDS)), strict=True))
    print(f"a server without the extension   {bare:7.1f} MB")
    print(f"with it, nothing checked yet     {idle:7.1f} MB  {idle - bare:+.1f}")
    print(f"with it, after 20 checks         {checked:7.1f} MB  {checked - bare:+.1f}")


def _resident(extension: bool = True) -> tuple[float, float]:
    """Megabytes of the server's process at its start and after checks."""
    with running_server(extension) as server:
        before = _megabytes(server.pid)
        connection = server.connect()
        body = encoded(made_up(200, 20))
        for _ in range(20):
            connection.check(body)
        return before, _megabytes(server.pid)


def _megabytes(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    raise SystemExit("the server's process is gone")


if __name__ == "__main__":
    main()
