"""What a profile is: a named checklist, read from a TOML or JSON file, ours and a lab's own alike."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from mldebt_lab.outcome import CheckKind

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

DEFAULT = "default"
_OURS = Path(__file__).with_name("profiles")
_LARGEST = 1_000_000
"""Bytes. A larger file is no checklist that people go through."""

_Name = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)]
_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


class ProfileError(ValueError):
    """A profile that is not there or cannot be understood. The message names the file and what is wrong."""


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One item. ``evidence`` names what answers it; beside an item that is asked, it only says what was seen."""

    id: _Name
    text: _Text
    kind: CheckKind
    evidence: str | None = None
    section: str = ""


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A checklist. ``score`` says how its items are counted, where they are."""

    name: _Name
    title: _Text
    items: Annotated[tuple[Item, ...], msgspec.Meta(min_length=1, max_length=500)]
    about: str = ""
    score: Literal["weakest-section"] | None = None


def find_profile(name: str, files: Sequence[str] = ()) -> Profile:
    """The profile of that name among ours and those in ``files``. Raises :class:`ProfileError`."""
    others = [read_profile(Path(file).expanduser()) for file in files]
    ours = built_in_names()
    seen: dict[str, str] = dict.fromkeys(ours, "mldebt's own")
    for file, profile in zip(files, others, strict=True):
        if profile.name in seen:
            raise ProfileError(f"{file}: the name {profile.name!r} is taken by another profile ({seen[profile.name]})")
        seen[profile.name] = file
    if name in ours:
        return built_in(name)
    for profile in others:
        if profile.name == name:
            return profile
    near = difflib.get_close_matches(name, seen, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(seen)}"
    raise ProfileError(f"There is no checklist profile {name!r}; {hint}")


@cache
def built_in_names() -> tuple[str, ...]:
    """The names of our own profiles, the default first."""
    names = sorted(path.stem for path in _OURS.glob("*.toml"))
    return (DEFAULT, *(name for name in names if name != DEFAULT))


@cache
def built_in(name: str) -> Profile:
    """One of our own profiles."""
    return read_profile(_OURS / f"{name}.toml")


def read_profile(path: Path) -> Profile:
    """The profile in a file. Raises :class:`ProfileError`."""
    try:
        if not path.is_file():
            raise ProfileError(f"{path}: there is no such file")
        if path.stat().st_size > _LARGEST:
            raise ProfileError(f"{path}: too large for a checklist")
        document = _parse(path, path.read_text("utf-8"))
        profile = msgspec.convert(document, Profile)
    except UnicodeDecodeError:
        raise ProfileError(f"{path}: not in UTF-8") from None
    except OSError as error:
        raise ProfileError(f"{path}: {error.strerror or error}") from None
    except msgspec.ValidationError as error:
        raise ProfileError(f"{path}: {_in_words(str(error))}") from None
    _check_items(profile, path)
    return profile


def _parse(path: Path, text: str) -> Any:
    try:
        return json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        kind = "JSON" if path.suffix.lower() == ".json" else "TOML"
        raise ProfileError(f"{path}: not valid {kind}: {error}") from None


def _in_words(message: str) -> str:
    """The decoder's message with the place as people write it: ``items[0].kind`` and not ``$.items[0].kind``."""
    what, separator, place = message.partition(" - at `$")
    return f"{place.strip('`.') or 'the file'}: {what}" if separator else what


def _check_items(profile: Profile, path: Path) -> None:
    from mldebt_lab.checklist.evidence import evaluator_names  # only here are all of them wanted

    seen: set[str] = set()
    known = evaluator_names()
    for item in profile.items:
        if item.id in seen:
            raise ProfileError(f"{path}: two items have the id {item.id!r}")
        seen.add(item.id)
        if item.evidence is None:
            if item.kind == "auto":
                raise ProfileError(f"{path}: item {item.id!r}: an item of kind auto has to name its evidence")
        elif item.evidence not in known:
            near = difflib.get_close_matches(item.evidence, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
            raise ProfileError(f"{path}: item {item.id!r}: there is no evidence {item.evidence!r}; {hint}")
