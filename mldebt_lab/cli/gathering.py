"""Which notebooks a command is to check, each with the settings and surroundings that hold for it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec

from mldebt_lab.cli.messages import say
from mldebt_lab.config import COMMAND_LINE_ORIGIN, Layer
from mldebt_lab.config_files import SettingsFinder
from mldebt_lab.discovery import Found, discover
from mldebt_lab.places import Measurements, surroundings_of
from mldebt_lab.project import Projects
from mldebt_lab.tasks import Task

STANDARD_INPUT = "-"


class Selection(msgspec.Struct, frozen=True):
    """What commands that check notebooks are told: which ones, and by which rules."""

    paths: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    project_root: str | None
    measure_places: bool | None
    stdin_filename: str | None

    @property
    def layer(self) -> Layer:
        """The settings among the options."""
        values: dict[str, object] = {}
        if self.select:
            values["select"] = self.select
        if self.ignore:
            values["ignore"] = self.ignore
        if self.measure_places is not None:
            values["measure_places"] = self.measure_places
        return Layer(COMMAND_LINE_ORIGIN, values)


class Gathered(msgspec.Struct, frozen=True):
    """The notebooks to check, and what stood in the way. ``overridden`` are options that a policy overrules."""

    tasks: list[Task]
    problems: tuple[str, ...]
    missing: tuple[str, ...]
    overridden: tuple[str, ...]

    def say_problems(self) -> None:
        """Say what could not be looked at, and which options have no effect."""
        for option in self.overridden:
            say(f"--{option.replace('_', '-')} has no effect: the administrator's policy sets it.")
        for problem in self.problems:
            say(problem)
        for path in self.missing:
            say(f"{path}: there is no such file or folder")
        if not self.tasks:
            say("No notebook found.")


def gather(selection: Selection, finder: SettingsFinder) -> Gathered:
    """Find the notebooks. Raises :class:`mldebt_lab.config.ConfigError` for settings that cannot be understood."""
    files = [path for path in selection.paths if path != STANDARD_INPUT]

    def is_excluded(path: Path) -> bool:
        return finder.for_folder(path.parent).settings.excludes(path.as_posix())

    discovery = discover(files, is_excluded)
    measurements = Measurements()
    projects = Projects()
    root = _absolute(selection.project_root) if selection.project_root is not None else None
    overridden: dict[str, None] = {}

    def task(found: Found, content: bytes | None = None) -> Task:
        path = _absolute(str(found.path))
        originated = finder.for_folder(path.parent)
        overridden.update(dict.fromkeys(originated.overridden))
        settings = originated.settings
        measured = measurements if settings.measure_places else None
        surroundings = surroundings_of(
            path,
            project_root=root,
            shared=settings.shared_directories,
            data=settings.data_directories,
            measured=measured,
            projects=projects,
        )
        return Task(path, found.shown, settings, surroundings, content)

    tasks = [task(found) for found in discovery.notebooks]
    if STANDARD_INPUT in selection.paths:
        name = selection.stdin_filename or STANDARD_INPUT
        tasks.append(task(Found(Path(name), name), sys.stdin.buffer.read()))
    return Gathered(tasks, discovery.problems, discovery.missing, tuple(overridden))


def _absolute(path: str) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolves "..", as Path.absolute() does not, and follows no links
