"""Which files have to be there before the notebook runs: those that it reads and that nothing in it may bring."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from mldebt_lab import knowledge
from mldebt_lab.dataflow.accesses import FileUse
from mldebt_lab.notebook import Cell
from mldebt_lab.syntax.positions import Extent, Site

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis

_BRINGS_FILES = re.compile(
    r"download|retrieve|wget|curl\b|gdown|kaggle|\bgit\b|\bclone\b|unzip|untar|\btar\b|\bgunzip\b|extract|unpack|unarchive"
    r"|ZipFile|tarfile|drive\.mount|\bdvc\b|\bgsutil\b|\bs3\b|boto3|blob|upload|snapshot|\bfetch|\bscp\b|\brsync\b|copyfile"
    r"|shutil|\bcp\b|\bmv\b|\bln\b|symlink|\brequests\b|urlopen|\burllib|\bhttpx?\b|pooch|get_file|hf_hub|\bmake\b"
    r"|\bsubprocess\b|os\.system|os\.popen|nbconvert|papermill",
    re.IGNORECASE,
)
_BRINGING_WORDS = (
    "download", "retrieve", "wget", "curl", "gdown", "kaggle", "git", "clone", "zip", "tar", "extract", "unpack", "unarchive",
    "drive.mount", "dvc", "gsutil", "s3", "boto3", "blob", "upload", "snapshot", "fetch", "scp", "rsync", "copyfile", "shutil",
    "cp", "mv", "ln", "symlink", "requests", "urlopen", "urllib", "http", "pooch", "get_file", "hf_hub", "make", "subprocess",
    "os.system", "os.popen", "nbconvert", "papermill",
)  # fmt: skip
"""One of these stands in whatever the pattern above matches: looking for them first is many times faster."""
_LOOKS = re.compile(r"\bexists\(|isfile\(|is_file\(|isdir\(|is_dir\(|FileNotFoundError|IOError|OSError")
_PATTERN = re.compile(r"[*?\[\]{}<>|\"\n]|://")
_PATH_LIKE = re.compile(r"/|\.[A-Za-z]\w*$")
_UNTROUBLED = frozenset(
    {"dotenv.load_dotenv", "dotenv.dotenv_values", ".read", "os.path.exists", "os.path.isfile", "os.path.isdir"}
)
"""Readers that a missing file does not trouble."""
_ON_A_CLUSTER = frozenset({".load", ".csv", ".json", ".parquet", ".orc", ".text", ".textFile", ".wholeTextFiles"})
"""Readers of Spark, whose relative paths lie where its session is told to look."""
_NOT_RUN = frozenset({"skip-execution", "raises-exception"})


def find_inputs(analysis: Analysis) -> Iterator[FileUse]:
    """The first read of each file of the project that surely takes place and that nothing before may have brought."""
    seen: set[str] = set()
    if not any(_is_sure_read(use) for use in analysis.file_uses):
        return
    brought = _Brought(analysis)
    for use in analysis.file_uses:
        brought.follow(use)
        if not _is_sure_read(use) or not _runs(analysis, use):
            continue
        assert use.location is not None
        path = use.location.shown
        if path not in seen and not brought.may_be_there(path, use):
            seen.add(path)
            yield use


def is_explained(analysis: Analysis, name: str) -> bool:
    """Whether the notebook tells where a file comes from: by a text with a link, or a command that is switched off."""
    for cell in analysis.notebook.cells:
        if name not in cell.source:
            continue
        if cell.type == "markdown" and "://" in cell.source:
            return True
        comments = (line for line in cell.source.split("\n") if name in line and line.lstrip().startswith("#"))
        if cell.type == "code" and any("://" in line or _BRINGS_FILES.search(line) for line in comments):
            return True
    return False


def _is_sure_read(use: FileUse) -> bool:
    access, text = use.access, use.access.path
    if access.mode != "read" or access.target != "file" or access.guarded or not use.called:
        return False
    if access.folder != "":
        return False  # where a changed working directory is depends on how often the cell was run
    if text is None or not text.complete or use.location is None or use.location.place != "project":
        return False
    if access.callee in _UNTROUBLED or access.callee.startswith("!") or access.callee in _not_on_disk():
        return False
    if access.callee in _ON_A_CLUSTER:
        return False
    if access.callee.startswith("%") and not (access.callee == "%run" and text.text.endswith((".py", ".ipynb"))):
        return False
    return _PATH_LIKE.search(text.text) is not None and _PATTERN.search(text.text) is None


@cache
def _not_on_disk() -> frozenset[str]:
    """Calls that make what they do not find, or that take a name on a hub for a path."""
    functions = knowledge.files().functions.items()
    return frozenset(
        name
        for name, entries in functions
        if any(entry.kind in ("database", "glob") or entry.remote == "hub" for entry in entries)
    )


def _runs(analysis: Analysis, use: FileUse) -> bool:
    """Whether the cell runs, and the read fails it."""
    if _NOT_RUN.intersection(use.cell.tags):
        return False
    sites = [use.access.site] + ([use.access.call] if use.access.call is not None else [])
    return not any(_is_caught(analysis, site) for site in sites)


def _is_caught(analysis: Analysis, site: Site) -> bool:
    """Whether the place lies in a ``try`` or in a ``with`` that may swallow errors."""
    tree = analysis.syntax(analysis.cell(site.cell_id)).tree
    body: list[ast.AST] = list(tree.body) if tree is not None else []
    while body:
        node = body.pop()
        if not _around(node, site.extent):
            continue
        if isinstance(node, ast.Try) and node.handlers:
            return True
        if isinstance(node, ast.With) and any(
            word in ast.unparse(item.context_expr) for item in node.items for word in ("suppress", "raises", "Raises")
        ):
            return True
        body.extend(child for child in ast.iter_child_nodes(node) if isinstance(child, (ast.stmt, ast.excepthandler)))
    return False


def _around(node: ast.AST, place: Extent) -> bool:
    first, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
    return bool(first <= place.line and place.end_line <= last)


def _may_bring(cell: Cell) -> bool:
    lowered = cell.source.lower()
    return any(word in lowered for word in _BRINGING_WORDS) and any(
        _BRINGS_FILES.search(line) for _, line in _code_lines(cell)
    )


class _Brought:
    """What may have come to be there by the time that a cell runs, as far as the cells before it tell."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._written: set[str] = set()
        self._read_at: dict[str, set[tuple[str, int]]] = defaultdict(set)
        self._anything = self._first(_may_bring)
        self._looked = self._first(lambda cell: any(_LOOKS.search(line) for _, line in _code_lines(cell)))
        for use in analysis.file_uses:
            if use.access.mode != "read" and use.access.path is None and use.access.callee != "!mkdir":
                self._note_anything(use.cell)
            if use.access.mode == "read" and use.location is not None:
                self._note_read(use)

    def _first(self, holds: Callable[[Cell], bool]) -> int | None:
        return next((cell.index for cell in self._analysis.notebook.code_cells if holds(cell)), None)

    def _note_anything(self, cell: Cell) -> None:
        self._anything = cell.index if self._anything is None else min(self._anything, cell.index)

    def _note_read(self, use: FileUse) -> None:
        assert use.location is not None
        places = self._read_at[use.location.shown.rpartition("/")[2]]
        for site in (use.access.site, use.access.call, use.literal):
            if site is not None:
                places.update((site.cell_id, line) for line in range(site.extent.line, site.extent.end_line + 1))

    def follow(self, use: FileUse) -> None:
        """Take an access into account that comes before those asked about from here on."""
        access = use.access
        if access.mode == "read" or access.path is None:
            return
        if use.location is None or (not access.path.complete and not access.path.text):
            self._note_anything(use.cell)
        elif access.target != "folder" or not access.callee.endswith("mkdir"):
            self._written.add(use.location.shown)

    def may_be_there(self, path: str, use: FileUse) -> bool:
        """Whether something before the read may have made the file, or has looked whether it is there."""
        index = use.cell.index
        if any(first is not None and first <= index for first in (self._anything, self._looked)):
            return True
        if any(path == written or path.startswith(written) for written in self._written):
            return True
        return self._is_named_before(path, index)

    def _is_named_before(self, path: str, index: int) -> bool:
        """Whether the file's name stands in code up to the read, where no read of it is seen."""
        name = path.rpartition("/")[2]
        places = self._read_at[name]
        return any(
            name in line and (cell.id, number) not in places
            for cell, lines in ((cell, _code_lines(cell)) for cell in self._analysis.notebook.code_cells)
            if cell.index <= index
            for number, line in lines
        )


def _code_lines(cell: Cell) -> list[tuple[int, str]]:
    lines = enumerate(cell.source.split("\n"), start=1)
    return [(number, line) for number, line in lines if line.strip() and not line.lstrip().startswith("#")]
