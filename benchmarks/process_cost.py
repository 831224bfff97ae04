"""What a command costs: CPU of its whole process tree with its start, wall time, and memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data_folder import environment

_EVERY = 0.01
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Cost:
    """Seconds, and the megabytes of the largest process."""

    cpu: float
    wall: float
    largest: float


def measure(command: Sequence[str], cwd: Path) -> Cost:
    """Run the command once. Its exit code says whether it found something; only a crash counts as a failure."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    stderr = process.stderr.read() if process.stderr is not None else b""
    # wait4 tells of this process and of those that it has waited for itself: its whole tree.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1) and not _is_findings_code(command, process.returncode):
        raise SystemExit(f"{' '.join(command[:4])}: exit code {process.returncode}\n{stderr.decode(errors='replace')}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss / 1024)


def measure_side_by_side(commands: dict[str, Sequence[str]], cwd: Path, rounds: int) -> dict[str, Cost]:
    """The median cost of each command, by turns, so that what else the machine does strikes all alike."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(measure(command, cwd))
    return {name: _median(several) for name, several in costs.items()}


def peak_of_tree(command: Sequence[str], cwd: Path) -> float | None:
    """The megabytes that all processes of the command held at once at most, looked at often; None where /proc is not.

    Memory that forked processes share is counted in each of them.
    """
    if not Path("/proc/self/status").exists():
        return None
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=cwd, env=environment(), stdout=quiet, stderr=quiet)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(map(_resident, _tree(process.pid))))
        time.sleep(_EVERY)
    return peak


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.wall for cost in costs),
        max(cost.largest for cost in costs),
    )


def _is_findings_code(command: Sequence[str], code: int) -> bool:
    # pynblint and the like have codes of their own for "something found"; ours has 2 for "something broke".
    return "mldebt_lab" not in command and "benchmarks/floor.py" not in " ".join(command) and 0 < code < 64


def _tree(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        for thread in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found.extend(map(int, thread.read_text().split()))
            except OSError:
                continue
    return found


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
