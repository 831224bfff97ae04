"""What people chose in the browser before an export, kept until the export asks for it, and not longer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from mldebt_lab.export_terms import Choices

LASTS = 60.0
"""Seconds. The export follows at once, or after a question of JupyterLab's own."""

MOST = 1000


@dataclass(frozen=True, slots=True)
class _Intent:
    format: str
    choices: Choices
    until: float


class ExportIntents:
    """Choices by user and notebook, each of which counts for one export."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._intents: dict[tuple[str, str], _Intent] = {}

    def put(self, user: str, path: str, format: str, choices: Choices) -> None:
        """Keep choices; those that the user made for the notebook before are forgotten."""
        self._forget_old()
        self._intents.pop((user, path), None)
        self._intents[user, path] = _Intent(format, choices, self._now() + LASTS)
        while len(self._intents) > MOST:
            del self._intents[next(iter(self._intents))]

    def take(self, user: str, path: str, format: str) -> Choices:
        """What was chosen for this export; nothing if nothing was chosen, or if that was too long ago."""
        self._forget_old()
        intent = self._intents.get((user, path))
        if intent is None or intent.format != format:
            return Choices()
        del self._intents[user, path]
        return intent.choices

    def _forget_old(self) -> None:
        now = self._now()
        for key in [key for key, intent in self._intents.items() if intent.until <= now]:
            del self._intents[key]
