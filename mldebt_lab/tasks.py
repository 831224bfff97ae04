"""A notebook to be checked among others, and what is left of its report once it is rendered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

import msgspec

from mldebt_lab.config import Settings
from mldebt_lab.finding import SEVERITIES, Severity
from mldebt_lab.places import Surroundings

if TYPE_CHECKING:
    from mldebt_lab.checklist.profile import Profile
    from mldebt_lab.notebook import Notebook
    from mldebt_lab.outcome import NotebookReport

T = TypeVar("T")
Render: TypeAlias = "Callable[[NotebookReport, Notebook | None], T]"


class Task(msgspec.Struct, frozen=True):
    """A notebook to check. ``content`` holds what stands in for the file, such as standard input.

    ``profile`` is the checklist that is asked for (None: the default one). No other one's reports may be kept.
    """

    path: Path
    shown: str
    settings: Settings
    surroundings: Surroundings
    content: bytes | None = None
    profile: Profile | None = None

    def read(self) -> bytes:
        """The notebook as it is stored. Raises :class:`OSError`."""
        return self.path.read_bytes() if self.content is None else self.content

    def fails_with(self, severities: Mapping[Severity, int]) -> bool:
        """Whether any of so many findings is at or above the severity that fails."""
        failing = SEVERITIES[: SEVERITIES.index(self.settings.fail_severity) + 1]
        return any(severities.get(severity) for severity in failing)


class Checked(msgspec.Struct, Generic[T], frozen=True):
    """What was found in one notebook: as rendered, and counted."""

    path: str
    rendered: T
    severities: dict[Severity, int] = msgspec.field(default_factory=dict)
    codes: dict[str, int] = msgspec.field(default_factory=dict)
    ignored: int = 0
    failing: bool = False
    """Whether there is a finding at or above the severity that fails."""
    internal_errors: tuple[str, ...] = ()


def counts(results: Iterable[Checked[T]]) -> tuple[Counter[Severity], Counter[str]]:
    """How many findings there are in all, by severity and by code."""
    severities: Counter[Severity] = Counter()
    codes: Counter[str] = Counter()
    for checked in results:
        severities.update(checked.severities)
        codes.update(checked.codes)
    return severities, codes
