"""How far a check of many notebooks is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TypeVar

import click

_PROGRESS_FROM = 20
"""Notebooks. Fewer are checked before anyone could read how far it is."""

T = TypeVar("T")


def with_progress(checking: Iterator[T], total: int, quiet: bool) -> Iterator[T]:
    """The same, with a bar on a terminal where there are many."""
    if quiet or total < _PROGRESS_FROM or not sys.stderr.isatty():
        yield from checking
        return
    with click.progressbar(checking, length=total, label="Checking", file=sys.stderr) as bar:
        yield from bar
