"""The files below a project's root, as far as they are few enough to be looked through."""

from __future__ import annotations

import os
from functools import cached_property

MOST_ENTRIES = 50_000
"""Files and folders. Of a larger project only a part is looked through."""

_SKIPPED = frozenset({"node_modules", "__pycache__", "site-packages", "venv", "env"})
_MODULE_SUFFIXES = (".py", ".pyx", ".so", ".pyd", ".ipynb")


class Tree:
    """What lies below a folder: hidden folders, installed packages and environments aside."""

    def __init__(self, root: str, *, deep: bool) -> None:
        self._root = root
        self._deep = deep

    @property
    def complete(self) -> bool:
        """Whether all of it was looked through."""
        return self._walked[2]

    @property
    def files(self) -> tuple[str, ...]:
        """The files' paths relative to the root, with forward slashes, those near the root first."""
        return self._walked[0]

    def named(self, name: str) -> str | None:
        """The path of a file with that name, the one nearest to the root."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {path.rpartition("/")[2]: path for path in reversed(self.files)}

    @property
    def modules(self) -> frozenset[str]:
        """The names under which Python could import something of it: modules, and folders that hold any."""
        return self._walked[1]

    @cached_property
    def _walked(self) -> tuple[tuple[str, ...], frozenset[str], bool]:
        files: list[str] = []
        modules: set[str] = set()
        waiting = [""]
        count = 0
        for folder in waiting:
            try:
                with os.scandir(os.path.join(self._root, folder)) as scan:  # noqa: PTH118
                    for entry in scan:
                        count += 1
                        if count > MOST_ENTRIES:
                            return tuple(files), frozenset(modules), False
                        path = f"{folder}/{entry.name}" if folder else entry.name
                        if entry.is_dir(follow_symlinks=False):
                            if self._deep and not _is_skipped(entry):
                                waiting.append(path)
                        else:
                            files.append(path)
                            if entry.name.endswith(_MODULE_SUFFIXES):
                                modules.add(entry.name.partition(".")[0])
                                if not entry.name.endswith(".ipynb"):
                                    modules.update(folder.split("/"))
            except OSError:
                continue
        return tuple(files), frozenset(modules), True


def _is_skipped(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith(".") or entry.name in _SKIPPED:
        return True
    return os.path.exists(os.path.join(entry.path, "pyvenv.cfg"))  # noqa: PTH110, PTH118
