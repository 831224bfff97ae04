"""Check many notebooks, in this process or in several.

The reports stay where they are made: what crosses from one process to another is the text or JSON that a ``render``
function made of them there, and the counts.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

import msgspec

from mldebt_lab.cache.reports import ReportCache, Subject
from mldebt_lab.guard import reraise_internal_errors
from mldebt_lab.tasks import Checked, Render, Task

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import BaseContext

T = TypeVar("T")
Recall: TypeAlias = Callable[[bytes, bytes], T]
"""Makes what ``render`` makes of a report in JSON and of the notebook's content."""

SEVERAL_PROCESSES_FROM = 100
"""Notebooks. With fewer, the processes cost more (0.1 s of processor time each) than they save."""
_CHUNK = 8
"""Notebooks that a process is handed at once."""
_GARBAGE = 100_000
"""Objects more than after the last collection of garbage, from which on another one is due between two notebooks."""


class Memory(msgspec.Struct, Generic[T], frozen=True):
    """The reports of former runs, and how one is rendered that need not be made again."""

    cache: ReportCache
    recall: Recall[T]
    prepare: Callable[[], None]
    """Called before anything is checked anew; it may refuse that by an exception."""


def check_many(
    tasks: Sequence[Task], render: Render[T], jobs: int = 0, memory: Memory[T] | None = None
) -> Iterator[Checked[T]]:
    """Check the notebooks, in their order. ``jobs`` 0 means as many processes as there are processors."""
    if memory is None:
        yield from _check(tasks, render, jobs, None)
        return
    remembered = [_remembered(task, memory) for task in tasks]
    new = [task for task, known in zip(tasks, remembered, strict=True) if known is None]
    if new:
        memory.prepare()
    checking = _check(new, render, jobs, memory.cache)
    try:
        for known in remembered:
            yield known if known is not None else next(checking)
    finally:
        memory.cache.finish()


def _remembered(task: Task, memory: Memory[T]) -> Checked[T] | None:
    if task.profile is not None:
        return None
    try:
        content = task.read()
    except OSError:
        return None
    kept = memory.cache.find(Subject(content, task.shown, task.settings, task.surroundings))
    if kept is None:
        return None
    try:
        rendered = memory.recall(kept.encoded, content)
    except Exception:  # somebody has tampered with it; the notebook is there to be checked anew
        if reraise_internal_errors():
            raise
        return None
    return Checked(
        path=task.shown,
        rendered=rendered,
        severities=kept.severities,
        codes=kept.codes,
        ignored=kept.ignored,
        failing=task.fails_with(kept.severities),
    )


def _check(tasks: Sequence[Task], render: Render[T], jobs: int, cache: ReportCache | None) -> Iterator[Checked[T]]:
    if not tasks:
        return
    processes = min(jobs or _processors(), -(-len(tasks) // _CHUNK))
    if processes < 2 or len(tasks) < SEVERAL_PROCESSES_FROM:
        yield from _check_here(tasks, render, cache)
    else:
        yield from _check_there(tasks, render, cache, processes)


def _check_here(tasks: Sequence[Task], render: Render[T], cache: ReportCache | None) -> Iterator[Checked[T]]:
    from mldebt_lab.checking import check_task  # the analysis, which is not needed where everything is remembered

    was_enabled = gc.isenabled()
    gc.disable()  # what a notebook's analysis makes is alive until its end: looking for garbage before finds little
    try:
        for task in tasks:
            yield check_task(task, render, cache)
            if gc.get_count()[0] > _GARBAGE:
                gc.collect()
    finally:
        if was_enabled:
            gc.enable()


def _check_there(
    tasks: Sequence[Task], render: Render[T], cache: ReportCache | None, processes: int
) -> Iterator[Checked[T]]:
    from concurrent.futures.process import BrokenProcessPool

    # The first few are checked here: the rules and tables that are loaded for them, the other processes then have, too.
    yield from _check_here(tasks[:_CHUNK], render, cache)
    chunks = [tasks[start : start + _CHUNK] for start in range(_CHUNK, len(tasks), _CHUNK)]
    gc.collect()
    gc.freeze()  # and share with this one as long as no collector touches it
    pool = _pool(processes)
    try:
        waiting: list[Future[list[Checked[T]]]] = [pool.submit(_check_chunk, chunk, render, cache) for chunk in chunks]
        for number, chunk in enumerate(chunks):
            try:
                yield from waiting[number].result()
            except BrokenProcessPool:
                # A process was killed, for want of memory or by a crash of the interpreter; every result that is not
                # there yet is lost with it. Each remaining notebook gets a process of its own, so that the one at
                # fault shows.
                pool.shutdown(wait=True)  # with its threads: a process is not to be forked beside a thread
                for task in (task for chunk in chunks[number:] for task in chunk):
                    yield _check_alone(task, render, cache)
                return
    except BaseException:
        _end(pool)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()


def _check_alone(task: Task, render: Render[T], cache: ReportCache | None) -> Checked[T]:
    from concurrent.futures.process import BrokenProcessPool

    from mldebt_lab.checking import failed

    with _pool(1) as pool:
        try:
            return pool.submit(_check_chunk, [task], render, cache).result()[0]
        except BrokenProcessPool:
            return failed(task, "The process that checked the notebook was ended from outside or crashed.", render)


def _pool(processes: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(processes, mp_context=_context(), initializer=_start_worker)


def _context() -> BaseContext:
    """Forked processes need not load everything again. Elsewhere than on Linux forking is unsafe or does not exist."""
    import multiprocessing
    import sys

    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is interrupted too, and ends the others


def _end(pool: ProcessPoolExecutor) -> None:
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.terminate()


def _check_chunk(tasks: Sequence[Task], render: Render[T], cache: ReportCache | None) -> list[Checked[T]]:
    return list(_check_here(tasks, render, cache))


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
