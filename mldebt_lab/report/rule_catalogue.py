"""What the rules say of themselves, as the panel's "why" and "how to fix" show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from mldebt_lab.rules.base import Rule


def encode_catalogue(rules: Iterable[type[Rule]]) -> bytes:
    """The rules as JSON in UTF-8: ``{"rules": [...]}``. Their examples are in the cell notation."""
    return msgspec.json.encode({"rules": [_rule(rule) for rule in rules]})


def _rule(rule: type[Rule]) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "summary": rule.summary(),
        "severity": rule.severity,
        "why": rule.why,
        "fix": rule.fix,
        "practices": rule.practices,
        "on_by_default": rule.on_by_default,
        "any_language": rule.any_language,
        "bad": rule.bad,
        "good": rule.good,
    }
