"""Follow calls: into the notebook's own functions, and to what the tables say of libraries."""

from __future__ import annotations

import ast

from mldebt_lab import knowledge
from mldebt_lab.dataflow import commands, files, library, ordering, randomness, texts
from mldebt_lab.dataflow.catalogue import Entry, look_up
from mldebt_lab.dataflow.events import Call, Mutation
from mldebt_lab.dataflow.expressions import Expressions
from mldebt_lab.dataflow.frames import Frame
from mldebt_lab.dataflow.operations import class_member
from mldebt_lab.dataflow.state import ANY_NAME, AnySource
from mldebt_lab.dataflow.values import (
    NONE,
    UNKNOWN,
    Arguments,
    Choice,
    Class,
    Constant,
    Function,
    Instance,
    Items,
    Method,
    Object,
    Symbol,
    Table,
    Text,
    Value,
    either,
)

_DEEPEST_CALL = 8
_MOST_STEPS = 600
"""Statements of called functions that are followed in one cell, so that a cell of nested calls stays cheap."""

NOTED_CALLS = frozenset(
    {
        "builtins.input",
        "builtins.raw_input",
        "builtins.breakpoint",
        "getpass.getpass",
        "pdb.set_trace",
        "ipdb.set_trace",
        "pdb.pm",
        "IPython.core.debugger.set_trace",
        "dill.load_session",
        "google.colab.files.upload",
        "sys.exit",
    }
)
_BINDS_ANYTHING = frozenset({"builtins.exec", "dill.load_session", "IPython.get_ipython.run_line_magic"})
_NAMESPACES = frozenset({"builtins.globals", "builtins.locals", "builtins.vars"})
_RUNS_AT_ONCE = frozenset({"apply", "applymap", "map", "pipe", "transform", "agg"})


class Calls(Expressions):
    """Evaluation of calls; a function's body is left to the subclass."""

    active: list[ast.AST]
    steps: int

    def run_body(self, body: list[ast.stmt]) -> bool:
        """Follow statements; True if they surely end in a return, raise, break or continue."""
        raise NotImplementedError

    def apply(self, callee: Value, arguments: Arguments, node: ast.Call) -> Value:
        """The value of a call, with what it does logged."""
        if isinstance(callee, Symbol):
            return self.call_symbol(callee.name, arguments, node)
        if isinstance(callee, Method):
            if callee.function is not None:
                return self._call_own_method(callee, callee.function, arguments, node)
            return self.call_method(callee, arguments, node)
        if isinstance(callee, Function):
            return self.call_function(callee, arguments, node)
        if isinstance(callee, Class):
            return self._instantiate(callee, arguments, node)
        if isinstance(callee, Choice):
            return either(*(self.apply(option, arguments, node) for option in callee.options[:6]))
        self._call_unknown("", arguments, node)
        return UNKNOWN

    # The notebook's own functions and classes

    def call_function(self, function: Function, arguments: Arguments, node: ast.expr) -> Value:
        """Follow the body of a function of the notebook with these arguments."""
        body = function.node
        self.called.add(id(body))
        if body in self.active or len(self.active) >= _DEEPEST_CALL or self.steps > _MOST_STEPS:
            return UNKNOWN
        saved = (self.frame, self.site_cell_id, self.outer_call, self.loop)
        self.loop = None
        if self.outer_call is None:
            self.outer_call = node
        self.site_cell_id = function.cell_id
        statements = None if isinstance(body, ast.Lambda) else body.body
        frame = Frame([self._parameters(function, arguments)], function.closure, body=statements or [])
        self.frame = frame
        self.active.append(body)
        try:
            if isinstance(body, ast.Lambda):
                return self.evaluate(body.body)
            self.run_body(body.body)
        finally:
            self.active.pop()
            self.frame, self.site_cell_id, self.outer_call, self.loop = saved
        self._last_frame = frame
        return either(*frame.returned) if frame.returned else NONE

    def _parameters(self, function: Function, arguments: Arguments) -> dict[str, Value]:
        spec = function.node.args
        names = [parameter.arg for parameter in (*spec.posonlyargs, *spec.args)]
        local: dict[str, Value] = dict.fromkeys(names, UNKNOWN)
        for name, default in zip(reversed(names), reversed(function.defaults), strict=False):
            local[name] = default if not arguments.open_ended else either(default, UNKNOWN)
        for parameter, keyword_default in zip(spec.kwonlyargs, function.keyword_defaults, strict=False):
            local[parameter.arg] = keyword_default if keyword_default is not None else UNKNOWN
        for name, value in zip(names, arguments.positional, strict=False):
            local[name] = value
        extra: dict[object, Value] = {}
        for name, value in arguments.keywords.items():
            if name in local:
                local[name] = value
            else:
                extra[name] = value
        if spec.vararg is not None:
            rest = arguments.positional[len(names) :]
            local[spec.vararg.arg] = UNKNOWN if arguments.open_ended else Items(tuple(rest), "tuple")
        if spec.kwarg is not None:
            local[spec.kwarg.arg] = Table(extra, not arguments.open_ended)
        return local

    def _call_own_method(self, method: Method, function: Function, arguments: Arguments, node: ast.Call) -> Value:
        given = Arguments(
            (method.receiver, *arguments.positional), arguments.keywords, arguments.open_ended, arguments.nodes
        )
        value = self.call_function(function, given, node)
        self._write_back(function, node)
        return value

    def _write_back(self, function: Function, node: ast.Call) -> None:
        """Bind the receiver anew when the method has changed its attributes."""
        changed = self._receiver_after(function)
        target = node.func.value if isinstance(node.func, ast.Attribute) else None
        if changed is None or not isinstance(target, ast.Name) or not isinstance(changed, Instance):
            return
        frame = self.frame
        if frame is not None and frame.lookup(target.id) is not None:
            frame.layers[-1][target.id] = changed
            return
        before = self.find(target.id)
        if before is not None and before.value is not changed:
            self.bind_global(target.id, changed, node, "mutation", before)

    def _receiver_after(self, function: Function) -> Value | None:
        parameters = (*function.node.args.posonlyargs, *function.node.args.args)
        frame = self._last_frame
        if not parameters or frame is None:
            return None
        self._last_frame = None
        return frame.lookup(parameters[0].arg)

    _last_frame: Frame | None = None

    def _instantiate(self, owner: Class, arguments: Arguments, node: ast.Call) -> Value:
        instance = Instance(owner, {})
        initializer = class_member(owner, "__init__")
        if isinstance(initializer, Function):
            given = Arguments(
                (instance, *arguments.positional), arguments.keywords, arguments.open_ended, arguments.nodes
            )
            self.call_function(initializer, given, node)
            made = self._receiver_after(initializer)
            return made if isinstance(made, Instance) else instance
        if arguments.keywords:  # dataclasses and named tuples take their fields
            return Instance(owner, dict(arguments.keywords))
        return instance

    # Libraries

    def call_symbol(self, name: str, arguments: Arguments, node: ast.Call) -> Value:
        """A call of a library function by its dotted name."""
        value = self._call_library(name, arguments, node)
        return ordering.note_call(self, name, arguments, node, value) if name in ordering.calls() else value

    def _call_library(self, name: str, arguments: Arguments, node: ast.Call) -> Value:
        model = library.MODELS.get(name)
        if model is not None:
            return model(arguments)
        name, entry = look_up(name)
        if name in NOTED_CALLS:
            self.events.append(Call(self.site(node), self.call_site(), name, arguments))
        if name in _BINDS_ANYTHING:
            self.bind_anything(node)
        if name in _NAMESPACES:
            return Object("namespace")
        self.run_callbacks(arguments, node, certain=False)
        files.note_settings_call(self, name, arguments, node)
        commands.note_call(self, name, arguments, node)
        if entry is None:
            owner, _, method = name.rpartition(".")
            files.note_possible_path(self, name, arguments, node)
            randomness.note_possible_seed(self, name, arguments, node)
            randomness.note_training(self, method, node)
            if owner.rpartition(".")[2][:1].isupper():  # a method of a class, called on the class
                files.note_method(self, UNKNOWN, None, method, arguments, node)
            return UNKNOWN
        return self._known(name, entry, arguments, node)

    def _known(self, name: str, entry: Entry, arguments: Arguments, node: ast.Call) -> Value:
        made = randomness.note_call(self, name, entry, arguments, node)
        about: Value = UNKNOWN
        for access in entry.accesses:
            about = files.note_access(self, name, access, arguments, node)
        if entry.mutates is not None:
            self._mutated_argument(name, entry, arguments, node)
        if made is not None:
            return made
        if entry.tuple_returns:
            if entry.tuple_returns == ("same",):
                kinds = [value if isinstance(value, Object) else UNKNOWN for value in arguments.positional]
                return Items(tuple(kind for kind in kinds for _ in range(2)), "tuple") if kinds else UNKNOWN
            return Items(tuple(Object(kind) for kind in entry.tuple_returns), "tuple")
        if entry.returns is not None:
            if entry.returns == "path":
                return texts.to_path(arguments.positional[0]) if arguments.positional else UNKNOWN
            return Object(entry.returns, name, arguments, about)
        if entry.accesses:
            return Object("file", name, None, about) if name.endswith("open") else UNKNOWN
        return UNKNOWN

    def call_method(self, method: Method, arguments: Arguments, node: ast.Call) -> Value:
        """A call of a method on a value that is no object of the notebook's own classes."""
        receiver, name = method.receiver, method.name
        result: Value | None = None
        if isinstance(receiver, Text):
            result = texts.text_method(receiver, name, arguments)
            if result is not None:
                return result
        elif isinstance(receiver, (Items, Table)):
            result = library.container_method(receiver, name, arguments)
        elif isinstance(receiver, Choice):
            return either(*(self.call_method(Method(option, name), arguments, node) for option in receiver.options[:8]))
        kind = type_of(receiver)
        certain = name in _RUNS_AT_ONCE and kind in ("frame", "series", "groupby")
        self.run_callbacks(arguments, node, certain=certain)
        self._mutated_receiver(receiver, kind, name, arguments, node)
        randomness.note_training(self, name, node)
        randomness.note_method(self, receiver, kind, name, arguments, node)
        found_file = files.note_method(self, receiver, kind, name, arguments, node)
        if not found_file and kind is None:
            files.note_possible_path(self, f".{name}", arguments, node)
        if result is not None:
            return result
        if kind == "path" and name in knowledge.ordering().listing_methods:
            return ordering.listed(self, node)
        if kind is not None:
            given = knowledge.types().methods.get(kind, {}).get(name)
            if given is not None:
                return receiver if given in ("same", kind) and isinstance(receiver, Object) else Object(given)
        return UNKNOWN

    def _call_unknown(self, name: str, arguments: Arguments, node: ast.Call) -> None:
        self.run_callbacks(arguments, node, certain=False)
        if isinstance(node.func, ast.Name):
            name = node.func.id
            randomness.note_possible_seed(self, name, arguments, node)
        files.note_possible_path(self, name, arguments, node)

    def run_callbacks(self, arguments: Arguments, node: ast.Call, *, certain: bool) -> None:
        """Follow functions of the notebook that are passed to a call, as that call may run them."""
        for value in arguments.positional:
            if isinstance(value, (Function, Method)):
                self._run_callback(value, node, certain)
        for value in arguments.keywords.values():
            if isinstance(value, (Function, Method)):
                self._run_callback(value, node, certain)

    def _run_callback(self, value: Function | Method, node: ast.Call, certain: bool) -> None:
        function = value if isinstance(value, Function) else value.function
        if function is None:
            return
        receiver = (value.receiver,) if isinstance(value, Method) else ()
        self.guarded += not certain
        self.call_function(function, Arguments(receiver, {}, True), node)
        self.guarded -= not certain

    # Changes in place

    def _mutated_receiver(
        self, receiver: Value, kind: str | None, name: str, arguments: Arguments, node: ast.Call
    ) -> None:
        table = knowledge.mutation()
        again = table.in_place.get(kind, {}).get(name) if kind is not None else table.distinctive.get(name)
        if again is None and name in table.inplace_parameter and kind in (None, "frame", "series"):
            inplace = arguments.keywords.get("inplace")
            if isinstance(inplace, Constant) and inplace.value is True:
                pure = table.pure_methods.get("frame", {}).get(name)
                again = pure.again if pure is not None else "changes"
        if again is None or not isinstance(node.func, ast.Attribute):
            return
        changed = library.changed_container(receiver, name, arguments)
        if self.loop is not None and name in ordering.ADDS_ELEMENTS:
            changed = ordering.collected(self.loop, node.func.value, changed)
        self.mutate(node.func.value, changed, name, again == "same", node)

    def _mutated_argument(self, name: str, entry: Entry, arguments: Arguments, node: ast.Call) -> None:
        spec = entry.mutates
        if spec is None or spec.position is None or spec.position >= len(arguments.nodes):
            return
        self.mutate(arguments.nodes[spec.position], UNKNOWN, name, False, node)

    def mutate(self, target: ast.expr, value: Value, method: str, repeatable: bool, node: ast.expr | ast.stmt) -> None:
        """Log that the object behind ``target`` is changed, and give its name the new value."""
        root = target
        while isinstance(root, (ast.Attribute, ast.Subscript)):
            root = root.value
        if not isinstance(root, ast.Name):
            return
        frame = self.frame
        while frame is not None:
            if frame.lookup(root.id) is not None and root.id not in frame.declared_global:
                if root is target and frame is self.frame:
                    frame.layers[-1][root.id] = value
                return
            frame = frame.enclosing
        before = self.find(root.id)
        if before is None or before.kind == "deleted" or isinstance(before.value, Symbol):
            return
        if root is not target:
            value = before.value
        self.events.append(Mutation(self.site(node), self.call_site(), root.id, method, before, repeatable))
        self.bind_global(root.id, value, node, "mutation", before)

    def bind_anything(self, node: ast.expr | ast.stmt, names: frozenset[str] | None = None) -> None:
        """From here on any name may be bound (or those ``names``), by something that cannot be followed."""
        before = self.find(ANY_NAME)
        known = before.value if before is not None else None
        if isinstance(known, AnySource):
            value = AnySource(known.open_ended or names is None, known.names | (names or frozenset()), known.modules)
        else:
            value = AnySource(names is None, names or frozenset(), ())
        self.bind_global(ANY_NAME, value, node, "state", before)


def type_of(value: Value) -> str | None:
    """The light type of a value; None when nothing is known of it."""
    if isinstance(value, Object):
        return value.type or None
    if isinstance(value, Items):
        return value.kind
    if isinstance(value, Table):
        return "dict"
    if isinstance(value, Text):
        return "path" if value.is_path else "str"
    if isinstance(value, Constant):
        return "constant"
    return None


__all__ = ["Calls", "type_of"]
