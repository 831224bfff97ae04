"""Read the text of a project's file without ever failing."""

from __future__ import annotations

import os
import stat

LARGEST = 4_000_000
"""Bytes. A larger file is no file that people write by hand."""


def text_of(path: str, largest: int = LARGEST) -> str | None:
    """The file's text; None when there is no such file, or it is too large or may not be read."""
    data = bytes_of(path, largest)
    return data.decode("utf-8-sig", "replace") if data is not None else None


def bytes_of(path: str, largest: int = LARGEST) -> bytes | None:
    """The file's content; None as for :func:`text_of`."""
    try:
        status = os.stat(path)  # noqa: PTH116 - many files are asked about
        if not stat.S_ISREG(status.st_mode) or status.st_size > largest:
            return None  # a pipe or a device would keep us waiting
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return file.read(status.st_size)
    except (OSError, ValueError):
        return None
