"""Check what a widget is asked about: a notebook, or the notebooks in a folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from mldebt_lab.api import Checked, checked
from mldebt_lab.checklist.profile import ProfileError
from mldebt_lab.config import ConfigError
from mldebt_lab.config_files import SettingsFinder
from mldebt_lab.discovery import discover

_MOST = 200
"""Notebooks. What is more takes minutes, and no output of a cell is the place to read it."""


class NothingToShow(Exception):
    """There is nothing that could be shown. The message says why."""


class Seen(msgspec.Struct, frozen=True):
    """A notebook that was checked, its file, and when that was saved."""

    checked: Checked
    file: Path
    saved: datetime | None


def look_at(path: Path, shown: str, profile: str) -> list[Seen]:
    """Check the notebook at ``path`` or those below it, with the checklist of that name.

    ``shown`` is how people name the path. Raises :class:`NothingToShow`.
    """
    if not path.exists():
        raise NothingToShow(f"{shown}: there is no such file or folder.")
    try:
        if not path.is_dir():
            return [_seen(path, shown, profile)]
        finder = SettingsFinder()
        found = discover([str(path)], lambda one: finder.for_folder(one.parent).settings.excludes(one.as_posix()))
        if not found.notebooks:
            raise NothingToShow(f"{shown}: no notebook found.")
        if len(found.notebooks) > _MOST:
            raise NothingToShow(
                f"{shown}: {len(found.notebooks):,} notebooks are too many to show here. mldebt report writes pages."
            )
        return [_seen(one.path, one.path.relative_to(path).as_posix(), profile) for one in found.notebooks]
    except (ConfigError, ProfileError) as error:
        raise NothingToShow(str(error)) from None


def _seen(file: Path, shown: str, profile: str) -> Seen:
    try:
        saved = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    except OSError:
        saved = None
    found = checked(file, profile=profile)
    return Seen(replace(found, report=replace(found.report, path=shown)), file, saved)
