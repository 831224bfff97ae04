"""Names of distributions as requirements and install commands write them."""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[-_.]+")
_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?=$|[<>=!~;@,(#\s&])")
_EGG = re.compile(r"[#&]egg=([A-Za-z0-9][\w.-]*)")
_ARCHIVE = re.compile(r"([A-Za-z0-9]\w*(?:[-.][A-Za-z]\w*)*)-\d[^/]*\.(?:whl|tar\.gz|zip)")
_REPOSITORY = re.compile(r"[/:]([A-Za-z0-9][\w.-]*?)(?:\.git)?/?(?:@[^/]*)?(?:#.*)?$")


def normalised(name: str) -> str:
    """The name by which two spellings of one distribution are equal (PEP 503)."""
    return _SEPARATORS.sub("-", name).lower()


def requirement_name(text: str) -> str | None:
    """The normalised name of the distribution that one requirement asks for; None for what names none.

    For a URL of a repository that is the repository's own name, which is mostly right.
    """
    text = text.strip()
    if "://" in text or text.startswith("git+"):
        named = re.match(r"([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*@\s", text)
        match = named or _EGG.search(text) or _ARCHIVE.search(text) or _REPOSITORY.search(text)
        return normalised(match.group(1)) if match is not None else None
    if text.startswith((".", "/", "-", "~")):
        return None
    match = _REQUIREMENT.match(text)
    return normalised(match.group(1)) if match is not None else None
