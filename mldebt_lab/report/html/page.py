"""A page by itself: nothing outside is asked for, and no script is run that is not ours."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from mldebt_lab import __version__
from mldebt_lab.report.html.markup import Markup, element, joined

_FOLDER = Path(__file__).with_name("style")
GENERATOR = '<meta name="generator" content="mldebt-lab '
"""Stands near the beginning of each page that is ours, so that no other one is taken for ours and overwritten."""


def page(title: str, content: Markup, *styles: str, script: str | None = None) -> str:
    """The document. ``styles`` and ``script`` are names of files in ``style/``."""
    style = Markup("\n".join(asset(name) for name in ("parts.css", "page.css", *styles)))
    code = Markup(asset(script)) if script is not None else None
    # The page may be shown by a server on which other things lie: what is not ours does not run, nor ask for anything.
    policy = "; ".join(
        [
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            *([f"script-src '{_digest(code)}'"] if code is not None else []),
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        Markup(f'{GENERATOR}{__version__}">'),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", style),
    )
    scripts = element("script", code) if code is not None else joined()
    body = element("body", content, scripts)
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='en')}\n"


@cache
def asset(name: str) -> str:
    """A style sheet or script of ours."""
    return (_FOLDER / name).read_text("utf-8")


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
