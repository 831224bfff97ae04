"""What a project declares that its notebooks need."""

from __future__ import annotations

import msgspec


class Declared(msgspec.Struct, frozen=True):
    """The normalised names that dependency files declare, and those files, relative to the folder asked about.

    ``complete`` is False when a file may declare more than could be read; ``for_running`` says that one of them
    describes what to install for running things here, not what a package needs that others install.
    """

    names: frozenset[str]
    files: tuple[str, ...]
    complete: bool = True
    for_running: bool = True
