"""Whether a template of nbconvert has a place for the box of its own."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import TemplateNotFound

NAME = "mldebt_box"
"""Of the block in templates, and of the box among nbconvert's resources."""

_REFERENCES = re.compile(r"[%*][-+]?\s*(?:extends|include|import|from)\s+['\"]([^'\"]+)['\"]")
"""Jinja's, between the signs that nbconvert gives it for HTML and for LaTeX."""


def places_box(exporter: Any) -> bool:
    """Whether the exporter's template, or one that it is built on, speaks of the box."""
    environment = exporter.environment
    waiting, seen = [str(exporter.template.name)], set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            source, _, _ = environment.loader.get_source(environment, name)
        except TemplateNotFound:
            continue  # of no concern here: nbconvert will say so
        if NAME in source:
            return True
        waiting += _REFERENCES.findall(source)
    return False
