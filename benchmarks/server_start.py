"""What the extension adds to the start of a Jupyter server: processor time until it answers, the best of many starts.

Servers with and without it are started by turns, so that what else the machine does strikes both alike. Exits 1 if it
is more than wanted. Linux only.

Run: python -m benchmarks.server_start [--rounds N]
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.running_server import running_server

WANTED = 0.03


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    bare, ours = (min(times) for times in zip(*((_start(False), _start(True)) for _ in range(rounds)), strict=True))
    more = ours / bare - 1
    print(f"start without the extension {bare:.2f} s, with it {ours:.2f} s: {more:+.1%}, wanted at most {WANTED:+.0%}")
    return int(more > WANTED)


def _start(extension: bool) -> float:
    """Seconds of processor time of a server until it answers."""
    with running_server(extension) as server:
        return server.cpu_seconds()


if __name__ == "__main__":
    sys.exit(main())
