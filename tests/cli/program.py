"""Run the program as people do: in a process of its own, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[2]
_ELSEWHERE = {"XDG_CONFIG_HOME": os.devnull, "MLDEBT_CACHE_DIR": os.devnull, "PYTHONUTF8": "1"}
"""Nothing of the user's own is read, and nothing is kept from one run to the next."""


def environment(**variables: str) -> dict[str, str]:
    """This process's environment without the user's configuration and wishes for colour."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "MLDEBT_RAISE")}
    return {**kept, "PYTHONPATH": str(SOURCE), **_ELSEWHERE, **variables}


def mldebt(
    *arguments: str | Path, cwd: Path, stdin: bytes | None = None, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """What the program wrote, and its exit code."""
    command = [sys.executable, "-m", "mldebt_lab", *map(str, arguments)]
    env = environment(MLDEBT_RAISE="1", **(variables or {}))
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, env=env, check=False, timeout=120)


def notebook(*sources: str, counts: Sequence[int | None] = (), **metadata: Any) -> dict[str, Any]:
    """A notebook of code cells."""
    cells: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "id": f"cell-{index}",
            "metadata": {},
            "execution_count": counts[index] if index < len(counts) else None,
            "outputs": [],
            "source": source.splitlines(keepends=True),
        }
        for index, source in enumerate(sources)
    ]
    language = {"name": "python", "version": "3.12.0"}
    return {"cells": cells, "metadata": {"language_info": language, **metadata}, "nbformat": 4, "nbformat_minor": 5}


def write(path: Path, document: dict[str, Any]) -> Path:
    """Write it as Jupyter does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return path


WRONG_ORDER = notebook("print(rate)", "rate = 0.1", counts=(2, 1))
"""A name is used above its definition."""
CLEAN = notebook("rate = 0.1", "print(rate)")
"""Nothing is wrong."""
