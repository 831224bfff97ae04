"""Keep one fault of ours from costing the whole report: go on, and say what is missing."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from typing import TypeVar

import msgspec

from mldebt_lab.finding import Limit

T = TypeVar("T")
D = TypeVar("D")


def reraise_internal_errors() -> bool:
    """Whether an internal error ends the program, as tests want (``MLDEBT_RAISE=1``), instead of being reported."""
    return os.environ.get("MLDEBT_RAISE") == "1"


class Guard(msgspec.Struct):
    """Runs the parts of an analysis and remembers which of them failed, with the traceback."""

    failures: list[tuple[str, str]] = msgspec.field(default_factory=list)

    def attempt(self, what: str, make: Callable[[], T], otherwise: D) -> T | D:
        """What ``make`` gives, or ``otherwise`` if it fails; ``what`` names it to people."""
        try:
            return make()
        except Exception:
            if reraise_internal_errors():
                raise
            self.failures.append((what, traceback.format_exc()))
            return otherwise

    def limits(self) -> tuple[Limit, ...]:
        """What is missing, in words."""
        return tuple(Limit(None, f"Missing because of an internal error: {what}.") for what, _ in self.failures)

    def traces(self) -> tuple[str, ...]:
        """The tracebacks, for the log."""
        return tuple(trace for _, trace in self.failures)
