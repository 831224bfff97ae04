"""What the browser may change of a project's settings: that a rule is ignored in one notebook."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from mldebt_lab.config import ConfigError
from mldebt_lab.config_editing import CannotEdit, file_to_edit, ignore_in_file, restore_in_file
from mldebt_lab.config_files import SettingsFinder
from mldebt_lab.notebook.ignores import Ignore
from mldebt_lab.rules.registry import find_rule
from mldebt_lab.server.worker.location import Location, locate, project_root_below
from mldebt_lab.server.worker.request import BadRequest

_LONGEST_REASON = 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class _Change(msgspec.Struct):
    path: str
    code: str
    reason: str = ""
    remove: bool = False


def change_project(head: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    """Make the change; the answer names the file. Raises :class:`CannotEdit`, ``BadRequest`` and ``BadPath``."""
    change = _read(body)
    location = locate(change.path, head["root"])
    file = _editable(location, head)
    if location.file is None:  # then there would have been no file to edit
        raise CannotEdit("This notebook is no file of this machine.")
    if change.remove:
        restore_in_file(file, location.file, change.code)
    else:
        entry = Ignore(change.code, " ".join(change.reason.split()), date.today().isoformat())
        ignore_in_file(file, location.file, entry)
    return {"file": _shown(file, location)}


def project_file(path: str, head: Mapping[str, Any]) -> dict[str, Any]:
    """The file that a change would go into, or why there can be none."""
    location = locate(path, head["root"])
    try:
        return {"file": _shown(_editable(location, head), location), "why": None}
    except CannotEdit as error:
        return {"file": None, "why": str(error)}


def _read(body: bytes) -> _Change:
    try:
        change = msgspec.json.decode(body, type=_Change)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BadRequest(f"The request is not as agreed: {error}.") from None
    if _CONTROL.search(change.reason) or len(change.reason) > _LONGEST_REASON:
        raise BadRequest(f"A reason is one line of at most {_LONGEST_REASON} characters.")
    if not change.remove and find_rule(change.code) is None:
        raise BadRequest("There is no such rule.")
    return change


def _editable(location: Location, head: Mapping[str, Any]) -> Path:
    if not head["allowed"]:
        raise CannotEdit("Projects' settings cannot be edited from here (MLDebt.project_ignores).")
    if "ignore" in head["settings"]["locked"]:
        raise CannotEdit("What is ignored is set by the administrator of this server (MLDebt.lock).")
    if location.file is None or location.root is None:
        raise CannotEdit(location.limit or "This notebook is no file of this machine.")
    folder = location.file.parent
    try:
        origin = SettingsFinder(top=location.root).lock_origin("per_notebook_ignores")
        file = file_to_edit(folder, location.root, project_root_below(location.root, folder))
    except ConfigError as error:
        raise CannotEdit(f"The project's settings cannot be read. {error}") from None
    if origin is not None:
        raise CannotEdit(f"What is ignored is set by the administrator's policy ({origin}).")
    real = Path(os.path.realpath(file))
    if Path(os.path.realpath(location.root)) not in real.parents:
        raise CannotEdit(f"{file.name} is a symbolic link that leads out of the server's root.")
    if real != file.parent.resolve() / file.name:
        raise CannotEdit(f"{file.name} is a symbolic link. Edit it by hand.")
    return file


def _shown(file: Path, location: Location) -> str:
    return file.relative_to(location.root).as_posix() if location.root is not None else file.name
