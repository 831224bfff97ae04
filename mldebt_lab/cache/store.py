"""Files that may vanish at any time: written whole or not at all, by any number of processes, within a limit.

Nothing that goes wrong with it (no space, no permission, a damaged file) is an error: what cannot be read is not there.
"""

from __future__ import annotations

import contextlib
import os
import time
import zlib
from collections.abc import Iterator

LIMIT = 100_000_000
"""Bytes. Beyond it, what was not read for longest is removed."""
_AFTER = 0.9
"""How much of the limit is left filled, so that not every run has to remove something."""
_READ_AGAIN = 3600
"""Seconds after which reading a file once more is worth noting."""
_NAME = 40
_CHECKSUM = 4
_MARKS = {
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# Made by mldebt; see https://bford.info/cachedir/\n",
    ".gitignore": "*\n",
}

# Several hundred files are read in a run: pathlib would double what that costs.
# ruff: noqa: PTH103, PTH105, PTH106, PTH108, PTH112, PTH118, PTH120, PTH123


class Store:
    """Contents by name (40 hexadecimal digits), below ``folder``, which need not exist."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._reports = os.path.join(folder, "reports")

    def read(self, name: str) -> bytes | None:
        """What was written under that name, if it is there and undamaged."""
        path = self._path(name)
        try:
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        except (OSError, ValueError):
            return None
        try:
            status = os.fstat(descriptor)
            with open(descriptor, "rb", buffering=0, closefd=False) as file:
                data = file.read(status.st_size + 1)
        except OSError:
            return None
        finally:
            os.close(descriptor)
        content = data[_CHECKSUM:]
        if len(data) != status.st_size or data[:_CHECKSUM] != _checksum(name, content):
            return None
        if status.st_mtime < time.time() - _READ_AGAIN:
            with contextlib.suppress(OSError):  # a cache that may only be read
                os.utime(path)
        return content

    def write(self, name: str, content: bytes) -> None:
        """Keep ``content`` under a name."""
        path = self._path(name)
        unfinished = f"{path}.{os.urandom(6).hex()}"
        try:
            self._prepare(os.path.dirname(path))
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        except (OSError, ValueError):
            return
        try:
            with open(descriptor, "wb", buffering=0) as file:
                data = _checksum(name, content) + content
                complete = file.write(data) == len(data)
            if complete:
                os.replace(unfinished, path)
                return
        except OSError:
            pass
        _remove(unfinished)

    def remove(self, name: str) -> None:
        """Forget what was written under a name."""
        _remove(self._path(name))

    def prune(self, limit: int = LIMIT) -> None:
        """Remove what was not read for longest until the rest is within the limit, and what writers left unfinished."""
        kept: list[tuple[float, int, str]] = []
        long_ago = time.time() - _READ_AGAIN
        for entry in self._files():
            try:
                status = entry.stat()
            except OSError:
                continue
            if len(entry.name) == _NAME - 2:
                kept.append((status.st_mtime, status.st_size, entry.path))
            elif status.st_mtime < long_ago:
                _remove(entry.path)
        size = sum(size for _, size, _ in kept)
        if size <= limit:
            return
        for _, bytes_less, path in sorted(kept):
            _remove(path)
            size -= bytes_less
            if size <= limit * _AFTER:
                return

    def clear(self) -> int:
        """Remove everything that was kept, and nothing else; gives how many files that were."""
        removed = 0
        for entry in self._files():
            removed += _remove(entry.path)
        with contextlib.suppress(OSError, ValueError):  # it is not there, or somebody else's files are in it
            folders = [entry.path for entry in os.scandir(self._reports) if entry.is_dir(follow_symlinks=False)]
            for folder in (*folders, self._reports):
                os.rmdir(folder)
        return removed

    def _files(self) -> Iterator[os.DirEntry[str]]:
        try:
            folders = [entry for entry in os.scandir(self._reports) if _is_part_of_name(entry.name, 2)]
        except (OSError, ValueError):
            return
        for folder in folders:
            try:
                with os.scandir(folder.path) as scan:
                    files = [entry for entry in scan if _is_part_of_name(entry.name.partition(".")[0], _NAME - 2)]
            except OSError:
                continue
            yield from files

    def _path(self, name: str) -> str:
        return f"{self._reports}{os.sep}{name[:2]}{os.sep}{name[2:]}"

    def _prepare(self, folder: str) -> None:
        if os.path.isdir(folder):
            return
        new = not os.path.isdir(self.folder)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if new:
            for name, text in _MARKS.items():
                with open(os.path.join(self.folder, name), "w", encoding="ascii") as file:
                    file.write(text)


def _checksum(name: str, content: bytes) -> bytes:
    return zlib.crc32(content, zlib.crc32(name.encode())).to_bytes(_CHECKSUM, "big")


def _is_part_of_name(text: str, length: int) -> bool:
    return len(text) == length and set(text) <= set("0123456789abcdef")


def _remove(path: str) -> bool:
    try:
        os.unlink(path)
    except (OSError, ValueError):
        return False
    return True
