"""Change the arguments of a call in its text, and prove by parsing it again that nothing else has changed."""

from __future__ import annotations

import ast
import copy
import re
from typing import Any

from mldebt_lab.finding import FixOperation
from mldebt_lab.fixes.source_text import SourceText
from mldebt_lab.syntax.expression import parse_expression

_BLANK_OR_COMMENT = re.compile(r"(?:\s|\\\r?\n|#[^\r\n]*)*")


class CallText:
    """The text of one call. Every method gives the operation that makes the change, or None if it cannot be made."""

    def __init__(self, source: SourceText, call: ast.Call) -> None:
        self._source = source
        self._call = call
        self._start, self._end = source.bounds(call)
        self._arguments: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]

    def add_keyword(self, name: str, value: str) -> FixOperation | None:
        """Pass ``name=value`` behind the other arguments."""
        changed = self._copy()
        changed.keywords.append(ast.keyword(name, _constant(value)))
        return self._append(f"{name}={value}", changed)

    def add_positional(self, value: str) -> FixOperation | None:
        """Pass a value to a call without arguments."""
        if self._call.args or self._call.keywords:
            return None
        changed = self._copy()
        changed.args.append(_constant(value))
        return self._append(value, changed)

    def replace_argument(self, argument: ast.expr, value: str) -> FixOperation | None:
        """Pass another value for an argument."""
        changed = self._copy()
        for number, node in enumerate(self._call.args):
            if node is argument:
                changed.args[number] = _constant(value)
        for number, keyword in enumerate(self._call.keywords):
            if keyword.value is argument:
                changed.keywords[number] = ast.keyword(keyword.arg, _constant(value))
        return self._checked(*self._source.bounds(argument), value, changed)

    def remove_keyword(self, keyword: ast.keyword) -> FixOperation | None:
        """Take a keyword argument out, together with one of the commas around it."""
        source = self._source.source
        start, end = self._source.bounds(keyword)
        end = self._closed(end)
        others = [self._source.bounds(node) for node in self._arguments if node is not keyword]
        before = [self._closed(last) for _, last in others if last <= start]
        after = [first for first, _ in others if first >= end]
        if before:
            start = max(before)
        elif after:
            end = min(after)
        else:
            comma = _BLANK_OR_COMMENT.match(source, end)
            if comma is not None and source[comma.end()] == ",":
                end = comma.end() + 1
        if "#" in source[start:end]:
            return None  # a comment would be lost
        changed = self._copy()
        changed.keywords = [
            copied for node, copied in zip(self._call.keywords, changed.keywords, strict=True) if node is not keyword
        ]
        return self._checked(start, end, "", changed)

    def _append(self, text: str, changed: ast.Call) -> FixOperation | None:
        source = self._source.source
        arguments = self._arguments
        if not arguments:
            opening = self._opening()
            return None if opening is None else self._checked(opening, opening, text, changed)
        last = max(self._source.bounds(node)[1] for node in arguments)
        end = self._closed(last)
        comma = _BLANK_OR_COMMENT.match(source, end)
        assert comma is not None  # it matches the empty text
        trailing = source[comma.end()] == ","
        separator = self._separator(max(self._source.bounds(node)[0] for node in arguments), end, trailing)
        if trailing:
            at = comma.end() + 1
            closing = "," if "\n" in separator or "\r" in separator else ""
            return self._checked(at, at, f"{separator}{text}{closing}", changed)
        return self._checked(end, end, f",{separator}{text}", changed)

    def _separator(self, start: int, end: int, trailing: bool) -> str:
        """What stands between the last argument and a new one: a line of its own where arguments have their own."""
        source = self._source.source
        line_start, _ = self._source.line_bounds(start)
        indent = source[line_start:start]
        _, line_end = self._source.line_bounds(end)
        rest = source[end:line_end].strip()
        if indent.strip() or line_start <= self._start or rest != ("," if trailing else ""):
            return " "
        return self._source.line_end + indent

    def _opening(self) -> int | None:
        """Where the arguments of a call without any begin: behind its parenthesis."""
        source = self._source.source
        at = self._source.bounds(self._call.func)[1]
        while at < self._end:
            blank = _BLANK_OR_COMMENT.match(source, at)
            at = blank.end() if blank is not None else at
            if source[at : at + 1] == "(":
                return at + 1
            if source[at : at + 1] != ")":
                return None
            at += 1
        return None

    def _closed(self, at: int) -> int:
        """Where an argument ends with the parentheses around it."""
        source = self._source.source
        while True:
            blank = _BLANK_OR_COMMENT.match(source, at)
            following = blank.end() if blank is not None else at
            if following >= self._end - 1 or source[following] != ")":
                return at
            at = following + 1

    def _copy(self) -> ast.Call:
        call = copy.copy(self._call)
        call.args, call.keywords = list(call.args), list(call.keywords)
        return call

    def _checked(self, start: int, end: int, text: str, expected: ast.Call) -> FixOperation | None:
        """The replacement, if the text then says what is expected, and said what the tree says before."""
        source = self._source.source
        if not self._start <= start <= end <= self._end:
            return None
        before = source[self._start : self._end]
        after = source[self._start : start] + text + source[end : self._end]
        if not _says(before, self._call) or not _says(after, expected):
            return None
        return self._source.replacement(start, end, text)


def _says(text: str, expected: ast.expr) -> bool:
    found = parse_expression(text)
    return found is not None and _are_alike(found, expected)


def _are_alike(one: ast.expr, other: ast.expr) -> bool:
    """Whether two trees are the same but for where they stand (as their ``ast.dump`` would be, but sooner)."""
    pending: list[tuple[Any, Any]] = [(one, other)]
    while pending:
        left, right = pending.pop()
        if type(left) is not type(right):
            return False
        if isinstance(left, ast.AST):
            pending += [(getattr(left, name, None), getattr(right, name, None)) for name in left._fields]
        elif isinstance(left, list):
            if len(left) != len(right):
                return False
            pending += zip(left, right, strict=True)
        elif left != right or (isinstance(left, (float, complex)) and repr(left) != repr(right)):  # 0.0 and -0.0
            return False
    return True


def _constant(text: str) -> ast.expr:
    return ast.Constant(ast.literal_eval(text))
