"""What a project declares that its notebooks need."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Declared:
    """The normalised names that dependency files declare, and those files, relative to the folder asked about.

    ``complete`` is False when a file may declare more than could be read.
    """

    names: frozenset[str]
    files: tuple[str, ...]
    complete: bool = True
