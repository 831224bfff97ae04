"""The findings that were known at some time, kept in a file: only what comes on top of them is new.

The file goes into version control, so it has one fingerprint a line, by notebook, in a fixed order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

FILE_NAME = "mldebt-baseline.json"
"""The name that the panel looks for in the project's root."""
VERSION = 1
_LARGEST = 50_000_000


class BadBaseline(Exception):
    """A file that cannot be read as a baseline. The message names it."""


def encode_baseline(fingerprints: Mapping[str, Iterable[str]]) -> str:
    """The text of a baseline file: fingerprints by the paths of their notebooks, as reports name them."""
    notebooks = {path: sorted(set(known)) for path, known in sorted(fingerprints.items())}
    document = {"version": VERSION, "notebooks": {path: known for path, known in notebooks.items() if known}}
    return json.dumps(document, indent=1, ensure_ascii=True) + "\n"


def read_baseline(file: Path) -> tuple[str, ...]:
    """The fingerprints in a baseline file, sorted. Raises :class:`BadBaseline`."""
    try:
        if file.stat().st_size > _LARGEST:
            raise BadBaseline(f"{file}: too large for a baseline")
        document = json.loads(file.read_bytes())
    except OSError as error:
        raise BadBaseline(f"{file}: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise BadBaseline(f"{file}: not the JSON of a baseline; 'mldebt baseline write' makes one") from None
    return _fingerprints(document, file)


def _fingerprints(document: Any, file: Path) -> tuple[str, ...]:
    notebooks = document.get("notebooks") if isinstance(document, dict) else None
    if not isinstance(notebooks, dict) or document.get("version") != VERSION:
        raise BadBaseline(f"{file}: no baseline of version {VERSION}; 'mldebt baseline write' makes one")
    known: set[str] = set()
    for fingerprints in notebooks.values():
        if not isinstance(fingerprints, list) or not all(isinstance(item, str) for item in fingerprints):
            raise BadBaseline(f"{file}: holds something else than lists of fingerprints")
        known.update(fingerprints)
    return tuple(sorted(known))
