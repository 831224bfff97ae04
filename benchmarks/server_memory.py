"""What the extension costs a Jupyter server in memory: idle, and after many different notebooks were checked.

Idle is the server's own process beside one without the extension. Checks are made in a worker process, which keeps
something of the latest notebooks and ends when nobody has asked for a while: its memory is told beside the server's.
Exits 1 if a figure is over its limit. Linux only: the figures are those of /proc.

Run: python -m benchmarks.server_memory [DATA_FOLDER]
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from benchmarks.check_requests import encoded, of_file
from benchmarks.data_folder import add_data_argument, require
from benchmarks.running_server import running_server

ROUNDS = 5
NOTEBOOKS = 200
IDLE_MB = 25
CHECKED_MB = 60


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_data_argument(parser)
    folder = require(parser.parse_args().data / "notebooks")
    requests = [request for path in sorted(folder.rglob("*.ipynb")) if (request := of_file(path))]
    bodies = [encoded(request) for request in islice(requests, NOTEBOOKS)]
    bare = statistics.median(_idle(extension=False) for _ in range(ROUNDS))
    idle = statistics.median(_idle(extension=True) for _ in range(ROUNDS))
    checked, workers = _after(bodies)
    print(f"a server without the extension        {bare:6.1f} MB")
    print(f"with it, nothing checked yet          {idle:6.1f} MB  {idle - bare:+5.1f} MB, wanted at most +{IDLE_MB}")
    print(f"with it, after {len(bodies)} notebooks          {checked:6.1f} MB  {checked - bare:+5.1f} MB")
    print(f"its worker process, after them        {workers:6.1f} MB")
    both = checked + workers
    print(f"both                                  {both:6.1f} MB  {both - bare:+5.1f} MB, wanted at most +{CHECKED_MB}")
    return int(idle - bare > IDLE_MB or both - bare > CHECKED_MB)


def _idle(*, extension: bool) -> float:
    with running_server(extension) as server:
        return _megabytes(server.pid)


def _after(bodies: Sequence[bytes]) -> tuple[float, float]:
    """Megabytes of the server's process and of its worker after the checks."""
    with running_server() as server:
        connection = server.connect()
        for body in bodies:
            status, answer, _ = connection.check(body)
            assert status == 200, answer
        return _megabytes(server.pid), sum(map(_megabytes, _children(server.pid)))


def _children(pid: int) -> list[int]:
    return [int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]


def _megabytes(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    raise SystemExit("a process of the server is gone")


if __name__ == "__main__":
    sys.exit(main())
