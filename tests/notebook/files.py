"""Notebook documents for tests of reading."""

from __future__ import annotations

import json
from typing import Any

CODE: dict[str, Any] = {
    "cell_type": "code",
    "id": "one",
    "metadata": {},
    "execution_count": 1,
    "outputs": [],
    "source": "x = 1",
}


def document(*cells: Any, **members: Any) -> dict[str, Any]:
    """A Python notebook of these cells."""
    metadata = {"language_info": {"name": "python"}}
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5, **members}


def code(**members: Any) -> dict[str, Any]:
    """A code cell, with these members instead of usual ones."""
    return {**CODE, **members}


def raw(value: Any, **options: Any) -> bytes:
    """As a file. Half surrogates are written as escapes, as JavaScript does."""
    text = json.dumps(value, ensure_ascii=False, **options)
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text).encode()
