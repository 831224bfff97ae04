"""How long the server's other requests wait while a notebook is checked.

A real Jupyter server is asked for /api/status every few milliseconds, while another connection sends the largest
notebooks that it takes, and one that it refuses. Exits 1 if one in a hundred answers took longer than 50 ms.

Run: python -m benchmarks.server_delay
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

from benchmarks.check_requests import encoded, made_up
from benchmarks.running_server import RunningServer, running_server

LIMIT = 0.050
PAUSE = 0.003


def main() -> int:
    """Measure and print."""
    cases: list[tuple[str, bytes | None]] = [
        ("nothing else", None),
        ("a check of 200 cells of 20 lines", encoded(made_up(200, 20))),
        ("a check of 5,000 cells of 20 lines", encoded(made_up(5_000, 20))),
        ("a check of 5,000 cells of 150 lines", encoded(made_up(5_000, 150))),
        ("a check of a text of 45 MB", _padded(made_up(200, 20), 45_000_000)),
        ("100 MB, which is refused", b" " * 100_000_000),
    ]
    worst = 0.0
    with running_server() as server:
        server.connect().check(encoded(made_up(1, 1)))  # the worker is there
        print(
            f"{'while the server is asked for':36} {'answer':>18} {'asked':>6} {'median':>8} {'p99':>8} {'longest':>8}"
        )
        for name, body in cases:
            answer, delays = _measure(server, body)
            p99 = delays[int(len(delays) * 0.99)]
            worst = max(worst, p99)
            figures = " ".join(f"{1000 * value:5.1f} ms" for value in (delays[len(delays) // 2], p99, delays[-1]))
            print(f"{name:36} {answer:>18} {len(delays):6} {figures}", flush=True)
    print(f"p99 at most {1000 * worst:.1f} ms, wanted under {1000 * LIMIT:.0f} ms")
    return int(worst >= LIMIT)


def _padded(request: dict[str, object], size: int) -> bytes:
    """The request with one large markdown cell."""
    cells = request["cells"]
    assert isinstance(cells, list)
    cells.append({"id": "large", "type": "markdown", "source": "word " * (size // 5), "execution_count": None})
    return encoded(request)


def _measure(server: RunningServer, body: bytes | None) -> tuple[str, list[float]]:
    """What the check was answered, and the sorted delays of the status requests meanwhile, at least 3 s long."""
    answers: list[str] = []

    def checks() -> None:
        end = time.monotonic() + 3
        while not answers or time.monotonic() < end:
            if body is None:
                time.sleep(0.1)
                answers.append("")
                continue
            status, _, seconds = server.connect().check(body)
            answers.append(f"{status} in {seconds:.2f} s")

    delays = _during(checks, server.connect().status_delay)
    return answers[0], sorted(delays)


def _during(work: Callable[[], None], ask: Callable[[], float]) -> list[float]:
    thread = threading.Thread(target=work)
    thread.start()
    delays = []
    while thread.is_alive():
        delays.append(ask())
        time.sleep(PAUSE)
    return delays


if __name__ == "__main__":
    sys.exit(main())
