"""What a project's other files say of a file by its name: whether one of them may make it, or only tells of it."""

from __future__ import annotations

import os
import re
import time
from functools import cached_property
from hashlib import blake2b
from typing import Literal, TypeAlias

import msgspec

from mldebt_lab.project.reading import bytes_of
from mldebt_lab.project.tree import Tree

Mention: TypeAlias = Literal["made", "documented", "read"]

MOST_TEXT = 30_000_000
"""Characters of code and documentation. In a larger project what makes a file is not known."""
_LARGEST_NOTEBOOK = 50_000_000
_MOMENT = 3.0
"""Seconds. The coarsest file systems note the time of a change to two."""

_CODE = (".py", ".R", ".r", ".Rmd", ".qmd", ".jl", ".m", ".scala", ".sql", ".pyx")
_WORKFLOW = (".sh", ".bash", ".bat", ".ps1", ".yml", ".yaml", ".smk", ".mk", ".dvc", ".nf", ".toml", ".cfg", ".json")
_WORKFLOW_NAMES = frozenset({"Makefile", "makefile", "Snakefile", "Dockerfile", "postBuild", ".gitmodules"})
_DOCUMENTATION = (".md", ".rst", ".txt", ".markdown")
_LONGEST_LINE = 500
_ENOUGH = 2
_LARGEST_TEXT = 400_000  # a larger one holds data

_WRITES = re.compile(
    r"to_\w+\(|sav(?:e|ing)|dump|writ|export|download|retrieve|wget|curl|clone|unzip|\btar\b|extract|[\"'][wax]b?\+?[\"']"
    r"|>|\bcp\b|\bmv\b|mkdir|copy|move|rename|out|\s-[oO]\b|\bsink\b|store|generate|create|make",
    re.IGNORECASE,
)
_READS = re.compile(
    r"read|load|open\s*\(|image|genfromtxt|\bFile\(|Dataset\(|Reader\(|<img|!\[|\bimport\b", re.IGNORECASE
)


_WRITES_FILE = re.compile(
    r"to_\w+\(|sav(?:e|ing)|dump|writ|[\"'][wax]b?\+?[\"']|retrieve|download|extract", re.IGNORECASE
)
_PUT_TOGETHER = re.compile(r"[{%+]|format\(|join\(|[\"'] ?/ ?\w")


class _Cell(msgspec.Struct, gc=False):
    cell_type: str = ""
    source: str | list[str] = ""
    input: str | list[str] = ""


class _Sheet(msgspec.Struct, gc=False):
    cells: list[_Cell] = []


class _Document(msgspec.Struct, gc=False):
    cells: list[_Cell] = []
    worksheets: list[_Sheet] = []


class Mentions:
    """The texts of a project's scripts, notebooks and documentation, each read once and only when first asked for."""

    def __init__(self, root: str, tree: Tree) -> None:
        self._root = root
        self._tree = tree
        self._texts: list[tuple[str, Literal["code", "workflow", "documentation"], str]] | None = None
        self._complete = True
        self._places: dict[tuple[str, str], dict[Mention, set[str]]] = {}
        self._writing: dict[str, dict[int, bool]] = {}
        """By a folder's name: whether the text of a number makes some file there, of the texts that were asked."""

    def of(self, path_read: str, *, besides: str) -> Mention | None:
        """What the files besides one say of the file at a path; both relative to the root. None: nothing.

        ``made`` is said also where it cannot be told, so that nobody is blamed wrongly.
        """
        folder, _, name = path_read.rpartition("/")
        folder = folder.rpartition("/")[2]
        if self._texts is None:
            self._texts = []
            _ = self.state  # as it was before anything was read
            self._read()
        if not self._complete or not self._tree.complete:
            return "made"
        places = self._places.get((folder, name))
        if places is None:
            places = self._places[folder, name] = self._find(folder, name)
        return next((mention for mention, paths in places.items() if not paths <= {besides}), None)

    def _find(self, folder: str, name: str) -> dict[Mention, set[str]]:
        """The files that say something of a name; what counts most comes first. Two of each are enough, as one of them
        may be the file that asks."""
        places: dict[Mention, set[str]] = {"made": set(), "documented": set(), "read": set()}
        writing = self._writing.setdefault(folder, {})
        for number, (path, kind, text) in enumerate(self._texts or ()):
            mention = _judged(kind, name, text) if name in text else None
            if mention != "made" and kind == "code" and folder:
                makes_some = writing.get(number)
                if makes_some is None:
                    makes_some = writing[number] = _makes_some(text, folder)
                mention = "made" if makes_some else mention
            if mention is not None and len(places[mention]) < _ENOUGH:
                places[mention].add(path)
                if len(places["made"]) == _ENOUGH:
                    break
        return places

    @cached_property
    def state(self) -> str | None:
        """What the files that are read look like from outside: each one's name, size and dates.

        None when one of them was changed a moment ago, and so could be again without a trace.
        """
        digest = blake2b(repr(self._tree.complete).encode(), digest_size=16)
        newest = 0.0
        for path in sorted(path for path in self._tree.files if _kind(path) is not None):
            try:
                status = os.stat(os.path.join(self._root, path))  # noqa: PTH116, PTH118
            except (OSError, ValueError):
                digest.update(ascii((path, None)).encode())
                continue
            looks = (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
            digest.update(ascii((path, looks)).encode())
            newest = max(newest, status.st_mtime, status.st_ctime)
        return digest.hexdigest() if newest < time.time() - _MOMENT else None

    def _read(self) -> None:
        assert self._texts is not None
        total = 0
        for path in self._tree.files:
            kind = _kind(path)
            if kind is None:
                continue
            is_notebook = path.endswith(".ipynb")
            full = os.path.join(self._root, path)  # noqa: PTH118
            data = bytes_of(full, _LARGEST_NOTEBOOK if is_notebook else _LARGEST_TEXT)
            if data is None:
                continue
            parts = _cells(data) if is_notebook else [(kind, data.decode("utf-8", "replace"))]
            for part_kind, text in parts:
                total += len(text)
                self._texts.append((path, part_kind, text))
            if total > MOST_TEXT:
                self._complete = False
                self._texts.clear()
                return


def _kind(path: str) -> Literal["code", "workflow", "documentation"] | None:
    name = path.rpartition("/")[2]
    if name.endswith((".ipynb", *_CODE)):
        return "code"
    if name.endswith(_WORKFLOW) or name in _WORKFLOW_NAMES:
        return "workflow"
    return "documentation" if name.endswith(_DOCUMENTATION) or name.upper().startswith("README") else None


def _cells(data: bytes) -> list[tuple[Literal["code", "workflow", "documentation"], str]]:
    """The code and the prose of a notebook; all of the file as prose when it cannot be read as one."""
    try:
        document = msgspec.json.decode(data, type=_Document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return [("code", data.decode("utf-8", "replace"))]
    cells = document.cells or [cell for sheet in document.worksheets for cell in sheet.cells]
    code = (cell.source or cell.input for cell in cells if cell.cell_type == "code")
    prose = (cell.source for cell in cells if cell.cell_type != "code")
    return [
        ("code", "\n".join(part if isinstance(part, str) else "".join(part) for part in code)),
        ("documentation", "\n".join(part if isinstance(part, str) else "".join(part) for part in prose)),
    ]


def _judged(kind: Literal["code", "workflow", "documentation"], name: str, text: str) -> Mention | None:
    if kind == "documentation":
        return "documented"
    found: Mention | None = None
    start = text.find(name)
    while start >= 0:
        if _is_whole(text, start):
            line = _line_around(text, start)
            if not line.lstrip().startswith("#"):
                if kind == "workflow" or _WRITES.search(line.replace(name, "")) or not _READS.search(line):
                    return "made"
                found = "read"
        start = text.find(name, start + len(name))
    return found


def _makes_some(text: str, folder: str) -> bool:
    """Whether code writes files into a folder of that name whose own names it puts together."""
    start = text.find(folder)
    while start >= 0:
        if _is_whole(text, start):
            line = _line_around(text, start)
            if _PUT_TOGETHER.search(line) and _WRITES_FILE.search(line):
                return True
        start = text.find(folder, start + len(folder))
    return False


def _is_whole(text: str, start: int) -> bool:
    """Whether the name stands by itself: in ``"raw_data.csv"`` nothing is said of ``data.csv``."""
    return not (text[start - 1 : start].isalnum() or text[start - 1 : start] in ("_", "-"))


def _line_around(text: str, at: int) -> str:
    """The line at an index, or the part of it around there when it is longer than people write."""
    start = text.rfind("\n", max(0, at - _LONGEST_LINE), at) + 1 or max(0, at - _LONGEST_LINE)
    end = text.find("\n", at, at + _LONGEST_LINE)
    return text[start : end if end >= 0 else at + _LONGEST_LINE]
