"""Which calls draw random numbers, and what seeds them."""

from __future__ import annotations

import ast
import re

from mldebt_lab import knowledge
from mldebt_lab.dataflow.catalogue import CODE_BY_STREAM, Entry
from mldebt_lab.dataflow.conditions import UNSEEDED, argument, holds
from mldebt_lab.dataflow.events import Draw, Fit, IneffectiveSeed, LibrarySeed, SeedCall, Settled, WeightsLoaded
from mldebt_lab.dataflow.frames import Binding
from mldebt_lab.dataflow.state import State, stream_state
from mldebt_lab.dataflow.values import SEEDED, SEEDED_BY_ENTROPY, UNKNOWN, Arguments, Constant, Object, Seeded, Value
from mldebt_lab.knowledge.schema import Argument

GENERATOR_STREAM = "generator"
_FITS = frozenset({"fit", "fit_transform", "fit_predict", "fit_resample", "cross_val_score", "cross_validate"})


def note_call(state: State, name: str, entry: Entry, arguments: Arguments, node: ast.Call) -> Value | None:
    """Log what a library function draws or seeds; gives its value where that matters."""
    if entry.seeds:
        _note_seed(state, name, entry, arguments, node)
        return None
    if entry.draws_from is not None and not _is_given(arguments.keywords.get(entry.own_seed or "")):
        code = CODE_BY_STREAM.get(entry.draws_from, "")
        note_draw(state, name, code, entry.draws_from, node, starts_random=entry.starts_random)
    if entry.generator is not None:
        return _make_generator(state, name, entry, arguments, node)
    if entry.random_call is not None:
        call = entry.random_call
        if any(
            _is_given(argument(arguments, name, call.parameters)) for name in (call.parameter, *call.other_parameters)
        ):
            if holds(call.no_effect_when, arguments, call.parameters, call.defaults) and not arguments.open_ended:
                state.events.append(IneffectiveSeed(state.site(node), state.call_site(), name, False))
            return None
        if not arguments.open_ended and holds(call.when, arguments, call.parameters, call.defaults) is True:
            # A loader shuffles when it is iterated over, which comes after.
            note_draw(
                state, name, call.code, call.stream or GENERATOR_STREAM, node, deferred=name.endswith("DataLoader")
            )
    if entry.estimator is not None:
        return _make_estimator(state, name, entry, arguments, node)
    return None


_SEEDS_ALL = re.compile(
    r"^(?:set|seed|fix|init)_?(?:global|all|the)?_?(?:random|rng)?_?(?:seeds?|everything|all|state)?$", re.IGNORECASE
)


_FRAME_NAME = re.compile(r"^(?:df|dataframe)(?:\d|_|$)|_(?:df|dataframe)(?:\d|_|$)")


def note_possible_seed(state: State, name: str, arguments: Arguments, node: ast.Call) -> None:
    """A function of an unknown library whose name says that it seeds: it is taken to reach every stream."""
    if not may_seed(name) or not (arguments.positional or arguments.keywords):
        return
    streams = tuple(CODE_BY_STREAM)
    state.events.append(SeedCall(state.site(node), state.call_site(), name, streams, True))
    for stream in streams:
        state.bind_global(stream_state(stream), SEEDED, node, "state")


def may_seed(name: str) -> bool:
    """Whether the name of a function says that it seeds, without saying what."""
    last = name.rpartition(".")[2]
    return "seed" in last.lower() and last.lower() != "seed" and _SEEDS_ALL.match(last) is not None


def _is_given(value: Value | None) -> bool:
    """Whether a seed is given: anything but nothing and None."""
    return value is not None and not (isinstance(value, Constant) and value.value is None)


def note_draw(
    state: State,
    callee: str,
    code: str,
    stream: str,
    node: ast.Call,
    *,
    deferred: bool = False,
    shown_only: bool = False,
    starts_random: bool = False,
) -> None:
    """Log a draw from a stream, with the seed that covers it at this moment."""
    if not code:
        return
    seed: Binding | None = None if stream == GENERATOR_STREAM else state.find(stream_state(stream))
    if seed is not None and not isinstance(seed.value, Seeded):
        seed = None
    state.events.append(
        Draw(state.site(node), state.call_site(), callee, code, stream, seed, deferred, shown_only, starts_random)
    )


def _note_seed(state: State, name: str, entry: Entry, arguments: Arguments, node: ast.Call) -> None:
    effective = True
    spec: Argument | None = entry.seed_argument
    by_entropy = False
    if spec is not None:
        given = arguments.get(spec.name or "", spec.position)
        effective = _is_given(given) or arguments.open_ended
        by_entropy = any(_from_entropy(argument_node) for argument_node in node.args[:1])
    state.events.append(SeedCall(state.site(node), state.call_site(), name, entry.seeds, effective, by_entropy))
    for stream in entry.seeds:
        value: Value = (SEEDED_BY_ENTROPY if by_entropy else SEEDED) if effective else UNKNOWN
        state.bind_global(stream_state(stream), value, node, "state")


def _from_entropy(node: ast.expr) -> bool:
    """Whether the seed is itself taken from the clock, the process or another draw."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call):
            dotted = ast.unparse(part.func)
            if (
                dotted.startswith(("time.", "os.", "datetime.", "random.", "np.random.", "secrets.", "uuid."))
                or dotted == "time"
            ):
                return True
    return False


def _make_generator(state: State, name: str, entry: Entry, arguments: Arguments, node: ast.Call) -> Value:
    spec = entry.generator
    assert spec is not None
    given = arguments.get(spec.seed.name or "", spec.seed.position)
    seeded = _is_given(given) or arguments.open_ended
    seeded_later = spec.seed.name is None and bool(spec.seeded_by)
    if not seeded and not seeded_later and not spec.wraps_generator:
        note_draw(state, name, "NDR202", GENERATOR_STREAM, node)
    return Object(entry.returns or "generator", name, arguments, given if given is not None else UNKNOWN)


def _make_estimator(state: State, name: str, entry: Entry, arguments: Arguments, node: ast.Call) -> Value:
    spec = entry.estimator
    assert spec is not None
    parameters = spec.parameters
    if len(arguments.positional) > len(parameters):
        return Object(
            "splitter" if spec.kind == "splitter" else "estimator", name
        )  # a call for another version of the library
    given = argument(arguments, spec.seed, parameters)
    kind = entry.returns or ("splitter" if spec.kind == "splitter" else "estimator")
    if _is_given(given):
        raises = holds(spec.raises_when, arguments, parameters, spec.defaults)
        useless = holds(spec.no_effect_when, arguments, parameters, spec.defaults)
        if (raises or useless) and not arguments.open_ended:
            state.events.append(IneffectiveSeed(state.site(node), state.call_site(), name, bool(raises)))
        for parameter in spec.seeds_argument:
            base = argument(arguments, parameter, parameters)
            if isinstance(base, Object) and base.made_at is not None:
                state.events.append(Settled(state.site(node), state.call_site(), base.made_at))
        return Object(kind, name, arguments)
    if (
        not arguments.open_ended
        and arguments.keywords.keys().isdisjoint(spec.other_seeds)
        and holds(spec.library_seed_when, arguments, parameters, spec.defaults) is True
    ):
        state.events.append(LibrarySeed(state.site(node), state.call_site(), name))
    random = holds(spec.random_when, arguments, parameters, spec.defaults)
    if random is not True or arguments.open_ended:
        return Object(kind, name, arguments)
    code = "NDR205" if spec.kind == "splitter" else "NDR204"
    if spec.stream is not None:
        note_draw(state, name, code, spec.stream, node, deferred=True)
    return Object(kind, name, arguments, UNSEEDED if code == "NDR204" else UNKNOWN, state.site(node))


def trains(name: str) -> bool:
    """Whether a method or function of that name fits something or loads weights."""
    table = knowledge.training()
    return name in _FITS or name in table.trains or name in table.loads_weights


def note_training(state: State, name: str, node: ast.Call) -> None:
    """Log that something is fitted, or that weights are loaded, by the name of the method or function."""
    table = knowledge.training()
    if name in _FITS or name in table.trains:
        state.events.append(Fit(state.site(node), state.call_site()))
    elif name in table.loads_weights:
        state.events.append(WeightsLoaded(state.site(node), state.call_site()))


def _is_within(node: ast.expr, displayed: ast.expr) -> bool:
    """Whether an expression that a cell displays is the call itself, or attributes and methods of its result."""
    while displayed is not node:
        if isinstance(displayed, ast.Call):
            displayed = displayed.func
        elif isinstance(displayed, (ast.Attribute, ast.Subscript)):
            displayed = displayed.value
        else:
            return False
    return True


def _looks_like_a_frame(arguments: Arguments, node: ast.Call) -> bool:
    """Whether an unknown receiver is surely a data frame, by the arguments or by the name that it has."""
    if not arguments.keywords.keys().isdisjoint(("frac", "n", "weights", "ignore_index")):
        return True
    owner = node.func.value if isinstance(node.func, ast.Attribute) else None
    return isinstance(owner, ast.Name) and bool(_FRAME_NAME.search(owner.id))


def note_method(
    state: State, receiver: Value, kind: str | None, name: str, arguments: Arguments, node: ast.Call
) -> None:
    """Log what a method draws, for receivers of a known type."""
    methods = knowledge.draws().methods.get(name)
    if methods is None:
        return
    for method in methods:
        if kind in method.receivers or (
            kind is None and "frame" in method.receivers and _looks_like_a_frame(arguments, node)
        ):
            given = argument(arguments, method.parameter, method.parameters)
            if _is_given(given) or arguments.open_ended:
                return
            if holds(method.when, arguments, method.parameters, method.defaults) is True:
                callee = f"{receiver.symbol or kind}.{name}" if isinstance(receiver, Object) else f".{name}"
                shown = method.code == "NDR206" and state.displayed is not None and _is_within(node, state.displayed)
                note_draw(state, callee, method.code, method.stream or GENERATOR_STREAM, node, shown_only=shown)
            return
