"""A worker process as the server holds it: started at the first question, killed when it must be."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import mldebt_lab
from mldebt_lab.server.framing import read_frame, write_frame

# The folder that the server was started in must not offer modules to the worker (a user's random.py there would replace
# the library's), so no entry of sys.path may mean the current one; and it has to find the same package as the server.
_START = (
    "import sys; sys.path[:] = [entry for entry in sys.path if entry]; sys.path.append(sys.argv[1]); "
    "from mldebt_lab.server.worker.main import main; main(int(sys.argv[2]))"
)


class WorkerEnded(Exception):
    """The process ended without an answer: it was killed, ran out of memory or crashed. The message says how."""


class WorkerProcess:
    """Asks one worker process, one question at a time; the asking thread waits. ``kill`` may come from any thread."""

    def __init__(self, memory_mb: int) -> None:
        self._memory_mb = memory_mb
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process, if one is running."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self) -> None:
        """Have a process that is ready to be asked. Raises :class:`WorkerEnded` when none can be started."""
        if self.pid is not None:
            return
        self.stop()
        package_parent = Path(mldebt_lab.__path__[0]).parent
        try:
            process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-c", _START, str(package_parent), str(self._memory_mb)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # What it might print there quotes the notebook.
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise WorkerEnded(f"it could not be started: {error.strerror}") from None
        self._process = process
        head, _ = self._answer(process)
        if "failed" in head:
            self.stop()
            raise WorkerEnded(f"it could not be started: {head['failed']}")

    def ask(self, head: Mapping[str, Any], chunks: Sequence[bytes]) -> tuple[dict[str, Any], bytes]:
        """Send a question to the started process and wait for its answer. Raises :class:`WorkerEnded`."""
        process = self._process
        if process is None:
            raise WorkerEnded("it is not running")
        try:
            write_frame(_open(process.stdin), head, chunks)
        except (OSError, ValueError):
            raise WorkerEnded(self._obituary(process)) from None
        return self._answer(process)

    def kill(self) -> None:
        """End the process at once, whatever it is doing; a thread that waits for its answer is told."""
        process = self._process
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """End the process and wait until it is gone. Only while nobody is asking."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                _open(stream).close()

    def _answer(self, process: subprocess.Popen[bytes]) -> tuple[dict[str, Any], bytes]:
        try:
            return read_frame(_open(process.stdout))
        except (EOFError, OSError, ValueError):
            raise WorkerEnded(self._obituary(process)) from None

    def _obituary(self, process: subprocess.Popen[bytes]) -> str:
        process.kill()
        code = process.wait()
        return f"it was ended by signal {-code}" if code < 0 else f"it ended with exit code {code}"


def _open(stream: IO[bytes] | None) -> Any:
    if stream is None:
        raise ValueError("the process was started without a pipe")
    return stream
