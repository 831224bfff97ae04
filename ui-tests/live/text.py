"""Small conversions between Python and the page."""

from __future__ import annotations

import json
import re
from typing import Any


def pattern(word: str, *, escape: bool = True) -> re.Pattern[str]:
    """A pattern that finds a whole word, as in a list of classes."""
    return re.compile(rf"(^|\s){re.escape(word) if escape else word}(\s|$)")


def js(value: Any) -> str:
    """A value as JSON.stringify writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
