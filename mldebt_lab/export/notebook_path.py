"""Where the notebook lies that is exported."""

from __future__ import annotations

import os
from typing import Any


def path_of(resources: Any) -> str:
    """The notebook's path, as far as nbconvert says."""
    metadata = resources.get("metadata") or {}
    name = metadata.get("name") or "notebook"
    folder = metadata.get("path") or ""
    return os.path.join(str(folder), f"{name}.ipynb")  # noqa: PTH118 - as it is written
