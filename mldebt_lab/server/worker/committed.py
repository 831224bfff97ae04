"""A notebook as it is committed in git, read without running anything that a repository may bring along."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SECONDS = 10
_LARGEST = 50_000_000


class NotInGit(Exception):
    """There is no commit to look into, or git does not answer."""


def committed_content(file: Path) -> bytes | None:
    """The file's content at HEAD; None where it is not committed. Raises :class:`NotInGit`."""
    folder = next((folder for folder in file.parents if folder.is_dir()), None)
    if folder is None or folder != file.parent:
        raise NotInGit
    _git(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    listed = _git(folder, "ls-tree", "-z", "--long", "HEAD", "--", f":(literal){file.name}")
    if not listed:
        return None
    _mode, kind, name, size = listed.split(b"\t", 1)[0].split()
    if kind != b"blob" or int(size) > _LARGEST:
        raise NotInGit
    return _git(folder, "cat-file", "blob", name.decode("ascii"))


def _git(folder: Path, *arguments: str) -> bytes:
    # Nothing of these commands runs hooks, filters or pagers; and what a partial clone lacks is not fetched.
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    options = ("-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false", "--no-pager")
    try:
        done = subprocess.run(
            ["git", *options, *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        raise NotInGit from None
    return done.stdout
