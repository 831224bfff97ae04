"""The few files of a project that checklists ask for: its README, licence, tests and automation."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cached_property

from mldebt_lab.project.reading import text_of

_MOST_ENTRIES = 2_000
_README = re.compile(r"readme(?:\.(?:md|rst|txt|markdown))?", re.IGNORECASE)
_LICENCE = re.compile(r"(?:licen[cs]e|copying)(?:[.-].*)?", re.IGNORECASE)
_AUTOMATION = (".gitlab-ci.yml", ".travis.yml", "azure-pipelines.yml", "Jenkinsfile", ".circleci/config.yml", "tox.ini")
_UPDATES = (
    ".github/dependabot.yml",
    ".github/dependabot.yaml",
    "renovate.json",
    ".github/renovate.json",
    ".renovaterc",
)


class ProjectTexts:
    """The files in a project's root (absolute) and in a notebook's folder (relative to it), read when asked for."""

    def __init__(self, root: str, folder: str) -> None:
        self._root = root
        self._folders = [os.path.join(root, *folder.split("/"))] if folder else []  # noqa: PTH118
        self._folders.append(root)

    @cached_property
    def readme(self) -> tuple[str, str] | None:
        """The nearest README's name and text."""
        return next(self._matching(_README), None)

    @cached_property
    def licence(self) -> str | None:
        """The name of the project's licence file."""
        return next((name for name, _ in self._matching(_LICENCE)), None)

    @cached_property
    def automation(self) -> tuple[tuple[str, str], ...]:
        """The files that describe what a server runs on every change, with their texts."""
        workflows = os.path.join(self._root, ".github", "workflows")  # noqa: PTH118
        names = [*_AUTOMATION, *(f".github/workflows/{name}" for name in _names_in(workflows))]
        return tuple(self._existing(names))

    @cached_property
    def dependency_updates(self) -> str | None:
        """The name of the file that has somebody told of new versions of dependencies."""
        return next((name for name, _ in self._existing(_UPDATES)), None)

    @cached_property
    def tests(self) -> str | None:
        """The path of a test module, if there is one in the customary places."""
        for folder in ("tests", "test", ""):
            for name in _names_in(os.path.join(self._root, folder)):  # noqa: PTH118
                if re.fullmatch(r"test_\w+\.py|\w+_test\.py", name):
                    return f"{folder}/{name}" if folder else name
        return None

    @cached_property
    def under_version_control(self) -> bool:
        """Whether the project's root is that of a repository."""
        return any(os.path.exists(os.path.join(self._root, name)) for name in (".git", ".hg"))  # noqa: PTH110, PTH118

    def _existing(self, names: list[str] | tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for name in names:
            text = text_of(os.path.join(self._root, *name.split("/")))  # noqa: PTH118
            if text is not None:
                yield name, text

    def _matching(self, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
        for folder in self._folders:
            for name in _names_in(folder):
                if pattern.fullmatch(name):
                    text = text_of(os.path.join(folder, name))  # noqa: PTH118
                    if text is not None:
                        yield name, text


def _names_in(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as scan:
            return sorted(entry.name for entry, _ in zip(scan, range(_MOST_ENTRIES), strict=False) if entry.is_file())
    except OSError:
        return []
