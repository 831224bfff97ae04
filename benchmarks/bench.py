"""What a check of many notebooks costs, against the floor and beside other programs.

CPU is user and system time of the whole process tree, its start included. The floor (benchmarks/floor.py) finds, reads
and parses the same files in one process, in the same run. All rules are on and nothing is remembered from before. Other
programs that are installed beside the interpreter, on the path, or in ``--peers DIR`` are measured with it by turns.

Run: python -m benchmarks.bench [DATA_FOLDER] [--rounds N] [--peers DIR]
Exits 1 if the cost is over its limits.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.data_folder import PROGRAM, REPOSITORY, add_data_argument, require
from benchmarks.process_cost import Cost, measure, measure_side_by_side, peak_of_tree

FLOORS = 2.8
MEGABYTES = 150
OURS = "mldebt"
AGAIN = "mldebt, again"
_CHECK = (*PROGRAM, "check", "--format", "json", "--select", "ALL")
COMMANDS: dict[str, Sequence[str]] = {
    "floor": (sys.executable, str(REPOSITORY / "benchmarks" / "floor.py"), "."),
    OURS: (*_CHECK, "--no-cache", "."),
}
"""What is measured in a folder of notebooks, the check without anything remembered."""
_PEERS = {
    "ruff": ("ruff", "check", "--no-cache", "--isolated", "--exit-zero"),
    "nbqa flake8": ("nbqa", "flake8"),
    "nborder": ("nborder", "check"),
    "notebookproof": ("notebookproof", "check"),
    "pynblint": ("pynblint",),
}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_data_argument(parser)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", type=Path, help="folder of programs to compare with")
    parser.add_argument("--only-fast-peers", action="store_true", help="only those that take seconds, not minutes")
    options = parser.parse_args()
    folder = require(options.data / "notebooks")
    commands = dict(COMMANDS)
    slow: dict[str, Sequence[str]] = {}
    for name, command in _PEERS.items():
        program = _program(command[0], options.peers)
        if program is not None:
            (commands if name == "ruff" else slow)[name] = (program, *command[1:], ".")
    with tempfile.TemporaryDirectory() as cache:
        commands[AGAIN] = ("env", f"MLDEBT_CACHE_DIR={cache}", *_CHECK, ".")
        measure(commands[AGAIN], folder)  # keeps what the others find
        costs = measure_side_by_side(commands, folder, options.rounds)
    if not options.only_fast_peers:
        costs |= measure_side_by_side(slow, folder, 1)
    ratio, memory = _show(costs, folder, peak_of_tree(commands[OURS], folder))
    return int(ratio > FLOORS or memory > MEGABYTES)


def _program(name: str, peers: Path | None) -> str | None:
    places = [*([str(peers)] if peers else []), str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    return shutil.which(name, path=os.pathsep.join(places))


def _show(costs: dict[str, Cost], folder: Path, together: float | None) -> tuple[float, float]:
    files = sum(1 for _ in folder.rglob("*.ipynb"))
    print(f"{files} notebooks on {os.cpu_count()} processors, Python {sys.version.split()[0]}; medians")
    print(f"{'':16} CPU s  floors  wall s  largest process MB")
    floor = costs["floor"].cpu
    for name, cost in costs.items():
        print(f"{name:16} {cost.cpu:5.2f} {cost.cpu / floor:7.2f} {cost.wall:7.2f} {cost.largest:8.0f}")
    ours = costs[OURS]
    ratio = ours.cpu / floor
    print(f"cost: {ratio:.2f} floors, wanted at most {FLOORS:g}")
    print(f"memory: {ours.largest:.0f} MB in the largest process, wanted at most {MEGABYTES}", end="")
    print(f"; {together:.0f} MB in all processes at once" if together is not None else "")
    if "ruff" in costs:
        print(f"wall time: {ours.wall / costs['ruff'].wall:.1f} times that of ruff, wanted at most 5")
        again = costs[AGAIN].wall / costs["ruff"].wall
        print(f"with nothing changed since the run before: {again:.2f} times ruff's cold run, wanted at most 1")
    return ratio, ours.largest


if __name__ == "__main__":
    sys.exit(main())
