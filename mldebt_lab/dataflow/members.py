"""Follow attributes and subscripts: what a part of a value is."""

from __future__ import annotations

import ast

from mldebt_lab.dataflow import ordering, texts
from mldebt_lab.dataflow.operations import NOT_CONSTANT, class_member, constant_of, is_mask, sliced
from mldebt_lab.dataflow.state import State
from mldebt_lab.dataflow.values import (
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
    map_options,
    symbol,
)
from mldebt_lab.knowledge import types as type_table

_SUBSCRIPT_FORMS: dict[type[ast.expr], str] = {
    ast.List: "list",
    ast.Slice: "slice",
    ast.Compare: "mask",
    ast.Tuple: "tuple",
}


class Members(State):
    """Evaluation of attributes and subscripts."""

    def evaluate(self, node: ast.expr) -> Value:
        """The value of an expression."""
        raise NotImplementedError

    def call_function(self, function: Function, arguments: Arguments, node: ast.expr) -> Value:
        """The value of a call of a function of the notebook."""
        raise NotImplementedError

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
        if isinstance(value, (Items, Object)):
            ordering.note_element(self, value, key, node)
        if isinstance(value, Choice):
            return either(*(self._element(option, key, node) for option in value.options))
        return map_options(key, lambda one: self._element(value, one, node))

    def _element(self, value: Value, key: Value, node: ast.Subscript) -> Value:
        if isinstance(value, Table):
            plain = constant_of(key)
            if plain is not NOT_CONSTANT:
                return value.entries.get(plain, UNKNOWN)
            return UNKNOWN
        if isinstance(value, Items) and isinstance(key, Constant) and isinstance(key.value, int):
            return value.items[key.value] if -len(value.items) <= key.value < len(value.items) else UNKNOWN
        if isinstance(value, Items) and isinstance(node.slice, ast.Slice):
            return sliced(value, node.slice)
        if isinstance(value, Object):
            forms = type_table().subscripts.get(value.type)
            if forms is None:
                return UNKNOWN
            form = _SUBSCRIPT_FORMS.get(type(node.slice))
            if form is None and is_mask(node.slice):
                form = "mask"
            if form is None:
                form = (
                    "str"
                    if isinstance(key, Text)
                    else "int"
                    if isinstance(key, Constant)
                    else "mask"
                    if isinstance(key, Object)
                    else ""
                )
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


def _expression(node: ast.AST) -> ast.expr:
    return (
        node
        if isinstance(node, ast.expr)
        else ast.Name("", ast.Load(), lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)
    )
