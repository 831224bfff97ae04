"""Follow expressions: what they read, and what value they have."""

from __future__ import annotations

import ast
from collections.abc import Callable

from mldebt_lab.dataflow import texts
from mldebt_lab.dataflow.frames import Frame
from mldebt_lab.dataflow.state import State
from mldebt_lab.dataflow.values import (
    FALSE,
    NONE,
    TRUE,
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
    Origin,
    Symbol,
    Table,
    Text,
    Value,
    either,
    map_options,
    symbol,
    truth,
)
from mldebt_lab.knowledge import types as type_table

_MOST_ELEMENTS = 200
_MASK_METHODS = frozenset({"isin", "isna", "isnull", "notna", "notnull", "between", "eq", "ne", "lt", "gt", "le", "ge", "contains", "startswith", "endswith", "duplicated"})
_SUBSCRIPT_FORMS: dict[type[ast.expr], str] = {ast.List: "list", ast.Slice: "slice", ast.Compare: "mask", ast.Tuple: "tuple"}


class Expressions(State):
    """Evaluation of expressions; calls are left to the subclass."""

    def apply(self, callee: Value, arguments: Arguments, node: ast.Call) -> Value:
        """The value of a call."""
        raise NotImplementedError

    def call_function(self, function: Function, arguments: Arguments, node: ast.expr) -> Value:
        """The value of a call of a function of the notebook."""
        raise NotImplementedError

    def evaluate(self, node: ast.expr) -> Value:
        """The value of an expression."""
        handler = _HANDLERS.get(type(node))
        return UNKNOWN if handler is None else handler(self, node)

    def name(self, node: ast.Name) -> Value:
        return self.read_name(node)

    def constant(self, node: ast.Constant) -> Value:
        value = node.value
        if value is None:
            return NONE
        if value is True:
            return TRUE
        if value is False:
            return FALSE
        if isinstance(value, str):
            return Text(value, True, Origin(self.site_cell_id, node))
        return Constant(value)

    def joined_string(self, node: ast.JoinedStr) -> Value:
        parts: list[Value] = []
        for part in node.values:
            if isinstance(part, ast.Constant):
                parts.append(Text(str(part.value)))
            elif isinstance(part, ast.FormattedValue):
                value = self.evaluate(part.value)
                if part.format_spec is not None:
                    self.evaluate(part.format_spec)
                    value = UNKNOWN
                elif part.conversion not in (-1, 115):
                    value = UNKNOWN
                parts.append(map_options(value, _formatted))
        return texts.chain(parts, Text("", True, Origin(self.site_cell_id, node)))

    def formatted_value(self, node: ast.FormattedValue) -> Value:
        self.evaluate(node.value)
        return UNKNOWN

    def binary(self, node: ast.BinOp) -> Value:
        spine: list[ast.BinOp] = [node]
        left: ast.expr = node.left
        while isinstance(left, ast.BinOp):  # long chains of "+" would be deep recursion
            spine.append(left)
            left = left.left
        value = self.evaluate(left)
        for link in reversed(spine):
            value = self._operate(link, value, self.evaluate(link.right))
        return value

    def _operate(self, node: ast.BinOp, left: Value, right: Value) -> Value:
        operator = node.op
        if isinstance(operator, ast.Add):
            if isinstance(left, Items) and isinstance(right, Items):
                return Items(left.items + right.items, left.kind) if len(left.items) + len(right.items) < _MOST_ELEMENTS else UNKNOWN
            if isinstance(left, Items) and isinstance(right, Symbol):  # ["lib"] + sys.path
                return left
            if isinstance(left, (Text, Choice)) or isinstance(right, Text):
                return texts.concat(left, right)
        elif isinstance(operator, ast.Div):
            return map_options(left, lambda one: map_options(right, lambda other: _divided(one, other)))
        elif isinstance(operator, ast.Mod):
            if isinstance(left, Text):
                return texts.percent(left, right)
        if isinstance(left, Constant) and isinstance(right, Constant):
            return _arithmetic(operator, left.value, right.value)
        if isinstance(left, Object) and left.type in ("frame", "series", "array"):
            return left
        if isinstance(right, Object) and right.type in ("frame", "series", "array"):
            return right
        return UNKNOWN

    def boolean(self, node: ast.BoolOp) -> Value:
        values = [self.evaluate(node.values[0])]
        self.uncertain += 1
        is_or = isinstance(node.op, ast.Or)
        assumed = self.assumed
        if not is_or:
            self.assumed = assumed | names_checked(node.values[0])
        for operand in node.values[1:]:
            known = truth(values[-1])
            if known is not None and known is is_or:
                break
            values.append(self.evaluate(operand))
        self.assumed = assumed
        self.uncertain -= 1
        if is_or:
            values = [value for value in values[:-1] if truth(value) is not False] + values[-1:]
            return either(*values)
        known_all = [truth(value) for value in values]
        if False in known_all:
            return FALSE
        return values[-1] if None not in known_all else UNKNOWN

    def unary(self, node: ast.UnaryOp) -> Value:
        value = self.evaluate(node.operand)
        if isinstance(node.op, ast.Not):
            known = truth(value)
            return UNKNOWN if known is None else (FALSE if known else TRUE)
        if isinstance(value, Constant) and isinstance(node.op, ast.USub) and isinstance(value.value, (int, float)):
            return Constant(-value.value)
        return value if isinstance(value, Object) else UNKNOWN

    def compare(self, node: ast.Compare) -> Value:
        left = self.evaluate(node.left)
        rights = [self.evaluate(comparator) for comparator in node.comparators]
        if len(rights) == 1:
            return _compared(node.ops[0], left, rights[0])
        return UNKNOWN

    def call(self, node: ast.Call) -> Value:
        function = node.func
        callee = self.attribute(function) if isinstance(function, ast.Attribute) else self.evaluate(function)
        return self.apply(callee, self.arguments(node), node)

    def arguments(self, node: ast.Call) -> Arguments:
        """The evaluated arguments of a call."""
        positional: list[Value] = []
        keywords: dict[str, Value] = {}
        open_ended = False
        nodes = node.args
        for argument in nodes:
            if isinstance(argument, ast.Starred):
                value = self.evaluate(argument.value)
                if isinstance(value, Items):
                    positional.extend(value.items)
                else:
                    open_ended = True
            else:
                positional.append(self.evaluate(argument))
        for keyword in node.keywords:
            value = self.evaluate(keyword.value)
            if keyword.arg is not None:
                keywords[keyword.arg] = value
            elif isinstance(value, Table) and value.complete:
                keywords.update({key: entry for key, entry in value.entries.items() if isinstance(key, str)})
            else:
                open_ended = True
        return Arguments(tuple(positional), keywords, open_ended, tuple(nodes))

    def attribute(self, node: ast.Attribute) -> Value:
        names: list[str] = []
        base: ast.expr = node
        while isinstance(base, ast.Attribute):  # long chains would be deep recursion
            names.append(base.attr)
            base = base.value
        value = self.evaluate(base)
        for name in reversed(names):
            value = self.member(value, name)
        return value

    def member(self, value: Value, name: str) -> Value:
        """``value.name``."""
        if isinstance(value, Symbol):
            return symbol(f"{value.name}.{name}")
        if isinstance(value, Text) and value.is_path and name in texts.PATH_PROPERTIES:
            return texts.PATH_PROPERTIES[name](value)
        if isinstance(value, Text) and value.is_path and name == "parents":
            return Method(value, "parents")
        if isinstance(value, Instance):
            return self._instance_member(value, name)
        if isinstance(value, Class):
            found = class_member(value, name)
            if isinstance(found, Function) and found.kind == "classmethod":
                return Method(value, name, found)
            return found if found is not None else UNKNOWN
        if isinstance(value, Object):
            kind = type_table().attributes.get(value.type, {}).get(name)
            if kind is not None:
                return value if kind in ("same", value.type) else Object(kind)
        if isinstance(value, Method) and isinstance(value.receiver, Object) and value.receiver.type == "frame":
            return self.member(Object("series"), name)  # a column, read as an attribute
        if isinstance(value, Choice):
            return either(*(self.member(option, name) for option in value.options))
        return Method(value, name)

    def _instance_member(self, value: Instance, name: str) -> Value:
        if name in value.attributes:
            return value.attributes[name]
        found = class_member(value.of, name) if value.of is not None else None
        if isinstance(found, Function):
            if found.kind == "staticmethod":
                return found
            method = Method(value, name, found)
            if found.kind == "property":
                return self.call_function(found, Arguments((value,)), _expression(found.node))
            return method
        return found if found is not None else Method(value, name)

    def subscript(self, node: ast.Subscript) -> Value:
        value = self.evaluate(node.value)
        key = self.evaluate(node.slice)
        if isinstance(value, Choice):
            return either(*(self._element(option, key, node) for option in value.options))
        return map_options(key, lambda one: self._element(value, one, node))

    def _element(self, value: Value, key: Value, node: ast.Subscript) -> Value:
        if isinstance(value, Table):
            plain = constant_of(key)
            if plain is not _NOT_CONSTANT:
                return value.entries.get(plain, UNKNOWN)
            return UNKNOWN
        if isinstance(value, Items) and isinstance(key, Constant) and isinstance(key.value, int):
            return value.items[key.value] if -len(value.items) <= key.value < len(value.items) else UNKNOWN
        if isinstance(value, Items) and isinstance(node.slice, ast.Slice):
            return _sliced(value, node.slice)
        if isinstance(value, Object):
            forms = type_table().subscripts.get(value.type)
            if forms is None:
                return UNKNOWN
            form = _SUBSCRIPT_FORMS.get(type(node.slice))
            if form is None and _is_mask(node.slice):
                form = "mask"
            if form is None:
                form = "str" if isinstance(key, Text) else "int" if isinstance(key, Constant) else "mask" if isinstance(key, Object) else ""
            kind = forms.get(form)
            return UNKNOWN if kind is None else value if kind in ("same", value.type) else Object(kind)
        if isinstance(value, Method) and isinstance(value.receiver, Object):
            return value.receiver if value.name in ("loc", "iloc") else UNKNOWN
        if isinstance(value, Method) and value.name == "parents" and isinstance(value.receiver, Text):
            return self._ancestor(value.receiver, key)
        return UNKNOWN

    def _ancestor(self, path: Text, key: Value) -> Value:
        result: Value = path
        if not isinstance(key, Constant) or not isinstance(key.value, int) or not 0 <= key.value < 20:
            return UNKNOWN
        for _ in range(key.value + 1):
            result = texts.parent(result) if isinstance(result, Text) else UNKNOWN
        return result

    def elements(self, node: ast.List | ast.Tuple | ast.Set) -> Value:
        kind = type(node).__name__.lower()
        values: list[Value] = []
        known = True
        for element in node.elts:
            if isinstance(element, ast.Starred):
                value = self.evaluate(element.value)
                if isinstance(value, Items):
                    values.extend(value.items)
                else:
                    known = False
            else:
                values.append(self.evaluate(element))
        return Items(tuple(values), kind) if known and len(values) <= _MOST_ELEMENTS else UNKNOWN

    def dictionary(self, node: ast.Dict) -> Value:
        entries: dict[object, Value] = {}
        complete = True
        for key_node, value_node in zip(node.keys, node.values, strict=True):
            value = self.evaluate(value_node)
            if key_node is None:
                if isinstance(value, Table):
                    entries.update(value.entries)
                    complete = complete and value.complete
                else:
                    complete = False
                continue
            key = constant_of(self.evaluate(key_node))
            if key is _NOT_CONSTANT:
                complete = False
            else:
                entries[key] = value
        return Table(entries, complete) if len(entries) <= _MOST_ELEMENTS else UNKNOWN

    def conditional(self, node: ast.IfExp) -> Value:
        known = truth(self.evaluate(node.test))
        if known is not None:
            return self.evaluate(node.body if known else node.orelse)
        self.uncertain += 1
        assumed = self.assumed
        self.assumed = assumed | names_checked(node.test)
        first = self.evaluate(node.body)
        self.assumed = assumed
        second = self.evaluate(node.orelse)
        self.uncertain -= 1
        return either(first, second)

    def lambda_(self, node: ast.Lambda) -> Value:
        return Function(
            node,
            self.site_cell_id,
            self.frame,
            tuple(self.evaluate(default) for default in node.args.defaults),
            tuple(self.evaluate(default) if default is not None else None for default in node.args.kw_defaults),
        )

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> Value:
        generators = node.generators
        first = self.evaluate(generators[0].iter)
        self.frame = Frame([{}], self.frame, body=None, assigned=frozenset())
        for index, generator in enumerate(generators):
            value = first if index == 0 else self.evaluate(generator.iter)
            self.assign(generator.target, one_of(value))
            self.uncertain += 1
            for condition in generator.ifs:
                self.evaluate(condition)
        element = self.evaluate(node.elt)
        self.uncertain -= len(generators)
        self.frame = self.frame.enclosing
        if isinstance(element, Choice):
            return Items(element.options)
        return Items((element,)) if isinstance(element, Text) else UNKNOWN

    def dict_comprehension(self, node: ast.DictComp) -> Value:
        first = self.evaluate(node.generators[0].iter)
        self.frame = Frame([{}], self.frame, body=None, assigned=frozenset())
        for index, generator in enumerate(node.generators):
            self.assign(generator.target, one_of(first if index == 0 else self.evaluate(generator.iter)))
            self.uncertain += 1
            for condition in generator.ifs:
                self.evaluate(condition)
        self.evaluate(node.key)
        self.evaluate(node.value)
        self.uncertain -= len(node.generators)
        self.frame = self.frame.enclosing
        return UNKNOWN

    def assign(self, target: ast.expr, value: Value) -> None:
        """Bind a target to a value."""
        raise NotImplementedError

    def named(self, node: ast.NamedExpr) -> Value:
        value = self.evaluate(node.value)
        self.assign(node.target, value)
        return value

    def awaited(self, node: ast.Await | ast.YieldFrom | ast.Starred) -> Value:
        return self.evaluate(node.value)

    def yielded(self, node: ast.Yield) -> Value:
        if node.value is not None:
            value = self.evaluate(node.value)
            if self.frame is not None:
                self.frame.returned.append(Items((value,)))
        return UNKNOWN

    def slice_(self, node: ast.Slice) -> Value:
        for part in (node.lower, node.upper, node.step):
            if part is not None:
                self.evaluate(part)
        return UNKNOWN


_NOT_CONSTANT = object()


def constant_of(value: Value) -> object:
    """The Python value of a constant, for use as a key; ``_NOT_CONSTANT`` when it is not known."""
    if isinstance(value, Text) and value.complete and not value.is_path:
        return value.text
    if isinstance(value, Constant) and not isinstance(value.value, complex):
        return value.value
    return _NOT_CONSTANT


def one_of(value: Value) -> Value:
    """An element of a value that is iterated over."""
    if isinstance(value, Items):
        return either(*value.items) if value.items else UNKNOWN
    if isinstance(value, Table):
        keys = [Text(key) if isinstance(key, str) else Constant(key) for key in value.entries]
        return either(*keys) if keys else UNKNOWN
    if isinstance(value, Choice):
        return either(*(one_of(option) for option in value.options))
    return UNKNOWN


def class_member(owner: Class, name: str) -> Value | None:
    """An attribute of a class, its bases included."""
    if name in owner.attributes:
        return owner.attributes[name]
    for base in owner.bases:
        if isinstance(base, Class):
            found = class_member(base, name)
            if found is not None:
                return found
    return None


def names_checked(test: ast.expr) -> frozenset[str]:
    """The names of which a condition such as ``"x" in globals()`` makes sure that they are bound."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        return frozenset().union(*(names_checked(value) for value in test.values))
    if (
        isinstance(test, ast.Compare)
        and isinstance(test.left, ast.Constant)
        and isinstance(test.left.value, str)
        and isinstance(test.ops[0], ast.In)
        and isinstance(test.comparators[0], ast.Call)
        and isinstance(test.comparators[0].func, ast.Name)
        and test.comparators[0].func.id in ("globals", "locals", "vars", "dir")
    ):
        return frozenset({test.left.value})
    return frozenset()


def _is_mask(key: ast.expr) -> bool:
    """Whether a subscript surely selects rows by a condition."""
    if isinstance(key, ast.BinOp):
        return isinstance(key.op, (ast.BitAnd, ast.BitOr))
    if isinstance(key, ast.UnaryOp):
        return isinstance(key.op, ast.Invert)
    return isinstance(key, ast.Call) and isinstance(key.func, ast.Attribute) and key.func.attr in _MASK_METHODS


def _expression(node: ast.AST) -> ast.expr:
    return node if isinstance(node, ast.expr) else ast.Name("", ast.Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)


def _formatted(value: Value) -> Value:
    if isinstance(value, Text):
        return Text(value.text, value.complete, value.origin)
    return value


def _divided(left: Value, right: Value) -> Value:
    if isinstance(left, Text) and left.is_path:
        return texts.join_path((left, right), as_path=True)
    if isinstance(right, Text) and right.is_path and isinstance(left, Text):
        return texts.join_path((left, right), as_path=True)
    return UNKNOWN


def _arithmetic(operator: ast.operator, left: object, right: object) -> Value:
    if isinstance(left, bool) or isinstance(right, bool) or not isinstance(left, (int, float)) or not isinstance(right, (int, float)):
        return UNKNOWN
    if abs(left) > 1e9 or abs(right) > 1e9:
        return UNKNOWN
    if isinstance(operator, ast.Add):
        return Constant(left + right)
    if isinstance(operator, ast.Sub):
        return Constant(left - right)
    if isinstance(operator, ast.Mult):
        return Constant(left * right)
    if right and isinstance(operator, ast.Div):
        return Constant(left / right)
    if right and isinstance(operator, ast.FloorDiv):
        return Constant(left // right)
    return UNKNOWN


def _compared(operator: ast.cmpop, left: Value, right: Value) -> Value:
    one, other = constant_of(left), constant_of(right)
    if one is _NOT_CONSTANT or other is _NOT_CONSTANT:
        return UNKNOWN
    if isinstance(operator, (ast.Eq, ast.Is)):
        return TRUE if one == other else FALSE
    if isinstance(operator, (ast.NotEq, ast.IsNot)):
        return TRUE if one != other else FALSE
    return UNKNOWN


def _sliced(value: Items, part: ast.Slice) -> Value:
    bounds: list[int | None] = []
    for bound in (part.lower, part.upper, part.step):
        if bound is None:
            bounds.append(None)
        elif isinstance(bound, ast.Constant) and isinstance(bound.value, int):
            bounds.append(bound.value)
        else:
            return UNKNOWN
    if bounds[2] == 0:
        return UNKNOWN
    return Items(value.items[bounds[0] : bounds[1] : bounds[2]], value.kind)


_HANDLERS: dict[type[ast.expr], Callable[[Expressions, ast.expr], Value]] = {  # type: ignore[assignment]  # each takes its own node
    ast.Name: Expressions.name,
    ast.Constant: Expressions.constant,
    ast.JoinedStr: Expressions.joined_string,
    ast.FormattedValue: Expressions.formatted_value,
    ast.BinOp: Expressions.binary,
    ast.BoolOp: Expressions.boolean,
    ast.UnaryOp: Expressions.unary,
    ast.Compare: Expressions.compare,
    ast.Call: Expressions.call,
    ast.Attribute: Expressions.attribute,
    ast.Subscript: Expressions.subscript,
    ast.List: Expressions.elements,
    ast.Tuple: Expressions.elements,
    ast.Set: Expressions.elements,
    ast.Dict: Expressions.dictionary,
    ast.IfExp: Expressions.conditional,
    ast.Lambda: Expressions.lambda_,
    ast.ListComp: Expressions.comprehension,
    ast.SetComp: Expressions.comprehension,
    ast.GeneratorExp: Expressions.comprehension,
    ast.DictComp: Expressions.dict_comprehension,
    ast.NamedExpr: Expressions.named,
    ast.Await: Expressions.awaited,
    ast.YieldFrom: Expressions.awaited,
    ast.Starred: Expressions.awaited,
    ast.Yield: Expressions.yielded,
    ast.Slice: Expressions.slice_,
}
