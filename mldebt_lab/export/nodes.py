"""Parts of a notebook as nbconvert's templates expect them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode


def node(members: Mapping[str, Any]) -> Any:
    """A node with these members. Those that are nodes are shared, not copied: replace them, do not change them."""
    return NotebookNode(members)  # type: ignore[no-untyped-call]
