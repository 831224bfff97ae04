"""Requirements files, with those that they include."""

from __future__ import annotations

import os
import re

from mldebt_lab.project.distributions import is_any_known
from mldebt_lab.project.names import requirement_name
from mldebt_lab.project.reading import text_of

_INCLUDE = re.compile(r"^(-r|-c|--requirement|--constraint)[\s=]*(\S+)")
_EDITABLE = re.compile(r"^(?:-e|--editable)[\s=]*(\S+)")
_SUFFIXES = (".txt", ".in", ".pip")
_CONTINUED = re.compile(r"\\\r?\n")
_COMMENT = re.compile(r"(?:^|\s)#.*$")


def read_requirements(path: str, seen: set[str] | None = None) -> set[str] | None:
    """The distributions that a requirements file names.

    None when it cannot be read, or asks for more than it names: by an included file or a source tree that is elsewhere.
    """
    seen = seen if seen is not None else set()
    real = os.path.normpath(path)
    if real in seen:
        return set()
    seen.add(real)
    text = text_of(path)
    if text is None:
        return None
    names: set[str] = set()
    for line in _CONTINUED.sub(" ", text).splitlines():
        found = read_requirement(_COMMENT.sub("", line).strip(), os.path.dirname(path), seen)  # noqa: PTH120
        if found is None:
            return None
        names |= found
    return names


def read_requirement(line: str, folder: str, seen: set[str] | None = None) -> set[str] | None:
    """The distributions that one line of a requirements file in ``folder`` names; None as for the whole file."""
    include = _INCLUDE.match(line)
    if include is not None:
        if not include.group(2).endswith(_SUFFIXES):
            return None  # whatever it is, it is not opened
        found = read_requirements(os.path.join(folder, include.group(2)), seen)  # noqa: PTH118
        return set() if found is None and include.group(1) in ("-c", "--constraint") else found
    editable = _EDITABLE.match(line)
    if editable is not None:
        line = editable.group(1)
    elif line.startswith("-"):
        return set()
    name = requirement_name(line)
    if name is None:
        is_own = re.fullmatch(r"\.?/?(?:\[.*\])?", line) is not None
        return set() if is_own or not line.startswith((".", "/")) else None
    return {name} if "://" not in line or is_any_known((name,)) else None
