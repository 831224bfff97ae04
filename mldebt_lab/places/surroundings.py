"""Where a path lies, seen from a notebook in its project."""

from __future__ import annotations

import posixpath
from functools import cache
from typing import Literal, Protocol, TypeAlias

import msgspec

from mldebt_lab.knowledge import shared_places
from mldebt_lab.outcome import Place
from mldebt_lab.places.written import WrittenPath, join, read_path
from mldebt_lab.project import Project

_TEST_FOLDERS = frozenset({"test", "tests", "testing", "testdata", "test_data", "test-data", "fixtures", "ui-tests"})

SharedBy: TypeAlias = Literal["declaration", "words", "measured"]


class Measured(Protocol):
    """Says whether a directory was measured as shared; see :class:`mldebt_lab.places.measure.Measurements`."""

    def reason(self, path: str) -> str | None:
        """Why others can write where ``path`` (absolute) lies; None when they cannot, or when it is not known."""


class Location(msgspec.Struct, frozen=True):
    """A path's place.

    ``shown`` is relative to the project root for what lies inside it and for what is written with ``..``, so that a
    report is the same on every machine; else it is the absolute path, with forward slashes. ``shared_by`` says how
    the place is known to be shared (project configuration, the words in the path, or measured modes), ``reason`` what
    exactly says so.
    """

    shown: str
    place: Place
    shared_by: SharedBy | None = None
    reason: str = ""


class Surroundings(msgspec.Struct, frozen=True):
    """What is known of a notebook's surroundings when it is analysed.

    ``project_root`` is an absolute path or None when unknown; ``folder`` is the notebook's folder relative to it
    (``""`` for the root itself), with forward slashes. ``shared`` are the directories that the project's configuration
    declares to be shared, ``data`` those whose files it does not bring along; ``measured`` is asked about directories
    outside the project if measuring is switched on.
    """

    project_root: str | None = None
    folder: str = ""
    shared: tuple[str, ...] = ()
    measured: Measured | None = None
    root_is_known: bool = True
    """False when nothing marks the root and the notebook's own folder is taken for it, so that ``..`` says nothing."""
    project: Project | None = None
    """The files of the project; None where they may not be looked at, or need not be."""
    data: tuple[str, ...] = ()

    @property
    def in_tests(self) -> bool:
        """Whether the notebook lies among test data: material for a program's tests, that nobody runs."""
        return not _TEST_FOLDERS.isdisjoint(self.folder.lower().split("/"))

    def locate(self, path: str, folder: str | None = None) -> Location:
        """Where ``path`` lies, taken from ``folder`` (relative to the root; None: the notebook's own folder)."""
        written = join(self.folder if folder is None else folder, path)
        absolute = self._absolute(written)
        declared = self._declared(self.shared, written, absolute)
        inside = self._inside(written, absolute)
        shown = written.text if inside is None else inside
        if declared is not None:
            return Location(shown, "shared", "declaration", declared)
        if inside is not None:
            return Location(shown, "project")
        if written.form == "remote":
            return Location(shown, "remote")
        if written.form == "temporary" or _below_any(written.text, _fleeting_places()):
            return Location(shown, "tmp")
        return self._outside(written, absolute)

    def is_kept_outside(self, shown: str) -> bool:
        """Whether the configuration says that a file of the project (relative to its root) is kept elsewhere."""
        written = read_path(shown)
        return self._declared(self.data, written, self._absolute(written)) is not None

    def _outside(self, written: WrittenPath, absolute: WrittenPath) -> Location:
        # Only the words of the path itself count: those of the folder that a project happens to lie in are nobody's
        # choice here.
        word = _shared_word(written)
        if word is not None:
            return Location(written.text, "shared", "words", word)
        if self.measured is not None and absolute.form in ("posix", "windows"):
            reason = self.measured.reason(absolute.text)
            if reason is not None:
                return Location(written.text, "shared", "measured", reason)
        return Location(written.text, "outside")

    def _absolute(self, written: WrittenPath) -> WrittenPath:
        if written.is_absolute or self.project_root is None:
            return written
        return join(self.project_root, written.text)

    def _inside(self, written: WrittenPath, absolute: WrittenPath) -> str | None:
        """The path relative to the project root if it lies inside."""
        if not written.is_absolute and not _climbs(written.text):
            return written.text
        if self.project_root is None:
            return None
        root = read_path(self.project_root)
        if absolute.form != root.form or not _below(absolute, root):
            return None
        return absolute.text[len(root.text) :].lstrip("/") or "."

    def _declared(self, places: tuple[str, ...], written: WrittenPath, absolute: WrittenPath) -> str | None:
        for declared in places:
            place = read_path(declared)
            if place.form == "relative":
                if written.form == "relative" and _below(written, place):
                    return declared
                place = self._absolute(place)
            if any(path.form == place.form and _below(path, place) for path in (written, absolute)):
                return declared
        return None


def _climbs(text: str) -> bool:
    return text == ".." or text.startswith("../")


def _below(path: WrittenPath, folder: WrittenPath) -> bool:
    """Whether ``path`` is ``folder`` or lies in it. Windows does not distinguish upper and lower case."""
    child, parent = path.text, folder.text
    if path.form in ("windows", "unc"):
        child, parent = child.lower(), parent.lower()
    return parent == "." or child == parent or child.startswith(parent.rstrip("/") + "/")


@cache
def _fleeting_places() -> tuple[str, ...]:
    """Where nothing stays: temporary folders, and devices such as ``/dev/null``."""
    devices = (path for path in shared_places().system_paths if path == "/dev")
    return tuple(_bare(prefix) for prefix in (*shared_places().temporary_prefixes, *devices))


def _below_any(text: str, prefixes: tuple[str, ...]) -> bool:
    # Compared without regard to case, as Windows' temporary folders need; no other folder differs from one of them by
    # case alone.
    lower = text.lower()
    return any(lower == prefix or lower.startswith(prefix + "/") for prefix in prefixes)


def _bare(prefix: str) -> str:
    return posixpath.normpath(prefix.replace("\\", "/")).lower()


def _shared_word(written: WrittenPath) -> str | None:
    """The words by which the path itself says that it is shared."""
    if written.form == "unc":
        return "//" + "/".join(written.parts[:2])
    if any(_below(written, read_path(folder)) for folder in shared_places().working_folders):
        return None
    words = shared_places().shared_words
    return next((part for part in written.parts if part.lower() in words), None)
