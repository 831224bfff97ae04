"""What is remembered of notebooks between their checks, so that a check after one edit costs one cell."""

from __future__ import annotations

from collections import OrderedDict

from mldebt_lab.dataflow.memory import Memory

MAX_NOTEBOOKS = 50
MAX_SIZE = 10_000_000
"""Characters of source, of which analysis facts take a multiple in memory."""


class Memories:
    """Memories by notebook; those longest unused are dropped first."""

    def __init__(self, max_notebooks: int = MAX_NOTEBOOKS, max_size: int = MAX_SIZE) -> None:
        self._max_notebooks = max_notebooks
        self._max_size = max_size
        self._memories: OrderedDict[str, tuple[Memory, int]] = OrderedDict()

    def __contains__(self, path: str) -> bool:
        return path in self._memories

    def of(self, path: str, size: int) -> Memory:
        """The memory of the notebook at ``path``, which now has ``size`` characters of source."""
        known = self._memories.pop(path, None)
        memory = known[0] if known is not None else Memory()
        self._memories[path] = (memory, size)
        while len(self._memories) > 1 and self._overfull():
            self._memories.popitem(last=False)
        return memory

    def forget(self, path: str) -> None:
        """Drop what is remembered of one notebook."""
        self._memories.pop(path, None)

    def _overfull(self) -> bool:
        return (
            len(self._memories) > self._max_notebooks
            or sum(size for _, size in self._memories.values()) > self._max_size
        )
