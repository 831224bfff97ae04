"""Add to a project's settings that a rule is ignored in one notebook, or take that out, and leave the rest as it is.

An edit is made in the file's text and then read back: unless it says just what it said before and the change, it is
not written.
"""

from __future__ import annotations

import copy
import json
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mldebt_lab.config_files import FILE_NAME, parse_toml, speaks_of_us
from mldebt_lab.notebook.ignores import Ignore
from mldebt_lab.toml_array import NotAnArray, array_at, with_first, without_item

_TABLE = "per-notebook-ignores"
_LARGEST = 1_000_000
_SPECIAL = re.compile(r"[*?\[]")


class CannotEdit(Exception):
    """The file is left as it is. The message says why, and what can be done by hand."""


def file_to_edit(folder: Path, top: Path, project_root: Path) -> Path:
    """The file with the settings that hold in ``folder``; where there is none yet, the one to put them into.

    Settings are looked for as for a check: upwards to ``top``.
    """
    for candidate in (folder, *folder.parents):
        for name in (FILE_NAME, "pyproject.toml"):
            if speaks_of_us(candidate / name):
                return candidate / name
        if candidate == top:
            break
    pyproject = project_root / "pyproject.toml"
    return pyproject if pyproject.is_file() else project_root / FILE_NAME


def ignore_in_file(file: Path, notebook: Path, entry: Ignore) -> None:
    """Have a rule ignored in a notebook. Raises :class:`CannotEdit`."""
    pattern = _pattern(file, notebook)

    def change(table: dict[str, Any]) -> None:
        others = [item for item in table.get(pattern, []) if _selector(item) != entry.selector]
        table[pattern] = [_members(entry), *others]

    def edit(text: str) -> str:
        text = _without(text, file, pattern, entry.selector, keep=True)
        return _with(text, file, pattern, _inline(entry))

    _rewrite(file, edit, change)


def restore_in_file(file: Path, notebook: Path, selector: str) -> None:
    """Have a rule ignored in a notebook no more. Raises :class:`CannotEdit`."""
    pattern = _pattern(file, notebook)

    def change(table: dict[str, Any]) -> None:
        left = [item for item in table.get(pattern, []) if _selector(item) != selector]
        if len(left) == len(table.get(pattern, [])):
            raise CannotEdit(
                f"{file.name} has no entry for {selector} and this notebook alone; one for more is edited by hand."
            )
        if left:
            table[pattern] = left
        else:
            del table[pattern]

    _rewrite(file, lambda text: _without(text, file, pattern, selector, keep=False), change)


def _rewrite(file: Path, edit: Callable[[str], str], change: Callable[[dict[str, Any]], None]) -> None:
    before = _read(file)
    text = before.decode("utf-8")
    document = parse_toml(text, str(file))
    wanted = copy.deepcopy(document)
    try:
        ours = wanted if file.name == FILE_NAME else wanted.setdefault("tool", {}).setdefault("mldebt", {})
        table = ours.setdefault(_TABLE, {})
        change(table)
        edited = edit(text)
        same = _read_as(edited, file) == wanted
    except (AttributeError, TypeError, NotAnArray, ValueError):
        same, edited = False, ""
    if not same:
        raise CannotEdit(f"{file.name} is written in a way that cannot be edited safely. Edit {_TABLE} in it by hand.")
    _write(file, before, edited.encode("utf-8"))


def _read_as(text: str, file: Path) -> dict[str, Any]:
    from mldebt_lab.config import ConfigError

    try:
        document = parse_toml(text, str(file))
    except ConfigError:
        raise ValueError from None
    # An empty table says nothing.
    ours = document if file.name == FILE_NAME else document.setdefault("tool", {}).setdefault("mldebt", {})
    ours.setdefault(_TABLE, {})
    return document


def _with(text: str, file: Path, pattern: str, item: str) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    header = _header(text, file)
    if header is None:
        gap = "" if not text else newline if text.endswith("\n") else newline * 2
        name = _TABLE if file.name == FILE_NAME else f"tool.mldebt.{_TABLE}"
        return f"{text}{gap}[{name}]{newline}{_text(pattern)} = [{item}]{newline}"
    key = _key(text, header, pattern)
    if key is not None:
        return with_first(text, array_at(text, key.end() - 1), item, newline)
    end_of_line = text.find("\n", header.end())
    if end_of_line < 0:
        return f"{text}{newline}{_text(pattern)} = [{item}]{newline}"
    return f"{text[: end_of_line + 1]}{_text(pattern)} = [{item}]{newline}{text[end_of_line + 1 :]}"


def _without(text: str, file: Path, pattern: str, selector: str, *, keep: bool) -> str:
    """The text without a selector's items; with ``keep`` an array that is empty then stays."""
    header = _header(text, file)
    key = _key(text, header, pattern) if header is not None else None
    while key is not None:
        array = array_at(text, key.end() - 1)
        items = [parse_toml(f"x = {text[start:end]}", "")["x"] for start, end in array.items]
        number = next((number for number, item in enumerate(items) if _selector(item) == selector), None)
        if number is None:
            break
        if len(items) == 1 and not keep:
            rest = text[array.end :]
            comment = re.match(r"[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)", rest)
            return text[: key.start()] + rest[comment.end() if comment is not None else 0 :]
        text = without_item(text, array, number)
    return text


def _header(text: str, file: Path) -> re.Match[str] | None:
    prefix = "" if file.name == FILE_NAME else r"tool[ \t]*\.[ \t]*mldebt[ \t]*\.[ \t]*"
    return re.search(rf"(?m)^[ \t]*\[[ \t]*{prefix}{_TABLE}[ \t]*\][ \t]*(?:#[^\n]*)?\r?$", text)


def _key(text: str, header: re.Match[str], pattern: str) -> re.Match[str] | None:
    following = re.compile(r"(?m)^[ \t]*\[").search(text, header.end())
    names = "|".join(re.escape(name) for name in {_text(pattern), f"'{pattern}'", pattern})
    key = re.compile(rf"(?m)^[ \t]*(?:{names})[ \t]*=[ \t]*\[")
    return key.search(text, header.end(), following.start() if following is not None else len(text))


def _pattern(file: Path, notebook: Path) -> str:
    path = notebook.relative_to(file.parent).as_posix()
    # A name alone would mean files of that name in all folders below.
    return _SPECIAL.sub(lambda special: f"[{special.group()}]", path if "/" in path else f"./{path}")


def _members(entry: Ignore) -> dict[str, str]:
    members = {"code": entry.selector, "reason": entry.reason, "date": entry.date, "until": entry.until}
    return {name: value for name, value in members.items() if value}


def _inline(entry: Ignore) -> str:
    return "{ " + ", ".join(f"{name} = {_text(value)}" for name, value in _members(entry).items()) + " }"


def _selector(item: Any) -> Any:
    return item.get("code") if isinstance(item, dict) else item


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)  # a TOML basic string has the same escapes


def _read(file: Path) -> bytes:
    try:
        if not file.exists():
            return b""
        if file.stat().st_size > _LARGEST:
            raise CannotEdit(f"{file.name} is too large to be edited here.")
        content = file.read_bytes()
        content.decode("utf-8")
    except UnicodeDecodeError:
        raise CannotEdit(f"{file.name} is not in UTF-8.") from None
    except OSError as error:
        raise CannotEdit(f"{file.name} cannot be read: {error.strerror or error}.") from None
    return content


def _write(file: Path, before: bytes, content: bytes) -> None:
    """Write all or nothing, and nothing over what somebody else has written meanwhile."""
    try:
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            if file.exists():
                os.chmod(name, file.stat().st_mode & 0o7777)  # noqa: PTH101
            else:
                mask = os.umask(0)
                os.umask(mask)
                os.chmod(name, 0o666 & ~mask)  # noqa: PTH101
            if _read(file) != before:
                raise CannotEdit(f"{file.name} was changed meanwhile. Try again.")
            os.replace(name, file)  # noqa: PTH105
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotEdit(f"{file.name} cannot be written: {error.strerror or error}.") from None
