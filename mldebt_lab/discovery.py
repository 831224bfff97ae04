"""Find the notebooks in files and folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "site-packages"})
"""Folders of other people's files, beside hidden ones and those that hold a Python environment."""


class Found(msgspec.Struct, frozen=True):
    """A notebook file. Reports name it by the path ``shown``: as it was given, or below the folder that was given."""

    path: Path
    shown: str


class Discovery(msgspec.Struct, frozen=True):
    """What was found, and what could not be looked at, in words."""

    notebooks: tuple[Found, ...]
    problems: tuple[str, ...]
    missing: tuple[str, ...] = ()
    """Paths that were given and do not exist."""


def discover(paths: Sequence[str], is_excluded: Callable[[Path], bool]) -> Discovery:
    """The notebooks that ``paths`` mean: a file itself, whatever its name is, and every ``.ipynb`` below a folder.

    ``is_excluded`` is asked about absolute paths of files and folders that a walk comes upon, not about the given ones.
    """
    found: dict[str, Found] = {}
    problems: list[str] = []
    missing: list[str] = []
    for given in paths:
        try:
            mode = os.stat(given).st_mode  # noqa: PTH116 - keeps the path as it is written
        except FileNotFoundError:
            if not os.path.islink(given):  # noqa: PTH114 - a link that leads nowhere is a file that cannot be read
                missing.append(given)
                continue
            mode = stat.S_IFREG
        except (OSError, ValueError):
            mode = stat.S_IFREG  # reading it will say what is wrong
        if not stat.S_ISDIR(mode):
            found.setdefault(given, Found(Path(given), given))
            continue
        for path in _walk(given, is_excluded, problems):
            found.setdefault(path, Found(Path(path), path))
    return Discovery(tuple(found.values()), tuple(problems), tuple(missing))


def _walk(folder: str, is_excluded: Callable[[Path], bool], problems: list[str]) -> Iterator[str]:
    """The notebooks below ``folder``, by name, those of a folder before those of its sub-folders."""
    waiting = [(folder, _above(folder))]
    while waiting:
        current, above = waiting.pop()
        try:
            with os.scandir(current) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
                identity = _identity(os.stat(current))  # noqa: PTH116
        except OSError as error:
            problems.append(f"{current}: the folder could not be read: {error.strerror or error}")
            continue
        if identity in above:
            problems.append(f"{current}: skipped, because it is a link to a folder that it lies in")
            continue
        folders: list[str] = []
        for entry in entries:
            path = _shown(entry.path)
            if entry.name.lower().endswith(".ipynb") and _is_file(entry):
                if not is_excluded(Path(path).absolute()):
                    yield path
            elif _is_folder(entry) and not _is_skipped(entry) and not is_excluded(Path(path).absolute()):
                folders.append(path)
        waiting.extend((path, above | {identity}) for path in reversed(folders))


def _above(folder: str) -> frozenset[tuple[int, int]]:
    """The folders that the first one lies in: a link back to one of them would walk into it again."""
    identities: set[tuple[int, int]] = set()
    for parent in Path(folder).resolve().parents:
        try:
            identities.add(_identity(parent.stat()))
        except OSError:
            continue
    return frozenset(identities)


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _shown(path: str) -> str:
    return path[2:] if path.startswith("./") else path


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file to be read; a link that leads nowhere or in a circle is one, so that the report says so."""
    try:
        return entry.is_file() or (entry.is_symlink() and not entry.is_dir() and not _leads_somewhere(entry.path))
    except OSError:
        return True


def _leads_somewhere(path: str) -> bool:
    try:
        os.stat(path)  # noqa: PTH116
    except OSError:
        return False
    return True


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_skipped(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith(".") or entry.name in SKIPPED_FOLDERS:
        return True
    return os.path.exists(os.path.join(entry.path, "pyvenv.cfg"))  # noqa: PTH110, PTH118
