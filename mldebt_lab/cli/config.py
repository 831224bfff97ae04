"""``mldebt config``: which settings hold for a folder, and where each comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mldebt_lab.notebook.ignores import Ignore

_DEFAULTS = {"select": "the rules that are on by default", "cache-dir": "where the platform keeps caches"}
"""What holds where no value stands for it."""


@click.command(short_help="Show the settings and where they come from.")
@click.argument("path", type=click.Path(exists=True), default=".")
@click.option(
    "--show-origin/--no-show-origin", default=True, show_default=True, help="Say where each value comes from."
)
def config(path: str, show_origin: bool) -> None:
    """Show the settings that hold for the notebooks in PATH (a folder or a notebook)."""
    from pathlib import Path

    from mldebt_lab.config import ConfigError
    from mldebt_lab.config_files import KEYS, SettingsFinder
    from mldebt_lab.places import project_root_of

    folder = Path(path).absolute()
    folder = folder if folder.is_dir() else folder.parent
    try:
        found = SettingsFinder().for_folder(folder)
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
    lines = [(f"# project root: {project_root_of(folder)}", "")]
    for key in KEYS:
        name = key.replace("-", "_")
        value = _toml(name, getattr(found.settings, name))
        lines.append(
            (
                f"{'# ' if value is None else ''}{key} = {value or _DEFAULTS[key]}",
                found.origins[name],
            )
        )
    width = max(len(text) for text, origin in lines if origin)
    for text, origin in lines:
        click.echo(f"{text:<{width}}  # {origin}" if origin and show_origin else text)


def _toml(name: str, value: Any) -> str | None:
    """A value as it is written in a configuration file; None for one that no text stands for."""
    if value is None:
        return None
    if name == "exclude":
        value = [glob.pattern for glob in value]
    if name == "per_notebook_ignores":
        pairs = (f"{_text(glob.pattern)} = [{', '.join(map(_entry, entries))}]" for glob, entries in value)
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(_text(item) for item in value) + "]"
    return ("true" if value else "false") if isinstance(value, bool) else _text(value)


def _entry(entry: Ignore) -> str:
    """A text, or a table where there is more to say than which rule."""
    members = {"code": entry.selector, "reason": entry.reason, "date": entry.date, "until": entry.until}
    if not any((entry.reason, entry.date, entry.until)):
        return _text(entry.selector)
    return "{ " + ", ".join(f"{name} = {_text(value)}" for name, value in members.items() if value) + " }"


def _text(value: str) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)  # a TOML basic string has the same escapes
