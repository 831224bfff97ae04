"""Waiting for something blocking without blocking the event loop, nor the end of the server."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def in_daemon_thread(call: Callable[[], T]) -> asyncio.Future[T]:
    """What ``call`` gives, from a thread of its own.

    The threads of executors are joined when the interpreter ends, so a server that is stopped in the middle of an
    analysis would not go away until it was done; a daemon thread does not keep it.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def deliver(result: T | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]  # T may itself allow None

    def run() -> None:
        try:
            result, error = call(), None
        except BaseException as caught:
            result, error = None, caught
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(deliver, result, error)

    threading.Thread(target=run, name="mldebt-worker", daemon=True).start()
    return future
