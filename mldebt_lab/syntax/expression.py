"""Parse one expression on its own."""

from __future__ import annotations

import ast
import warnings


def parse_expression(text: str) -> ast.expr | None:
    """The expression that a text is; None if it is none. It may go on in lines of another indentation."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(f"({text}\n)", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
