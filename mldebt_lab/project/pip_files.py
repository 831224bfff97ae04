"""Requirements files, with those that they include."""

from __future__ import annotations

import os
import re

from mldebt_lab.project.names import requirement_name
from mldebt_lab.project.reading import text_of

_INCLUDE = re.compile(r"^(?:-r|-c|--requirement|--constraint)[\s=]*(\S+)")
_EDITABLE = re.compile(r"^(?:-e|--editable)[\s=]*(\S+)")
_CONTINUED = re.compile(r"\\\r?\n")
_COMMENT = re.compile(r"(?:^|\s)#.*$")


def read_requirements(path: str, seen: set[str] | None = None) -> set[str] | None:
    """The distributions that a requirements file names; None when it cannot be read."""
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
        line = _COMMENT.sub("", line).strip()
        include = _INCLUDE.match(line)
        if include is not None:
            included = os.path.join(os.path.dirname(path), include.group(1))  # noqa: PTH118, PTH120
            names |= read_requirements(included, seen) or set()
            continue
        editable = _EDITABLE.match(line)
        name = requirement_name(editable.group(1) if editable is not None else line)
        if name is not None:
            names.add(name)
    return names
