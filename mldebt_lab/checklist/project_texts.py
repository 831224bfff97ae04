"""The few files of a project that checklists ask for: its README, licence, tests and automation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from mldebt_lab.project import Project

_README = r"(?i)readme(?:\.(?:md|rst|txt|markdown))?"
_LICENCE = r"(?i)(?:licen[cs]e|copying)(?:[.-].*)?"
_TEST = r"test_\w+\.py|\w+_test\.py"
_AUTOMATION = (".gitlab-ci.yml", ".travis.yml", "azure-pipelines.yml", "Jenkinsfile", ".circleci/config.yml", "tox.ini")
_UPDATES = (
    ".github/dependabot.yml",
    ".github/dependabot.yaml",
    "renovate.json",
    ".github/renovate.json",
    ".renovaterc",
)


class ProjectTexts:
    """The files in a project's root and in a notebook's folder (relative to it), looked at when asked for."""

    def __init__(self, project: Project, folder: str) -> None:
        self._project = project
        self._folders = [folder, ""] if folder else [""]

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
        workflows = self._project.files_in(".github/workflows", ".*")
        names = [*_AUTOMATION, *(f".github/workflows/{name}" for name in workflows)]
        return tuple(self._existing(names))

    @cached_property
    def dependency_updates(self) -> str | None:
        """The name of the file that has somebody told of new versions of dependencies."""
        return next((name for name, _ in self._existing(_UPDATES)), None)

    @cached_property
    def tests(self) -> str | None:
        """The path of a test module, if there is one in the customary places."""
        for folder in ("tests", "test", ""):
            for name in self._project.files_in(folder, _TEST)[:1]:
                return f"{folder}/{name}" if folder else name
        return None

    @cached_property
    def under_version_control(self) -> bool:
        """Whether the project's root is that of a repository."""
        return any(self._project.exists(name) for name in (".git", ".hg"))

    def _existing(self, names: list[str] | tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for name in names:
            text = self._project.text(name)
            if text is not None:
                yield name, text

    def _matching(self, pattern: str) -> Iterator[tuple[str, str]]:
        for folder in self._folders:
            for name in self._project.files_in(folder, pattern):
                text = self._project.text(f"{folder}/{name}" if folder else name)
                if text is not None:
                    yield name, text
