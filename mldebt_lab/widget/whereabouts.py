"""Which notebook the running kernel belongs to.

A kernel is not told. The server knows, and is asked; else the kernel's environment says how the notebook was called
when the kernel started.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

_PATIENCE_SECONDS = 2.0
_CONNECTION_FILE = re.compile(r"kernel-(.+)\.json$")


class NotKnown(Exception):
    """It cannot be known which notebook this is. The message says what to do about it."""


class Whereabouts(msgspec.Struct, frozen=True):
    """A notebook's file, and the folder that the server shows (None: not known)."""

    file: Path
    root: Path | None = None

    def address(self, file: Path) -> str | None:
        """The path by which the server knows another file; None if it does not show it."""
        if self.root is None:
            return None
        try:
            return file.relative_to(self.root).as_posix()
        except ValueError:
            return None


def own_notebook() -> Whereabouts:
    """The notebook that the running kernel belongs to. Raises :class:`NotKnown`."""
    found = _by_server() or _by_editor() or _by_environment()
    if found is None:
        raise NotKnown(
            "It cannot be known from here which notebook this is. "
            'Name it: Hygiene("analysis.ipynb"), or a folder: Hygiene(".").'
        )
    return found


def _by_server() -> Whereabouts | None:
    kernel = _kernel_id()
    if kernel is None:
        return None
    for server in _servers():
        root, sessions = server.get("root_dir"), _sessions(server)
        for session in sessions:
            path = session.get("path")
            if (session.get("kernel") or {}).get("id") == kernel and isinstance(path, str) and isinstance(root, str):
                file = Path(root, path)
                if file.is_file():
                    return Whereabouts(file, Path(root))
    return None


def _by_editor() -> Whereabouts | None:
    """VS Code leaves the path among the variables."""
    path = _variables().get("__vsc_ipynb_file__")
    return Whereabouts(Path(path)) if isinstance(path, str) and Path(path).is_file() else None


def _by_environment() -> Whereabouts | None:
    name = os.environ.get("JPY_SESSION_NAME")
    if not name:
        return None
    started_in = next(iter(_variables().get("_dh") or ()), os.curdir)
    for file in (Path(name), Path(started_in, Path(name).name)):
        if file.is_absolute() and file.is_file():
            return Whereabouts(file, _root_of(file, name))
    return None


def _root_of(file: Path, name: str) -> Path | None:
    """The server's folder, if the name that it gives the file is a path below it."""
    parts = Path(name).parts
    return (
        Path(*file.parts[: -len(parts)])
        if not Path(name).is_absolute() and file.parts[-len(parts) :] == parts
        else None
    )


def _variables() -> Mapping[str, Any]:
    with contextlib.suppress(ImportError):
        from IPython.core.getipython import get_ipython

        shell = get_ipython()  # type: ignore[no-untyped-call,unused-ignore]
        if shell is not None:
            return dict(shell.user_ns)
    return {}


def _kernel_id() -> str | None:
    with contextlib.suppress(ImportError, RuntimeError):
        from ipykernel.connect import get_connection_file

        found = _CONNECTION_FILE.search(str(get_connection_file()))
        return found[1] if found else None
    return None


def _servers() -> Iterator[Mapping[str, Any]]:
    """The Jupyter servers of this user on this machine."""
    with contextlib.suppress(ImportError, OSError):
        from jupyter_server.serverapp import list_running_servers

        yield from list_running_servers()


def _sessions(server: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    request = urllib.request.Request(
        f"{server.get('url')}api/sessions", headers={"Authorization": f"token {server.get('token', '')}"}
    )
    # Not through a proxy: the server is on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_PATIENCE_SECONDS) as answer:
            sessions = json.load(answer)
    except (OSError, ValueError):
        return []
    return [session for session in sessions if isinstance(session, dict)] if isinstance(sessions, list) else []


def server_root() -> Path | None:
    """The folder that the server of the running kernel shows, as far as is known."""
    with contextlib.suppress(NotKnown):
        return own_notebook().root
    return None
