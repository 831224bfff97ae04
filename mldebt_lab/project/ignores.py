"""Which files git leaves out of the repository, as the project's .gitignore files say."""

from __future__ import annotations

import os

from mldebt_lab.globs import Glob
from mldebt_lab.project.reading import text_of


class Ignores:
    """The patterns of each folder's .gitignore, each file read once."""

    def __init__(self) -> None:
        self._patterns: dict[str, tuple[tuple[bool, Glob], ...]] = {}

    def ignores(self, folders: tuple[str, ...], path: str) -> bool:
        """Whether ``path`` (absolute) is left out by a .gitignore in one of ``folders``, given the nearest first.

        The last pattern that means it decides, and one with ``!`` takes it back.
        """
        shown = path.replace("\\", "/")
        for folder in folders:
            for takes_back, glob in reversed(self._in(folder)):
                if glob.matches(shown):
                    return not takes_back
        return False

    def _in(self, folder: str) -> tuple[tuple[bool, Glob], ...]:
        known = self._patterns.get(folder)
        if known is None:
            known = self._patterns[folder] = tuple(_patterns(folder))
        return known


def _patterns(folder: str) -> list[tuple[bool, Glob]]:
    found: list[tuple[bool, Glob]] = []
    base = folder.replace("\\", "/")
    for line in (text_of(os.path.join(folder, ".gitignore")) or "").splitlines():  # noqa: PTH118
        pattern = line.strip()
        if not pattern or pattern.startswith("#"):
            continue
        takes_back = pattern.startswith("!")
        if takes_back:
            pattern = pattern[1:]
        if pattern.strip("/"):
            found.append((takes_back, Glob(base, pattern)))
    return found
