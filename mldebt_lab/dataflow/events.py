"""What happens in a cell when it runs, in order: the facts that rules look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from mldebt_lab.dataflow.frames import Binding
from mldebt_lab.dataflow.values import Arguments, Text, Value
from mldebt_lab.syntax.positions import Site


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at ``site`` while a cell runs; ``call`` is the top-level call that led there, if any."""

    site: Site
    call: Site | None


@dataclass(frozen=True, slots=True)
class MissingName(Event):
    """A name is read that nothing has bound. Not ``certain`` where it is read for each element of something that may be
    empty, or ``in_branch``: where a condition decides."""

    name: str
    certain: bool
    in_branch: bool
    deleted: Binding | None


@dataclass(frozen=True, slots=True)
class PossiblyUnbound(Event):
    """A name is surely read that another cell has bound only under a condition."""

    name: str
    binding: Binding


@dataclass(frozen=True, slots=True)
class Draw(Event):
    """A random draw, or something that will draw, with the call's name and the rule's code for it when it is unseeded.

    ``seed`` is the binding of the stream's state at that moment: None when nothing has seeded it.
    """

    callee: str
    code: str
    stream: str
    seed: Binding | None
    deferred: bool = False
    """The draw comes with a later ``fit``: a seed in between covers it."""
    shown_only: bool = False
    """Its value is displayed and goes nowhere else."""
    starts_random: bool = False
    """It draws the first weights of a layer."""


@dataclass(frozen=True, slots=True)
class SeedCall(Event):
    """A call that seeds random streams.

    ``effective`` is False for a seed that leaves them random (``seed()``, ``seed(None)``); ``by_entropy`` tells a seed
    that is itself taken from the clock, the process or another draw.
    """

    callee: str
    streams: tuple[str, ...]
    effective: bool
    by_entropy: bool = False


@dataclass(frozen=True, slots=True)
class Fit(Event):
    """Something is fitted, which is when estimators draw."""


@dataclass(frozen=True, slots=True)
class Settled(Event):
    """An estimator made at ``made_at`` is given its seed by the one that it is handed to."""

    made_at: Site


@dataclass(frozen=True, slots=True)
class WeightsLoaded(Event):
    """The weights of a network are read from somewhere."""


@dataclass(frozen=True, slots=True)
class IneffectiveSeed(Event):
    """``random_state`` is given where it has no effect, or where giving it ``raises``."""

    callee: str
    raises: bool


@dataclass(frozen=True, slots=True)
class LibrarySeed(Event):
    """An estimator that draws gets no seed, and takes one that its library sets itself."""

    callee: str


@dataclass(frozen=True, slots=True)
class OrderUse(Event):
    """At ``site`` elements are taken in an order that nobody fixed, and ``what`` made at ``used_at`` hangs on it.

    ``listing`` tells files of a folder from texts of a set.
    """

    listing: bool
    used_at: Site
    what: str


AccessKind: TypeAlias = Literal["read", "write", "append"]


@dataclass(frozen=True, slots=True)
class Access(Event):
    """A call that reads or writes a file or folder.

    ``path`` is what is known of the path; ``folder`` the working directory at that moment (None when it is not the
    notebook's own or unknown); ``target`` what is accessed: a ``file``, a ``folder`` that is only made or looked at, a
    ``glob`` pattern, or ``unsure`` where a call of unknown meaning takes something that is surely a path.
    """

    mode: AccessKind
    callee: str
    path: Text | None
    folder: str | None
    target: Literal["file", "folder", "glob", "unsure"] = "file"
    guarded: bool = False
    """It happens only if the file does not exist yet (or does), by a check around it."""


@dataclass(frozen=True, slots=True)
class FolderChange(Event):
    """The working directory is changed for the rest of the notebook; ``folder`` was the one before."""

    callee: str
    path: Text | None
    folder: str | None


@dataclass(frozen=True, slots=True)
class ImportPathChange(Event):
    """``sys.path`` or PYTHONPATH is edited."""

    callee: str
    path: Text | None


@dataclass(frozen=True, slots=True)
class Mutation(Event):
    """An object that a top-level name holds is changed in place. ``repeatable``: running it twice gives the same
    state."""

    name: str
    method: str
    before: Binding | None
    repeatable: bool


@dataclass(frozen=True, slots=True)
class Rebinding(Event):
    """A top-level name is bound to something made from its own old value (``x = f(x)``, ``x += 1``)."""

    name: str
    before: Binding | None
    repeatable: bool


@dataclass(frozen=True, slots=True)
class Call(Event):
    """A call of a library function that some rule wants to know of, such as ``input`` or ``breakpoint``."""

    callee: str
    arguments: Arguments | None
    value: Value | None = None
