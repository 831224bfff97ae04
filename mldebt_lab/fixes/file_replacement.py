"""Put new content in the place of a file's, all at once or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from mldebt_lab.fixes.application import Refused


def replace_file(path: Path, before: bytes, after: bytes) -> None:
    """Replace the content of ``path`` if it still is ``before``. Raises :class:`Refused`, and then nothing has changed.

    A link stays a link; the file that it leads to is replaced, with its permissions.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode
        if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
            raise Refused("The file is read-only.")
        if target.read_bytes() != before:
            raise Refused("The file has changed since it was checked.")
        _replace(target, after, stat.S_IMODE(mode))
    except OSError as error:
        raise Refused(f"The file could not be written: {error.strerror or error}.") from None


def _replace(target: Path, content: bytes, mode: int) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
