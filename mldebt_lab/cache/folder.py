"""Where on this machine reports of former runs are kept."""

from __future__ import annotations

import os
import sys

from mldebt_lab.config import Settings

VARIABLE = "MLDEBT_CACHE_DIR"

# ruff: noqa: PTH100, PTH111, PTH117, PTH118


def cache_folder(settings: Settings) -> str:
    """The folder, whether it exists or not: what the environment names, the configuration, or what is customary."""
    folder = os.environ.get(VARIABLE) or settings.cache_dir or _customary()
    return os.path.abspath(os.path.expanduser(folder))


def _customary() -> str:
    given = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(given):
        return os.path.join(given, "mldebt")
    if sys.platform == "darwin":
        return "~/Library/Caches/mldebt"
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or "~/AppData/Local", "mldebt", "Cache")
    return "~/.cache/mldebt"
