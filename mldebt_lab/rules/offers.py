"""Whether other distributions offer rules: a look at the files that would say so.

``importlib.metadata`` takes several times as long to load and to ask as the rest of a check's start.
"""

from __future__ import annotations

import os
import sys

GROUP = "mldebt_lab.rules"
"""The entry point group whose entries name a rule class."""
_FILE = "entry_points.txt"

# ruff: noqa: PTH118, PTH123


def rules_are_offered() -> bool:
    """False if no installed distribution has an entry in the group, as far as all of them can be looked at here."""
    if any(hasattr(finder, "find_distributions") and not _is_usual(finder) for finder in sys.meta_path):
        return True
    return any(_may_offer(folder or os.curdir) for folder in sys.path)


def _is_usual(finder: object) -> bool:
    return getattr(finder, "__module__", "") in ("_frozen_importlib_external", "importlib._bootstrap_external")


def _may_offer(folder: str) -> bool:
    try:
        with os.scandir(folder) as scan:
            names = [entry.name for entry in scan if entry.name.lower().endswith((".dist-info", ".egg-info"))]
    except FileNotFoundError:
        return False
    except OSError:
        return True  # such as an archive
    if folder.endswith(".egg"):
        names.append("EGG-INFO")
    return any(_mentions_group(os.path.join(folder, name, _FILE)) for name in names)


def _mentions_group(path: str) -> bool:
    try:
        with open(path, "rb", buffering=0) as file:
            return GROUP.encode() in file.read()
    except OSError:
        return False  # most distributions have no such file
