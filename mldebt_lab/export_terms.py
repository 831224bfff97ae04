"""On what terms a Jupyter server makes an export: what the person chose before it, and what the administrator demands.

The server lays them down, and the preprocessor that runs in it keeps to them. Neither imports the other, and this
module imports no analysis.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mldebt_lab.config import Settings
    from mldebt_lab.finding import Severity

GATE = "mldebt_lab_export_gate"
"""Under which name among the server's settings the :class:`Gate` stands."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen before an export, and why it is made although something speaks against it (``anyway``).

    ``profile`` is the name of the checklist that was gone through; nothing for the default one.
    """

    box: bool = False
    strip: bool = False
    anyway: bool = False
    reason: str = ""
    profile: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one export.

    ``path`` is the notebook's below the server's root, ``file`` its file on this machine, if it has one. ``settings``
    and ``root`` are those of the panel's checks; ``problem`` says if some of them could not be applied.
    """

    path: str
    file: Path | None
    root: Path | None
    settings: Settings
    problem: str | None
    blocks: bool
    fail_on: Severity
    choices: Choices
    signed: str = ""
    """Who exported it, and when; nothing if that is not to be said."""


class Gate(Protocol):
    """What the server offers."""

    def terms(self, handler: object) -> Terms | None:
        """The terms of the export that ``handler`` makes; None if it makes none. What was chosen counts once."""
