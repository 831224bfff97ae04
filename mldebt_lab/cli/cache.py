"""``mldebt cache``: where reports of former runs are kept, and how to be rid of them."""

from __future__ import annotations

import click


@click.group(short_help="Show or clear what is kept between runs.")
def cache() -> None:
    """Reports are kept from one check to the next. Removing them costs nothing but the time to make them again."""


@cache.command("dir", short_help="Say where it is kept.")
def show_folder() -> None:
    """Print the folder that is used for notebooks in the current one."""
    click.echo(_folder())


@cache.command(short_help="Remove it.")
def clear() -> None:
    """Remove all reports that are kept in the folder that is used for notebooks in the current one."""
    from mldebt_lab.cache.store import Store

    folder = _folder()
    removed = Store(folder).clear()
    click.echo(f"{removed:,} report{'' if removed == 1 else 's'} removed from {folder}")


def _folder() -> str:
    from pathlib import Path

    from mldebt_lab.cache.folder import cache_folder
    from mldebt_lab.config import ConfigError
    from mldebt_lab.config_files import SettingsFinder

    try:
        return cache_folder(SettingsFinder().for_folder(Path.cwd()).settings)
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
