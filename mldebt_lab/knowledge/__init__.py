"""What is known about libraries, platforms and IPython: tables as data, read on first use.

The tables hold for the library versions named in their `about`; what differs between supported versions is left out.
`scripts/knowledge/` generates and checks them.
"""

from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from mldebt_lab.knowledge import schema

__all__ = [
    "distributions",
    "draws",
    "estimators",
    "files",
    "ipython",
    "mutation",
    "ordering",
    "practices",
    "shared_places",
    "star_exports",
    "star_names",
    "training",
    "types",
]

T = TypeVar("T")


def _read(name: str, shape: type[T]) -> T:
    return msgspec.json.decode(Path(__file__).with_name(f"{name}.json").read_bytes(), type=shape)


@cache
def draws() -> schema.Draws:
    """Random draws by global state, what seeds each, generators of their own, and calls with an optional seed."""
    return _read("draws", schema.Draws)


@cache
def estimators() -> schema.Estimators:
    """Classes with `random_state`, by public dotted name, with the condition under which an unseeded one is random."""
    return _read("estimators", schema.Estimators)


@cache
def ordering() -> schema.Ordering:
    """Where the order of elements is nobody's choice, and what hangs on it."""
    return _read("ordering", schema.Ordering)


@cache
def training() -> schema.Training:
    """What loads or trains the weights of a neural network."""
    return _read("training", schema.Training)


@cache
def files() -> schema.Files:
    """Readers and writers: `functions[dotted name]` are accesses, `methods[name]` one entry for each kind of
    receiver."""
    return _read("files", schema.Files)


@cache
def types() -> schema.Types:
    """Light types: what a callable returns, what methods, attributes and subscripts of a type give."""
    return _read("types", schema.Types)


@cache
def mutation() -> schema.Mutation:
    """Methods that change their receiver, and what the same call does a second time."""
    return _read("mutation", schema.Mutation)


@cache
def ipython() -> schema.IPythonNames:
    """Names bound without any cell: by IPython, the builtins, `%pylab`, and by platforms; and the known magics."""
    return _read("ipython", schema.IPythonNames)


@cache
def star_exports() -> schema.StarExports:
    """What `from m import *` binds, by module, as written in the table; `star_names` gives the whole set."""
    return _read("star_exports", schema.StarExports)


@cache
def star_names(module: str) -> frozenset[str] | None:
    """All names that `from module import *` binds; None where that is not known."""
    export = star_exports().modules.get(module)
    if export is None:
        return None
    names = set(export.names.split())
    for other in export.includes:
        names |= star_names(other) or frozenset()
    return frozenset(names)


@cache
def distributions() -> schema.Distributions:
    """Which distributions give an importable module, and what a distribution brings along."""
    return _read("distributions", schema.Distributions)


@cache
def shared_places() -> schema.SharedPlaces:
    """Words and prefixes that say whose place a path is: a platform's, the system's, a person's, or a shared one."""
    return _read("shared_places", schema.SharedPlaces)


@cache
def practices() -> schema.Practices:
    """The best practices that rules name by their numbers."""
    return _read("practices", schema.Practices)
