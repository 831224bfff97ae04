"""What it costs to load the package and to ask the program for help, beside what they stand on.

Run: python -m benchmarks.start_cost [--rounds N]
Exits 1 if one is over its limit.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.data_folder import PROGRAM, REPOSITORY
from benchmarks.process_cost import measure_side_by_side


class Start(NamedTuple):
    """A command, the one that it is compared with, and how many times as long it may take."""

    what: str
    command: Sequence[str]
    beside: Sequence[str]
    limit: float


STARTS = (
    Start(
        "import mldebt_lab",
        (sys.executable, "-c", "import mldebt_lab"),
        (sys.executable, "-c", "import json, ast"),
        1.3,
    ),
    Start("mldebt --help", (*PROGRAM, "--help"), (sys.executable, "-c", "import click"), 1.5),
)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=25)
    options = parser.parse_args()
    is_over = False
    for start in STARTS:
        commands = {"ours": start.command, "beside": start.beside}
        costs = measure_side_by_side(commands, REPOSITORY, options.rounds)
        ours, beside = 1000 * costs["ours"].cpu, 1000 * costs["beside"].cpu
        is_over = is_over or ours > start.limit * beside
        than = f"`{' '.join(start.beside[1:])}` {beside:.0f} ms"
        print(f"{start.what}: {ours:.0f} ms; {than}; {ours / beside:.2f} times, wanted at most {start.limit:g}")
    return int(is_over)


if __name__ == "__main__":
    sys.exit(main())
