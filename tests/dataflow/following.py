"""Notebooks from a few lines of text, followed for a test."""

from __future__ import annotations

from msgspec.structs import replace

from mldebt_lab.dataflow.analysis import Analysis, analyse
from mldebt_lab.places import Surroundings
from mldebt_lab.rules.example import parse_example

ROOT = "/home/ada/project"


def follow(text: str, version: str = "3.12.1") -> Analysis:
    """The analysis of a notebook in the notation of the rules' examples."""
    notebook = replace(parse_example(text).notebook, language_version=version)
    return analyse(notebook, Surroundings(ROOT, ""))


def missing(text: str, version: str = "3.12.1") -> set[str]:
    """The names that a clean run surely does not find."""
    return {hazard.name for hazard in follow(text, version).missing_names if not hazard.in_branch}


def written(text: str) -> list[str]:
    """The paths that the cells write, resolved, in order."""
    return [path for cell in follow(text).lineage for path in cell.writes]


def hard_coded(text: str) -> list[tuple[str, str]]:
    """The paths in the code that reach input or output, each with its kind."""
    return [(found.path, found.kind) for found in follow(text).hard_coded]
