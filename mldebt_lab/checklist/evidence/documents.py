"""What the project says of itself, and what a server runs on every change."""

from __future__ import annotations

import re
from functools import cache

from mldebt_lab.checklist.facts import Facts
from mldebt_lab.checklist.judgement import Judgement, failed, passed, unknown

_NOT_LOOKED_AT = "The project's files may not be looked at."


def readme_with_command(facts: Facts) -> Judgement:
    """The README holds a table of results and the commands that give them."""
    return _readme(facts, {"a command to run": _commands(), "a table": _tables()})


def readme_instructions(facts: Facts) -> Judgement:
    """The README holds the commands to run."""
    return _readme(facts, {"a command to run": _commands()})


def licence_given(facts: Facts) -> Judgement:
    """The project says under which terms it may be used."""
    project = facts.project
    if project is None:
        return unknown(_NOT_LOOKED_AT)
    if project.licence is None:
        return failed("There is no licence file in the project's root or beside the notebook.")
    return passed(f"{project.licence}")


def code_tested(facts: Facts) -> Judgement:
    """There are tests; it counts more where a server runs them."""
    project = facts.project
    if project is None:
        return unknown(_NOT_LOOKED_AT)
    if project.tests is None:
        return unknown("No test module is seen in the customary places.")
    runner = next((name for name, text in project.automation if _test_runs().search(text)), None)
    if runner is not None:
        return passed(f"{project.tests}, run by {runner}", automated=True)
    return passed(f"{project.tests}; nothing is seen to run it on every change")


def notebooks_run_in_ci(facts: Facts) -> Judgement:
    """A server runs the notebooks on every change."""
    project = facts.project
    if project is None:
        return unknown(_NOT_LOOKED_AT)
    for name, text in project.automation:
        found = _notebook_runs().search(text)
        if found is not None:
            return passed(f"`{found.group()}` in {name}", automated=True)
    return unknown("Nothing is seen to run the notebooks on every change.")


def dependency_updates_watched(facts: Facts) -> Judgement:
    """Somebody is told of new versions of what the project depends on."""
    project = facts.project
    if project is None:
        return unknown(_NOT_LOOKED_AT)
    if project.dependency_updates is None:
        return unknown("No configuration of a service that tells of new versions is seen.")
    return passed(project.dependency_updates, automated=True)


def under_version_control(facts: Facts) -> Judgement:
    """The project is a repository."""
    project = facts.project
    if project is None:
        return unknown(_NOT_LOOKED_AT)
    if not project.under_version_control:
        return unknown("The project's root is not that of a repository; one may be further up.")
    return passed("The project is a repository.")


def _readme(facts: Facts, wanted: dict[str, re.Pattern[str]]) -> Judgement:
    project = facts.project
    if project is None:
        return unknown(_NOT_LOOKED_AT)
    if project.readme is None:
        return failed("There is no README in the project's root or beside the notebook.")
    name, text = project.readme
    missing = [words for words, pattern in wanted.items() if pattern.search(text) is None]
    if missing:
        return failed(f"{name} does not hold {' or '.join(missing)}.")
    return passed(f"{name} holds {' and '.join(wanted)}.")


@cache
def _commands() -> re.Pattern[str]:
    """A command in a fenced or indented block, behind a prompt, or in back quotes; not a sentence that begins so."""
    programs = (
        r"(?:python3?|jupyter|papermill|bash|sh|make|snakemake|dvc|docker|uv|pixi|conda|mamba|poetry|Rscript|julia|pytest"
        r"|\./\w)"
    )
    fenced = rf"^(?:```|~~~)[^\n]*\n(?:[^`~\n][^\n]*\n|\n)*?[ \t$>]*{programs}\b"
    return re.compile(rf"(?m){fenced}|^(?:[ ]{{4,}}|\t|\s*\$ ){programs}\b|`{programs} [^`\n]+`")


@cache
def _tables() -> re.Pattern[str]:
    return re.compile(r"(?m)^\s*\|?\s*:?-{3,}:?\s*\|[\s:|-]*$|<table\b|^\s*=+(?:\s+=+)+\s*$|^\+[-=]+\+[-=+]*$")


@cache
def _test_runs() -> re.Pattern[str]:
    return re.compile(r"\b(?:pytest|unittest|tox|nox|make (?:test|check))\b")


@cache
def _notebook_runs() -> re.Pattern[str]:
    return re.compile(r"--nbmake|--nbval(?:-lax)?|\bpapermill\b|nbconvert[^\n]*--execute|jupyter execute|\btestbook\b")
