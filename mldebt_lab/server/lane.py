"""The queue in front of one worker process: one check at a time, and of each notebook only the newest waits."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from mldebt_lab.server.daemon_thread import in_daemon_thread
from mldebt_lab.server.worker_process import WorkerEnded, WorkerProcess

MAX_WAITING = 32
"""Notebooks that may wait for one worker; each holds its request's body in memory."""

START_PATIENCE = 60.0
"""Seconds that a process may take to start, which on a cold network disk is long."""


class Refusal(Exception):
    """A question that gets no answer from a worker: the HTTP status to say so with, and the message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Answer:
    """A worker's answer: an HTTP status, and JSON in UTF-8."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    key: Hashable
    head: Mapping[str, Any]
    chunks: Sequence[bytes]
    answer: asyncio.Future[Answer]


class Lane:
    """One worker process with its queue."""

    def __init__(
        self, process: WorkerProcess, timeout: Callable[[], float], idle: Callable[[], float], log: logging.Logger
    ) -> None:
        self._process = process
        self._timeout = timeout
        self._idle = idle
        self._log = log
        self._waiting: list[_Question] = []
        self._running: asyncio.Task[None] | None = None
        self._idle_timer: asyncio.TimerHandle | None = None

    @property
    def pid(self) -> int | None:
        """The worker process, if one is running."""
        return self._process.pid

    async def ask(self, key: Hashable, head: Mapping[str, Any], chunks: Sequence[bytes]) -> Answer:
        """The worker's answer. A newer question with the same ``key`` takes the place of one that still waits.

        Raises :class:`Refusal`. Cancelling takes a waiting question back.
        """
        for older in [question for question in self._waiting if question.key == key]:
            self._waiting.remove(older)
            if not older.answer.done():
                older.answer.set_exception(Refusal(409, "A newer check of this notebook has been asked for."))
        if len(self._waiting) >= MAX_WAITING:
            raise Refusal(503, "Too many notebooks are waiting to be checked.")
        question = _Question(key, head, chunks, asyncio.get_running_loop().create_future())
        self._waiting.append(question)
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        try:
            return await question.answer
        finally:
            if question in self._waiting:
                self._waiting.remove(question)

    async def close(self) -> None:
        """End the process; whoever waits is refused."""
        for question in self._waiting:
            if not question.answer.done():
                question.answer.set_exception(Refusal(503, "The server is shutting down."))
        self._waiting.clear()
        self._process.kill()
        if self._running is not None:
            await self._running
        self._cancel_idle_timer()
        await in_daemon_thread(self._process.stop)

    async def _run(self) -> None:
        self._cancel_idle_timer()
        while self._waiting:
            question = self._waiting.pop(0)
            try:
                answer = await self._answer(question)
            except Refusal as refusal:
                if not question.answer.done():
                    question.answer.set_exception(refusal)
            else:
                if not question.answer.done():
                    question.answer.set_result(answer)
        self._running = None
        self._idle_timer = asyncio.get_running_loop().call_later(self._idle(), self._end_idle)

    async def _answer(self, question: _Question) -> Answer:
        seconds = self._timeout()
        try:
            await self._within(START_PATIENCE, self._process.start)
            # The worker ends itself some time after the limit, so as not to outlive a server that was killed meanwhile.
            head = {**question.head, "end_after": 2 * seconds + 5}
            reply, body = await self._within(seconds, partial(self._process.ask, head, question.chunks))
        except WorkerEnded as ended:
            await in_daemon_thread(self._process.stop)
            self._log.warning("mldebt_lab: the analysis process gave no answer: %s", ended)
            raise Refusal(
                503, f"The analysis process gave no answer: {ended}. The next check starts a new one."
            ) from None
        except asyncio.TimeoutError:
            await in_daemon_thread(self._process.stop)
            self._log.warning("mldebt_lab: a check was stopped after %g s", seconds)
            message = (
                f"The check was stopped after {seconds:g} s, the limit that is set on this server (MLDebt.timeout)."
            )
            raise Refusal(503, message) from None
        for line in reply["log"]:
            self._log.warning("mldebt_lab: %s", line)
        if reply["ends"]:
            await in_daemon_thread(self._process.stop)
        return Answer(reply["status"], body)

    async def _within(self, seconds: float, call: Callable[[], Any]) -> Any:
        """What ``call`` gives. If it takes too long the process is killed, so it returns, and TimeoutError raised."""
        future = in_daemon_thread(call)
        done, _ = await asyncio.wait({future}, timeout=seconds)
        if not done:
            self._process.kill()
            await asyncio.wait({future})
            future.exception()
            raise asyncio.TimeoutError
        return future.result()

    def _cancel_idle_timer(self) -> None:
        if self._idle_timer is not None:
            self._idle_timer.cancel()
            self._idle_timer = None

    def _end_idle(self) -> None:
        # Nobody is asking, and a process that was killed is gone within a moment.
        self._idle_timer = None
        self._process.stop()
