"""The notebook as the analysis sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec
from msgspec.structs import force_setattr

from mldebt_lab.finding import CellRef
from mldebt_lab.notebook.answers import Answer
from mldebt_lab.notebook.ignores import Ignore

CellType: TypeAlias = Literal["code", "markdown", "raw"]


class Unreadable(Exception):
    """The file or document is no notebook that can be read. The message says why, in one sentence."""


class ErrorOutput(msgspec.Struct, frozen=True, gc=False):
    """A stored traceback: the exception's class name and its message."""

    name: str
    message: str


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One cell.

    ``ignores`` comes from the cell's metadata (``metadata.mldebt.ignore``). ``source_items`` is how the file splits the
    source (one item a JSON line), None for a single string.
    """

    index: int
    id: str
    type: CellType
    source: str
    execution_count: int | None = None
    has_output: bool = False
    error: ErrorOutput | None = None
    tags: tuple[str, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    source_items: tuple[str, ...] | None = None

    @property
    def ref(self) -> CellRef:
        """The cell as a finding names it."""
        return CellRef(self.id, self.index, self.execution_count)


class Notebook(msgspec.Struct, frozen=True):
    """A notebook's cells with what its metadata says of the kernel.

    ``language`` is lower case (``python``, ``r``, ``julia`` ...), ``language_version`` as stored (``3.11.7``) or
    ``""``. ``ignores`` and ``answers`` (to checklists, by item) come from the notebook's metadata
    (``metadata.mldebt.ignore`` and ``.checklist``).
    """

    path: str
    language: str
    language_version: str
    cells: tuple[Cell, ...]
    nbformat: tuple[int, int] = (4, 5)
    ignores: tuple[Ignore, ...] = ()
    answers: Mapping[str, Answer] = msgspec.field(default_factory=dict)
    declares_language: bool = True
    """Whether the file says its language; where it does not, Python is only a guess."""
    raw: bytes | None = None
    code_cells: tuple[Cell, ...] = ()
    """The code cells, in document order; found among the cells, whatever is given."""

    def __post_init__(self) -> None:
        force_setattr(self, "code_cells", tuple([cell for cell in self.cells if cell.type == "code"]))

    def __repr__(self) -> str:
        return f"Notebook({self.path!r}, {len(self.cells)} cells)"
