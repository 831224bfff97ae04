"""Patterns for files in the project's configuration, as people know them from ``.gitignore``.

``drafts`` and ``*.draft.ipynb`` mean any file or folder of that name; with a slash (``archive/**``,
``lectures/01*.ipynb``) a pattern means the path below the folder of the configuration file, or, in a file that
belongs to no project, below any folder. What lies in a folder that is meant is meant as well.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec


class Glob(msgspec.Struct, frozen=True):
    """A pattern and the absolute folder (forward slashes) that it is relative to; ``""`` means any folder."""

    base: str
    pattern: str

    def matches(self, path: str) -> bool:
        """Whether the absolute ``path`` (forward slashes) is meant, itself or through a folder above it."""
        prefix = self.base.rstrip("/") + "/" if self.base else ""
        if not path.startswith(prefix):
            return False
        return _expression(self.pattern, bool(prefix)).match(path, len(prefix)) is not None


@cache
def _expression(pattern: str, has_base: bool) -> re.Pattern[str]:
    anchored = has_base and "/" in pattern.rstrip("/")
    parts = pattern.removeprefix("./").strip("/").split("/")
    expression = "" if anchored else "(?:.*/)?"
    for number, part in enumerate(parts):
        if part == "**":
            expression += ".*" if number == len(parts) - 1 else "(?:.*/)?"
        else:
            expression += _part(part) + ("" if number == len(parts) - 1 else "/")
    return re.compile(expression + r"(?:/.*)?\Z", re.DOTALL)


def _part(part: str) -> str:
    pieces = re.split(r"(\*|\?|\[[^\]/]+\])", part)
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: str) -> str:
    if piece == "*":
        return "[^/]*"
    if piece == "?":
        return "[^/]"
    if len(piece) > 2 and piece.startswith("[") and piece.endswith("]"):
        inside = piece[1:-1].replace("\\", r"\\").replace("[", r"\[")
        return f"[^{inside[1:]}]" if inside.startswith("!") and len(inside) > 1 else f"[{inside}]"
    return re.escape(piece)
