"""The settings of a check, which the server, the project and the user have a say in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mldebt_lab.config import DEFAULT_ORIGIN, ConfigError, Layer, Settings, combine
from mldebt_lab.config_files import SettingsFinder
from mldebt_lab.rules.registry import UnknownRule, selected_rules

_ORIGIN = "the server's configuration (c.MLDebt)"


def settings_for(folder: Path | None, top: Path | None, server: Mapping[str, Any]) -> tuple[Settings, str | None]:
    """The settings for notebooks in ``folder``, and what is wrong with them if they cannot be applied.

    Configuration is looked for from ``folder`` up to ``top``; a ``folder`` of None has no project. ``server`` is what
    :meth:`mldebt_lab.server.settings.MLDebt.for_checks` gives: values that nobody else can change, and defaults.
    """
    locked = Layer(_ORIGIN, _fields(server["locked"]))
    defaults = _fields(server["defaults"])
    problem = None
    try:
        combined = SettingsFinder(locked, top=top).for_folder(folder)
    except ConfigError as error:
        problem = f"The settings were not applied. {error}"
        combined = combine(lock=locked)
    unset = {name: value for name, value in defaults.items() if combined.origins[name] == DEFAULT_ORIGIN}
    settings = replace(combined.settings, **unset)
    try:
        selected_rules(settings.select, settings.ignore)
    except UnknownRule as error:
        return Settings(), problem or f"The settings were not applied. {_ORIGIN}: {error}"
    return settings, problem


def _fields(values: Mapping[str, Any]) -> dict[str, Any]:
    names = {"shared_dirs": "shared_directories"}
    return {names.get(name, name): tuple(value) if isinstance(value, list) else value for name, value in values.items()}
