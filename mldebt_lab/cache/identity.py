"""Which program makes the reports: its own files, the libraries that read for it, and the Python that parses for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import blake2b

from mldebt_lab.rules.offers import rules_are_offered

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
_NO_PART = frozenset({"__pycache__", "labextension"})
"""Compiled again from the source files, and shown in the browser only."""
_LIBRARIES = ("msgspec", "nbformat", "tomli")


def program_identity(package: str = PACKAGE) -> bytes | None:
    """A digest that another version, an edited rule or table, or another Python changes; None when it is not known.

    The files are read, and not only their dates: a rule that somebody edits counts at once, and a fresh installation of
    the same version finds what another one kept. What other people's rules depend on cannot be known.
    """
    if rules_are_offered():
        return None
    digest = blake2b(repr((sys.version, sys.platform, sys.flags.optimize, *_libraries())).encode())
    paths = list(_files(package))
    for path in paths:
        try:
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123
                content = file.read()
        except OSError:
            return None
        digest.update(f"{path[len(package) :]}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.digest() if paths else None  # an archive has no files that could be looked at


def _files(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_file():
            yield entry.path
        elif entry.name not in _NO_PART:
            yield from _files(entry.path)


def _libraries() -> Iterator[str]:
    """The installed versions of the libraries that reports depend on, as the names of their folders say them."""
    for folder in sys.path:
        try:
            with os.scandir(folder or os.curdir) as scan:
                names = sorted(entry.name for entry in scan)
        except OSError:
            continue
        yield from (name for name in names if name.endswith("-info") and name.lower().startswith(_LIBRARIES))
