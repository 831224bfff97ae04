"""Requests as the browser makes them."""

from __future__ import annotations

from typing import Any


def cell(source: str, id: str = "", type: str = "code", **more: Any) -> dict[str, Any]:
    return {"id": id, "type": type, "source": source, "execution_count": None, "has_output": False, **more}


def request(*sources: str, path: str = "a.ipynb", **more: Any) -> dict[str, Any]:
    """A check of a notebook with these code cells."""
    return {
        "path": path,
        "kernel": {"id": "k", "started": "2026-01-01T00:00:00Z", "language": "python"},
        "cells": [cell(source, f"c{index}") for index, source in enumerate(sources)],
        "session": {"events": [], "deleted": []},
        **more,
    }


def large(cells: int, path: str = "large.ipynb") -> dict[str, Any]:
    """A notebook that takes its time."""
    sources = (
        "\n".join(f"v{index}_{line} = (v{index - 1}_{line} if {line} else f({index})) + {line}" for line in range(30))
        for index in range(1, cells + 1)
    )
    return request(*sources, path=path)
