"""The folders whose files count for a notebook."""

from __future__ import annotations

import os
from collections.abc import Iterator

_SUB_FOLDERS = ("docs", "doc", "ci", "conda", "binder", ".binder", ".github/workflows")
_WITH_SUB_FOLDERS = ("requirements", "reqs", "env", "envs", "environments", "docker", ".devcontainer")
"""Those that hold a folder for each of several environments."""
_MOST_ENVIRONMENTS = 50


def places(root: str, folder: str, top: str | None = None) -> Iterator[str]:
    """The folders whose files count for a notebook in ``folder``, nearest first; the arguments as for
    :func:`ancestors`."""
    for place in ancestors(root, folder, top):
        yield place
        for name in _SUB_FOLDERS:
            yield os.path.join(place, *name.split("/"))  # noqa: PTH118
        for name in _WITH_SUB_FOLDERS:
            environments = os.path.join(place, name)  # noqa: PTH118
            yield environments
            yield from _folders_in(environments)


def ancestors(root: str, folder: str, top: str | None = None) -> list[str]:
    """``folder`` and those above it, up to ``root``, and on to the root of the repository that it lies in.

    Nothing above ``top`` is looked at.
    """
    above = [folder]
    while above[-1] != root and _parent(above[-1]) != above[-1]:
        above.append(_parent(above[-1]))
    if above[-1] != root:
        return [folder, root]
    further: list[str] = []
    place = root
    while not os.path.exists(os.path.join(place, ".git")):  # noqa: PTH110, PTH118
        if place == top:
            break
        place = _parent(place)
        if place in (_parent(place), os.path.expanduser("~")):  # noqa: PTH111 - a home is no project of its own
            return above
        further.append(place)
    return above + further


def _parent(folder: str) -> str:
    return os.path.dirname(folder)  # noqa: PTH120


def _folders_in(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as scan:
            return [entry.path for entry, _ in zip(scan, range(_MOST_ENVIRONMENTS), strict=False) if entry.is_dir()]
    except OSError:
        return []
