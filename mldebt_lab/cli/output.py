"""Write a report to standard output or to a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click


def wants_colour(output_file: str | None) -> bool:
    """Colour is for a terminal, unless ``NO_COLOR`` is set to anything (https://no-color.org)."""
    return (
        output_file is None
        and sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )


def ensure_writable(output_file: str | None) -> None:
    """Say at once, and not after minutes of work, that there is no folder to write the report to."""
    if output_file is None:
        return
    folder = Path(output_file).parent
    if not folder.is_dir():
        raise click.UsageError(f"--output-file: there is no folder {folder}")
    if Path(output_file).is_dir():
        raise click.UsageError(f"--output-file: {output_file} is a folder")


def write(content: str | bytes, output_file: str | None, colour: bool = False) -> None:
    """Write text or bytes to the file, or to standard output if there is none."""
    if output_file is None:
        click.echo(content, nl=False, color=colour)
        return
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    try:
        Path(output_file).write_bytes(data)
    except OSError as error:
        raise click.UsageError(
            f"--output-file: {output_file} could not be written: {error.strerror or error}"
        ) from None
