"""The truth sets of a data folder: what is expected in which notebook, and what the real command reports there.

A set is a folder with ``truth.jsonl``, a line a notebook, and the notebooks. The scorer that compares a report with it
is ``score.py`` of the data folder.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.data_folder import PROGRAM, environment, require

_AT_ONCE = 500
"""Notebooks on one command line."""


@dataclass(frozen=True)
class TruthSet:
    """One truth set: its name, its folder, and a line for each notebook."""

    name: str
    folder: Path
    lines: tuple[dict[str, Any], ...]


def truth_sets(data: Path, wanted: Sequence[str] = ()) -> list[TruthSet]:
    """The sets of the data folder, or those of the given names, in the order of their names."""
    found = [
        TruthSet(path.parent.name, path.parent, tuple(_lines(path)))
        for path in sorted(data.glob("*/*/truth.jsonl"))
        if not wanted or path.parent.name in wanted
    ]
    unknown = set(wanted) - {truth.name for truth in found}
    if unknown or not found:
        raise SystemExit(f"no truth set {', '.join(sorted(unknown)) or 'at all'} in {data}")
    return found


def scorer(data: Path) -> ModuleType:
    """The data folder's own scorer, as a module."""
    path = require(data / "score.py")
    specification = importlib.util.spec_from_file_location("truth_scorer", path)
    if specification is None or specification.loader is None:
        raise SystemExit(f"{path} is no Python module")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def known_codes() -> frozenset[str]:
    """The codes of all rules that the program has."""
    done = subprocess.run([*PROGRAM, "rules", "--format", "json"], env=environment(), capture_output=True, check=True)
    return frozenset(rule["code"] for rule in json.loads(done.stdout)["rules"])


def report_on(truth: TruthSet) -> dict[str, Any]:
    """What ``mldebt check`` reports with every rule on; a process for each project root, because it takes one."""
    by_root: dict[str | None, list[str]] = {}
    for line in truth.lines:
        by_root.setdefault(line.get("project_root"), []).append(line["notebook"])
    notebooks: list[dict[str, Any]] = []
    for root, paths in by_root.items():
        for start in range(0, len(paths), _AT_ONCE):
            notebooks += _check(truth.folder, root, paths[start : start + _AT_ONCE])
    return {"notebooks": notebooks}


def _check(folder: Path, root: str | None, paths: Sequence[str]) -> list[dict[str, Any]]:
    place = ["--project-root", root] if root is not None else []
    command = [*PROGRAM, "check", "--format", "json", "--select", "ALL", "--no-cache", *place, *paths]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
    if done.returncode not in (0, 1):
        print(f"exit code {done.returncode} under {root}: {done.stderr.decode(errors='replace').strip()[-2000:]}")
    try:
        notebooks: list[dict[str, Any]] = json.loads(done.stdout)["notebooks"]
    except ValueError:
        return []
    return notebooks


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for text in path.read_text("utf-8").split("\n"):
        if text.strip():
            yield json.loads(text)
