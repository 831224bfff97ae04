"""What is remembered between checks is bounded."""

from __future__ import annotations

from mldebt_lab.server.worker.memories import Memories


def test_a_notebook_keeps_its_memory() -> None:
    """The same object comes back, another notebook has another."""
    memories = Memories()
    first = memories.of("a", 10)
    assert memories.of("b", 10) is not first
    assert memories.of("a", 12) is first
    memories.forget("a")
    assert memories.of("a", 12) is not first


def test_the_longest_unused_are_dropped() -> None:
    """By number."""
    memories = Memories(max_notebooks=2)
    for path in ("a", "b", "a", "c"):
        memories.of(path, 1)
    assert [path for path in "abc" if path in memories] == ["a", "c"]


def test_large_ones_push_others_out() -> None:
    """By size; the one in use stays, however large."""
    memories = Memories(max_size=100)
    for path, size in (("a", 40), ("b", 40), ("c", 50)):
        memories.of(path, size)
    assert [path for path in "abc" if path in memories] == ["b", "c"]
    memories.of("d", 1_000)
    assert [path for path in "abcd" if path in memories] == ["d"]
