"""Whether others can write to a directory of this machine, as far as its mode bits and groups tell.

The mount table is read once. A question costs one ``stat`` of the nearest folder that exists, and is given up after
200 ms: a network file system that hangs must not hang the analysis, and its other folders are then not asked about
again. What kind of mount it is proves nothing: homes on NFS, a umask of 002 and folders owned by a container are
normal.
"""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

PATIENCE = 0.2
"""Seconds after which a question is given up."""

_MOUNT_TABLE = Path("/proc/self/mounts")


class Measurements:
    """What was measured about directories, each asked once."""

    def __init__(self, mount_table: Path = _MOUNT_TABLE, patience: float = PATIENCE) -> None:
        self._mount_table = mount_table
        self._patience = patience
        self._mounts: tuple[str, ...] | None = None
        self._hanging: set[str] = set()
        self._reasons: dict[str, str | None] = {}

    def reason(self, path: str) -> str | None:
        """Why others can write where ``path`` (absolute) lies; None when they cannot, or when it is not known."""
        if os.name != "posix":
            return None  # the mode bits of Windows say nothing about who may write
        if path not in self._reasons:
            self._reasons[path] = self._measured(path)
        return self._reasons[path]

    def _measured(self, path: str) -> str | None:
        mount = self._mount_of(path)
        if mount in self._hanging:
            return None
        answers: list[str | None] = []
        # A stat that hangs cannot be interrupted; as a daemon its thread does not keep the process from ending.
        asking = threading.Thread(target=lambda: answers.append(_reason_of(path)), daemon=True)
        asking.start()
        asking.join(self._patience)
        if asking.is_alive():
            self._hanging.add(mount)
            return None
        return answers[0] if answers else None

    def _mount_of(self, path: str) -> str:
        if self._mounts is None:
            self._mounts = _read_mounts(self._mount_table)
        return next((mount for mount in self._mounts if path == mount or path.startswith(mount.rstrip("/") + "/")), "/")


def _read_mounts(table: Path) -> tuple[str, ...]:
    """The mount points, longest first."""
    try:
        lines = table.read_text(errors="surrogateescape").splitlines()
    except OSError:
        return ("/",)
    points = {fields[1].replace("\\040", " ") for line in lines if len(fields := line.split(" ")) > 1}
    return tuple(sorted(points | {"/"}, key=len, reverse=True))


def _reason_of(path: str) -> str | None:
    found = _nearest_folder(path)
    if found is None:
        return None
    folder, status = found
    if status.st_mode & stat.S_IWOTH and not status.st_mode & stat.S_ISVTX:
        return f"everyone on this machine can write to {folder}"
    if status.st_mode & stat.S_IWGRP:
        group = _group_with_others(status.st_gid)
        if group is not None:
            return f"the other members of the group {group} can write to {folder}"
    return None


def _nearest_folder(path: str) -> tuple[Path, os.stat_result] | None:
    for candidate in (Path(path), *Path(path).parents):
        try:
            status = candidate.stat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError):  # not allowed to look; or no file name at all, such as one with a NUL
            return None
        if stat.S_ISDIR(status.st_mode):
            return candidate, status
    return None


def _group_with_others(gid: int) -> str | None:
    """The group's name if someone else than this user is in it, by membership or by primary group."""
    import grp
    import pwd

    try:
        group = grp.getgrgid(gid)
        own_name = pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:  # a group or user without an entry, as in containers: nobody else is known to be in it
        return None
    members = set(group.gr_mem) | {user.pw_name for user in pwd.getpwall() if user.pw_gid == gid}
    return group.gr_name if members - {own_name} else None
