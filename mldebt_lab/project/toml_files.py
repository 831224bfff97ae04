"""Dependencies declared in TOML: pyproject.toml of every build tool, Pipfile, pixi, lock files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

from mldebt_lab.project.names import normalised, requirement_name
from mldebt_lab.project.pip_files import read_requirements
from mldebt_lab.project.reading import text_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def read_toml(path: str) -> dict[str, Any] | None:
    """The document; None when it cannot be read or is not TOML."""
    text = text_of(path)
    return parse_toml(text) if text is not None else None


def read_pyproject(path: str) -> set[str] | None:
    """The distributions that a pyproject.toml declares, groups and extras included.

    None when it cannot be read, or when a program decides what it depends on. A file that is there for other tools
    only declares nothing: an empty set.
    """
    document = read_toml(path)
    if document is None:
        return None
    project = _table(document, "project")
    dynamic = project.get("dynamic")
    names = set(requirements_in(project.get("dependencies")))
    for extra in _table(project, "optional-dependencies").values():
        names.update(requirements_in(extra))
    for group in _table(document, "dependency-groups").values():
        names.update(requirements_in(group))
    tool = _table(document, "tool")
    if isinstance(dynamic, list) and "dependencies" in dynamic:
        read = _setuptools_files(_table(tool, "setuptools", "dynamic"), os.path.dirname(path))  # noqa: PTH120
        if read is None:
            return None
        names |= read
    poetry = _table(tool, "poetry")
    for table in (poetry, *(group for group in _table(poetry, "group").values() if isinstance(group, dict))):
        names.update(_keys(table.get("dependencies")), _keys(table.get("dev-dependencies")))
    names.update(requirements_in(_table(tool, "uv").get("dev-dependencies")))
    for group in _table(tool, "pdm", "dev-dependencies").values():
        names.update(requirements_in(group))
    for environment in _table(tool, "hatch", "envs").values():
        if isinstance(environment, dict):
            names.update(requirements_in(environment.get("dependencies")))
            names.update(requirements_in(environment.get("extra-dependencies")))
    names.update(requirements_in(_table(tool, "flit", "metadata").get("requires")))
    names |= _pixi(_table(tool, "pixi"))
    return names - {"python"}


def read_pixi(path: str) -> set[str] | None:
    """The distributions that a pixi.toml declares; None when it cannot be read."""
    document = read_toml(path)
    return _pixi(document) - {"python"} if document is not None else None


def read_pipfile(path: str) -> set[str] | None:
    """The distributions that a Pipfile declares in any of its categories; None when it cannot be read."""
    document = read_toml(path)
    if document is None:
        return None
    return {name for key, table in document.items() if key not in ("requires", "scripts") for name in _keys(table)}


def read_lock(path: str) -> set[str] | None:
    """The distributions that a uv, poetry or pdm lock file names; None when it cannot be read."""
    document = read_toml(path)
    packages = document.get("package") if document is not None else None
    if not isinstance(packages, list):
        return None
    named = (package.get("name") for package in packages if isinstance(package, dict))
    return {normalised(name) for name in named if isinstance(name, str)}


def parse_toml(text: str) -> dict[str, Any] | None:
    """The document; None when it is not TOML."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _table(document: dict[str, Any], *keys: str) -> dict[str, Any]:
    for key in keys:
        inner = document.get(key)
        if not isinstance(inner, dict):
            return {}
        document = inner
    return document


def requirements_in(value: Any) -> Iterator[str]:
    """The distributions that a list of requirements names."""
    if isinstance(value, list):
        found = (requirement_name(item) for item in value if isinstance(item, str))
        yield from (name for name in found if name is not None)


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (normalised(key) for key in value)


def _pixi(document: dict[str, Any]) -> set[str]:
    names: set[str] = set()
    features = _table(document, "feature").values()
    targets = _table(document, "target").values()
    for table in (document, *features, *targets):
        if isinstance(table, dict):
            for key in ("dependencies", "pypi-dependencies"):
                names.update(_keys(table.get(key)))
    return names


def _setuptools_files(dynamic: dict[str, Any], folder: str) -> set[str] | None:
    spec = dynamic.get("dependencies")
    files = spec.get("file") if isinstance(spec, dict) else None
    if isinstance(files, str):
        files = [files]
    if not isinstance(files, list) or not all(isinstance(file, str) for file in files):
        return None
    names: set[str] = set()
    for file in files:
        read = read_requirements(os.path.join(folder, file))  # noqa: PTH118
        if read is None:
            return None
        names |= read
    return names
