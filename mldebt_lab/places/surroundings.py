"""Where a path lies, seen from a notebook in its project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mldebt_lab.outcome import Place


@dataclass(frozen=True, slots=True)
class Location:
    """A path's place. ``shown`` is relative to the project root inside it, else absolute, with forward slashes.

    ``shared_by`` says how it is known to be shared: project configuration, the words in the path, or measured modes.
    """

    shown: str
    place: Place
    shared_by: Literal["declaration", "words", "measured"] | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a notebook's surroundings when it is analysed.

    ``project_root`` is an absolute path or None when unknown; ``folder`` is the notebook's folder relative to it
    (``""`` for the root itself), with forward slashes. ``shared`` are the directories that the project's configuration
    declares to be shared; ``measured_shared`` maps a directory to the reason why it was measured as shared.
    """

    project_root: str | None = None
    folder: str = ""
    shared: tuple[str, ...] = ()
    measured_shared: Mapping[str, str] = field(default_factory=dict)

    def locate(self, path: str, folder: str | None = None) -> Location:
        """Where ``path`` lies, taken from ``folder`` (relative to the root; None: the notebook's own folder)."""
        raise NotImplementedError
