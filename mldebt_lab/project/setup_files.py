"""Dependencies declared for setuptools: setup.cfg and setup.py, which is read and never run."""

from __future__ import annotations

import ast
import os
import re
import warnings

from mldebt_lab.project.names import requirement_name
from mldebt_lab.project.pip_files import read_requirements
from mldebt_lab.project.reading import text_of

_REQUIREMENTS_FILE = re.compile(r"[\w./-]*requirements?[\w./-]*\.(?:txt|in)|[\w./-]*requires\.txt")
_DECLARING = ("install_requires", "extras_require", "tests_require", "setup_requires")


def read_setup_cfg(path: str) -> set[str] | None:
    """The distributions that a setup.cfg declares; None when it cannot be read."""
    text = text_of(path)
    if text is None:
        return None
    import configparser  # few projects have such a file

    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return None
    values = [parser.get("options", key, fallback="") for key in _DECLARING]
    if parser.has_section("options.extras_require"):
        values += [value for _, value in parser.items("options.extras_require")]
    names: set[str] = set()
    for line in "\n".join(values).splitlines():
        name = requirement_name(line)
        if line.strip().startswith("file:"):
            included = os.path.join(os.path.dirname(path), line.split(":", 1)[1].strip())  # noqa: PTH118, PTH120
            names |= read_requirements(included) or set()
        elif name is not None:
            names.add(name)
    return names


def read_setup_py(path: str) -> set[str] | None:
    """The distributions that a setup.py may declare: every text in it that could be a requirement.

    That is more than it declares, which is the safe side. None when it cannot be read, or when it takes its
    dependencies from somewhere that the text does not name.
    """
    text = text_of(path)
    if text is None or not any(word in text for word in _DECLARING):
        return None if text is None else set()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = (requirement_name(line) for line in node.value.splitlines()[:200])
            names.update(name for name in found if name is not None)
            match = _REQUIREMENTS_FILE.fullmatch(node.value.strip())
            if match is not None:
                included = os.path.join(os.path.dirname(path), match.group(0))  # noqa: PTH118, PTH120
                names |= read_requirements(included) or set()
    return names
