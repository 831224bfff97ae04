"""Which checklist is answered: one of ours, or one of the project's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mldebt_lab.checklist.profile import (
    DEFAULT,
    Profile,
    ProfileError,
    built_in,
    built_in_names,
    find_profile,
    read_profile,
)
from mldebt_lab.config import Settings


def profile_for(name: str | None, settings: Settings, top: Path | None) -> tuple[Profile, str | None]:
    """The profile of that name, or the default one and why it stands in its place."""
    try:
        return find_profile(name or DEFAULT, _files(settings, top)), None
    except ProfileError as error:
        return built_in(DEFAULT), f"{error}. The checklist is the default one."


def profiles_for(settings: Settings, top: Path | None) -> Iterator[Profile]:
    """All profiles that can be asked for, the default one first. Those that cannot be read are left out."""
    ours = built_in_names()
    yield from (built_in(name) for name in ours)
    for file in _files(settings, top):
        try:
            profile = read_profile(Path(file))
        except ProfileError:
            continue
        if profile.name not in ours:
            yield profile


def _files(settings: Settings, top: Path | None) -> list[str]:
    """The project's own profiles; a project says nothing of files outside the folder that the server shows."""
    if top is None:
        return []
    return [file for file in settings.checklist_profiles if _lies_below(Path(file), top)]


def _lies_below(file: Path, top: Path) -> bool:
    try:
        return file.resolve().is_relative_to(top.resolve())
    except (OSError, RuntimeError, ValueError):  # a circle of links, or what no file name can hold
        return False
