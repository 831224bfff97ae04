"""Read a path as it is written in a notebook: which system's, which root, which parts. Pure string work.

A notebook that runs on Windows is analysed on Linux and the reverse, so what counts is the form of the path and not the
machine that the analysis runs on.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache, lru_cache
from typing import Literal, TypeAlias
from urllib.parse import unquote, urlsplit

import msgspec

from mldebt_lab.knowledge import shared_places

Form: TypeAlias = Literal["relative", "posix", "windows", "unc", "home", "temporary", "remote"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_DATABASES_IN_A_FILE = ("sqlite", "duckdb")
_DRIVE = re.compile(r"[A-Za-z]:(?=[\\/]|$)")
_DEVICE_PREFIX = re.compile(r"\\\\[?.]\\(UNC\\)?")
_HOME = re.compile(r"~$|(?:~[\w.-]*(?=[\\/])|\$HOME|\$\{HOME\}|%USERPROFILE%)(?=[\\/]|$)")
_TEMPORARY = re.compile(r"(?:\$TMPDIR|\$\{TMPDIR\}|%TEMP%|%TMP%)(?=[\\/]|$)", re.IGNORECASE)


class WrittenPath(msgspec.Struct, frozen=True):
    """A path's form and its text with forward slashes, ``.`` and ``..`` resolved as far as the text allows."""

    form: Form
    text: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The folders and the last name, without ``..``, drive and slashes."""
        return tuple(part for part in self.text.split("/") if part and part != "..")

    @property
    def is_absolute(self) -> bool:
        """Whether the folder that it is used in makes no difference."""
        return self.form != "relative"


@lru_cache(maxsize=2048)
def read_path(path: str) -> WrittenPath:
    """The path behind a literal: a file name, a ``file:`` URL, a Windows path, a URL."""
    scheme = _SCHEME.match(path)
    if scheme is not None:
        name = scheme.group(1).lower()
        if name in shared_places().local_schemes or name in _DATABASES_IN_A_FILE:
            return read_path(_local_path(name, path))
        if name in shared_places().remote_schemes or path.startswith(":/", len(name)):
            return WrittenPath("remote", path)
    device = _DEVICE_PREFIX.match(path)
    if device is not None:
        path = ("\\\\" if device.group(1) else "") + path[device.end() :]
    if _unc().match(path):
        return WrittenPath("unc", "/" + _normal("/" + path.replace("\\", "/").lstrip("/")))
    if _DRIVE.match(path):
        return WrittenPath("windows", path[:2].upper() + _normal("/" + path[2:].replace("\\", "/")))
    if _HOME.match(path):
        return WrittenPath("home", _normal(path.replace("\\", "/")))
    if _TEMPORARY.match(path):
        return WrittenPath("temporary", _normal(path.replace("\\", "/")))
    if path.startswith("/"):
        return WrittenPath("posix", _normal(path))
    return WrittenPath("relative", _normal(path.replace("\\", "/")))


def join(folder: str, path: str) -> WrittenPath:
    """``path`` as it is meant in ``folder``."""
    written = read_path(path)
    if written.is_absolute or not folder:
        return written
    separator = "" if folder.endswith(("/", "\\")) else "/"
    return read_path(folder + separator + written.text)


@cache
def _unc() -> re.Pattern[str]:
    return re.compile(shared_places().unc_pattern)


def _local_path(scheme: str, url: str) -> str:
    """The path inside a URL that names a local file, such as ``file:///data/x.csv`` or ``sqlite:///results.db``."""
    rest = url[len(scheme) + 1 :]
    if scheme in _DATABASES_IN_A_FILE:
        # A database URL is scheme://host/path without a host, and its path is relative unless it starts with a slash
        # itself.
        return rest[3:] if rest.startswith("///") else rest.lstrip("/")
    try:
        parts = urlsplit("file:" + rest)
    except ValueError:  # such as an unclosed bracket in the host
        return unquote(rest)
    path = unquote(parts.path)
    if parts.netloc and parts.netloc.lower() != "localhost":
        if _DRIVE.match(parts.netloc):  # file://C:/data, which is wrong and frequent
            return parts.netloc + path
        return "\\\\" + parts.netloc + path.replace("/", "\\")
    return path[1:] if _DRIVE.match(path[1:]) else path


def _normal(path: str) -> str:
    # POSIX leaves the meaning of two leading slashes open, and posixpath keeps them; here they are one.
    return posixpath.normpath("/" + path.lstrip("/") if path.startswith("/") else path)
