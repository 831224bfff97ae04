"""Environment files of conda, of which only the lines that list dependencies are read: YAML's rest is not needed."""

from __future__ import annotations

import os
import re

from mldebt_lab.project.names import normalised
from mldebt_lab.project.pip_files import read_requirement
from mldebt_lab.project.reading import text_of

_KEY = re.compile(r"^(?P<indent>\s*)(?P<key>[\w-]+)\s*:\s*(?P<value>.*)$")
_ITEM = re.compile(r"^(?P<indent>\s*)-\s+(?P<value>.*)$")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_CONDA_NAME = re.compile(r"(?:[\w./-]+::)?([A-Za-z0-9_][\w.-]*)")


def read_environment(path: str) -> set[str] | None:
    """The distributions below ``dependencies``, pip's included, by conda's names.

    None when it cannot be read, or asks pip for more than it names.
    """
    text = text_of(path)
    if text is None:
        return None
    names: set[str] = set()
    inside = False
    pip_indent: int | None = None
    for line in text.splitlines():
        line = _COMMENT.sub("", line).rstrip()
        if not line.strip():
            continue
        item = _ITEM.match(line)
        key = _KEY.match(line) if item is None else None
        if key is not None and not key.group("indent"):
            inside = key.group("key") == "dependencies"
            pip_indent = None
            if inside and key.group("value"):  # a list on one line
                names.update(_flow(key.group("value")))
            continue
        if not inside or item is None:
            continue
        value = item.group("value").strip().strip("\"'")
        indent = len(item.group("indent"))
        if value.rstrip(": ") == "pip" and value.endswith(":"):
            pip_indent = indent
            continue
        if pip_indent is not None and indent > pip_indent:
            found = read_requirement(value, os.path.dirname(path))  # noqa: PTH120
            if found is None:
                return None
            names |= found
            continue
        pip_indent = None
        match = _CONDA_NAME.match(value)
        if match is not None:
            names.add(normalised(match.group(1)))
    return names - {"python", "pip"}


def _flow(value: str) -> set[str]:
    matches = (_CONDA_NAME.match(word.strip(" \"'[]")) for word in value.split(","))
    return {normalised(match.group(1)) for match in matches if match is not None}
