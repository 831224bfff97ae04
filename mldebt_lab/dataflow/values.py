"""What a name may hold, as far as the text tells.

Values are never changed once made; an assignment or a mutation makes a new one. Two checks of a notebook compare
values by identity, so a cell whose inputs are the same objects need not be analysed again.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from mldebt_lab.dataflow.frames import Frame
    from mldebt_lab.syntax.positions import Site

Located: TypeAlias = ast.expr | ast.stmt | ast.arg | ast.alias


class Origin(NamedTuple):
    """The literal that a text starts with: its cell's id and its node."""

    cell_id: str
    node: Located


class AnyOrder(NamedTuple):
    """Elements come in an order that nobody fixed: files as the file system has them (``listing``), or texts out of a
    set."""

    listing: bool
    made_at: Site
    call: Site | None
    numbered: bool = False
    """Each element comes with its position."""


class Value:
    """Anything; the base of all values. An instance of this class itself is a value of which nothing is known."""

    __slots__ = ()


UNKNOWN = Value()


@dataclass(slots=True, eq=False)
class Constant(Value):
    """A number, boolean, None, bytes or ellipsis."""

    value: object


NONE = Constant(None)
TRUE = Constant(True)
FALSE = Constant(False)


@dataclass(slots=True, eq=False)
class Text(Value):
    """A string or path of which the beginning is known, and all of it if ``complete``.

    ``origin`` is the literal that it starts with; ``is_path`` tells a ``pathlib`` object from a string.
    """

    text: str
    complete: bool = True
    origin: Origin | None = None
    is_path: bool = False


@dataclass(slots=True, eq=False)
class Items(Value):
    """A list, tuple or set whose elements are known one by one."""

    items: tuple[Value, ...]
    kind: str = "list"
    order: AnyOrder | None = None


@dataclass(slots=True, eq=False)
class Table(Value):
    """A dictionary with constant keys."""

    entries: dict[object, Value]
    complete: bool = True


@dataclass(slots=True, eq=False)
class Choice(Value):
    """One of several values, as after a branch or in a loop over a literal."""

    options: tuple[Value, ...]


@dataclass(slots=True, eq=False)
class Symbol(Value):
    """A module, or something in one, by its dotted name (``numpy.random``); builtins are ``builtins.open`` and so
    on."""

    name: str


@dataclass(slots=True, eq=False)
class Arguments:
    """The arguments of a call; ``open_ended`` when ``*args`` or ``**kwargs`` of unknown content are among them."""

    positional: tuple[Value, ...] = ()
    keywords: dict[str, Value] = field(default_factory=dict)
    open_ended: bool = False
    nodes: tuple[ast.expr, ...] = ()

    def get(self, name: str, position: int | None) -> Value | None:
        """The argument of that name, or at that position (from 0); None if it is not given."""
        value = self.keywords.get(name)
        if value is None and position is not None and position < len(self.positional):
            return self.positional[position]
        return value


@dataclass(slots=True, eq=False)
class Object(Value):
    """What a library call gave: its light type (``frame``, ``estimator``, ``generator`` ...) and the callable's
    name."""

    type: str
    symbol: str = ""
    arguments: Arguments | None = None
    about: Value = UNKNOWN
    """What it is bound to: the path of an open file, the seed of a generator."""
    made_at: Site | None = None
    """Where an estimator that draws was made."""
    order: AnyOrder | None = None


@dataclass(slots=True, eq=False)
class Function(Value):
    """A function or lambda that the notebook defines."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    cell_id: str
    closure: Frame | None
    defaults: tuple[Value, ...] = ()
    keyword_defaults: tuple[Value | None, ...] = ()
    kind: str = "function"
    """``function``, ``staticmethod``, ``classmethod`` or ``property``."""


@dataclass(slots=True, eq=False)
class Class(Value):
    """A class that the notebook defines."""

    name: str
    cell_id: str
    attributes: dict[str, Value]
    bases: tuple[Value, ...] = ()


@dataclass(slots=True, eq=False)
class Instance(Value):
    """An object of a class that the notebook defines, or a namespace with attributes (``of`` is None)."""

    of: Class | None
    attributes: dict[str, Value]


@dataclass(slots=True, eq=False)
class Method(Value):
    """An attribute of a value that is called or passed on: ``frame.to_csv``, ``"{}".format``."""

    receiver: Value
    name: str
    function: Function | None = None


@dataclass(slots=True, eq=False)
class Seeded(Value):
    """The state of a random stream after a seed call. ``by_entropy`` when the seed itself differs from run to run."""

    by_entropy: bool = False


SEEDED = Seeded()
SEEDED_BY_ENTROPY = Seeded(True)

MOST_OPTIONS = 24


def either(*values: Value) -> Value:
    """One of the values; nothing is known when there are too many."""
    options: list[Value] = []
    for value in values:
        for option in value.options if isinstance(value, Choice) else (value,):
            if option is UNKNOWN:
                if not options or options[-1] is not UNKNOWN:
                    options.append(option)
            elif not any(option is known or same(option, known) for known in options):
                options.append(option)
                if len(options) > MOST_OPTIONS:
                    return UNKNOWN
    if len(options) == 1:
        return options[0]
    return Choice(tuple(options)) if options else UNKNOWN


def same(one: Value, other: Value) -> bool:
    """Whether two values are surely equal (equal texts of other literals are not the same)."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, Constant) and isinstance(other, Constant):
        return type(one.value) is type(other.value) and one.value == other.value
    if isinstance(one, Text) and isinstance(other, Text):
        return one.text == other.text and one.complete == other.complete and one.origin == other.origin
    if isinstance(one, Symbol) and isinstance(other, Symbol):
        return one.name == other.name
    return False


def map_options(value: Value, function: Callable[[Value], Value]) -> Value:
    """Apply ``function`` to each option of a choice, or to the value itself."""
    if isinstance(value, Choice):
        return either(*(function(option) for option in value.options))
    return function(value)


def combine(left: Value, right: Value, function: Callable[[Value, Value], Value]) -> Value:
    """Apply ``function`` to each pair of options of two values."""
    return map_options(left, lambda one: map_options(right, lambda other: function(one, other)))


@lru_cache(maxsize=20_000)
def symbol(name: str) -> Symbol:
    """The one symbol of that dotted name."""
    return Symbol(name)


def truth(value: Value) -> bool | None:
    """Whether the value counts as true; None if that is not known."""
    if isinstance(value, Constant):
        return bool(value.value)
    if isinstance(value, Text):
        return True if value.text or value.is_path else (False if value.complete else None)
    if isinstance(value, Items):
        return bool(value.items)
    if isinstance(value, (Symbol, Function, Class)):
        return True
    return None
