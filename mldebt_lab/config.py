"""What may be set, and what a notebook's settings are: ``[tool.mldebt]`` in ``pyproject.toml``, or ``mldebt.toml``.

Of every key the first of these counts: what the administrator has locked, the command line, the nearest configuration
file above the notebook, the user's own file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from mldebt_lab.finding import Severity
from mldebt_lab.globs import Glob
from mldebt_lab.notebook.ignores import Ignore


class ConfigError(Exception):
    """A setting that cannot be understood. The message names the file and the key."""


class Settings(msgspec.Struct, frozen=True):
    """What is checked, and how. ``select`` None means the rules that are on by default."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    exclude: tuple[Glob, ...] = ()
    per_notebook_ignores: tuple[tuple[Glob, tuple[Ignore, ...]], ...] = ()
    shared_directories: tuple[str, ...] = ()
    data_directories: tuple[str, ...] = ()
    fail_severity: Severity = "warning"
    measure_places: bool = False
    checklist_profiles: tuple[str, ...] = ()
    baseline: tuple[str, ...] = ()
    """The fingerprints of findings that were known before; what is new counts."""
    cache_dir: str | None = None
    """Where reports are kept from one run to the next; None: where the platform keeps such things."""

    def excludes(self, path: str) -> bool:
        """Whether a folder walk leaves out the absolute ``path`` (forward slashes)."""
        return any(glob.matches(path) for glob in self.exclude)

    def ignores_in(self, path: str) -> tuple[Ignore, ...]:
        """What the configuration suppresses in the notebook at the absolute ``path``."""
        return tuple(entry for glob, entries in self.per_notebook_ignores if glob.matches(path) for entry in entries)


class Layer(msgspec.Struct, frozen=True):
    """What one place sets: values by the name of their field in :class:`Settings`, and where they come from."""

    origin: str
    values: Mapping[str, Any] = msgspec.field(default_factory=dict)


class OriginatedSettings(msgspec.Struct, frozen=True):
    """Settings, where each value comes from, and the command line options that a lock overrides."""

    settings: Settings
    origins: Mapping[str, str]
    overridden: tuple[str, ...] = ()


DEFAULT_ORIGIN = "default"
COMMAND_LINE_ORIGIN = "command line"


def combine(
    *,
    lock: Layer | None = None,
    command_line: Layer | None = None,
    project: Layer | None = None,
    user: Layer | None = None,
) -> OriginatedSettings:
    """The settings that the layers give together."""
    values: dict[str, Any] = {}
    origins: dict[str, str] = dict.fromkeys(Settings.__struct_fields__, DEFAULT_ORIGIN)
    for layer in (user, project, command_line, lock):
        if layer is not None:
            values.update(layer.values)
            origins.update(dict.fromkeys(layer.values, layer.origin))
    both = (
        () if lock is None or command_line is None else tuple(sorted(lock.values.keys() & command_line.values.keys()))
    )
    return OriginatedSettings(Settings(**values), origins, both)
