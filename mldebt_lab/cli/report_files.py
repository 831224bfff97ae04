"""Where the pages of a report are written, and that nothing else is overwritten by them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

import msgspec

from mldebt_lab.report.html.page import GENERATOR

INDEX = "index.html"
_READ = 1024
"""Bytes from the beginning of a file in which it says that it is ours."""


class Place(msgspec.Struct, frozen=True):
    """A notebook's page: its path below the folder of the report, and addresses of and from it."""

    path: Path
    address: str
    """Of the page, from the index."""
    index: str
    """Of the index, from the page."""
    notebook: str | None
    """Of the notebook, from the page; None where no relative path leads to it."""


def places_for(notebooks: Sequence[Path], output: Path) -> list[Place]:
    """A page for each notebook (absolute paths), below ``output`` in the folders that the notebooks have in common."""
    common = _common_folder(notebooks)
    taken = {INDEX}
    places: list[Place] = []
    for notebook in notebooks:
        folder = Path(os.path.relpath(notebook.parent, common)) if common is not None else Path()
        path = _free(folder, notebook.stem, taken)
        taken.add(_key(path))
        up = "../" * len(path.parent.parts)
        places.append(Place(path, _address(path), f"{up}{INDEX}", _way(notebook, output / path.parent)))
    return places


def in_the_way(paths: Iterable[Path]) -> list[Path]:
    """Those of the paths at which something lies that is no page of ours, or a link, which leads elsewhere."""
    return [path for path in paths if path.is_symlink() or (path.exists() and not _is_ours(path))]


def _common_folder(notebooks: Sequence[Path]) -> Path | None:
    try:
        return Path(os.path.commonpath([notebook.parent for notebook in notebooks]))
    except ValueError:  # on several drives
        return None


def _free(folder: Path, stem: str, taken: set[str]) -> Path:
    """A name that no other page has, also where capital letters do not count."""
    path = folder / f"{stem}.html"
    number = 1
    while _key(path) in taken:
        number += 1
        path = folder / f"{stem}-{number}.html"
    return path


def _key(path: Path) -> str:
    return path.as_posix().casefold()


def _way(notebook: Path, folder: Path) -> str | None:
    try:
        return _address(Path(os.path.relpath(notebook, folder)))
    except ValueError:  # on another drive
        return None


def _address(path: Path) -> str:
    return quote(os.fsencode(path.as_posix()))


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return GENERATOR.encode() in file.read(_READ)
    except OSError:
        return False
