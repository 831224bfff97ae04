"""Check many notebooks, in this process or in several.

The reports stay where they are made: what crosses from one process to another is the text or JSON that a ``render``
function made of them there, and the counts.
"""

from __future__ import annotations

import gc
import os
import signal
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from mldebt_lab.config import Settings
from mldebt_lab.finding import SEVERITIES, Limit, Severity
from mldebt_lab.guard import reraise_internal_errors
from mldebt_lab.lint import check_notebook, check_unreadable
from mldebt_lab.notebook import Notebook, Unreadable, read_bytes, read_file
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.places import Surroundings

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import BaseContext

T = TypeVar("T")
Render: TypeAlias = Callable[[NotebookReport, Notebook | None], T]

SEVERAL_PROCESSES_FROM = 100
"""Notebooks. With fewer, the processes cost more (0.1 s of processor time each) than they save."""
_CHUNK = 8
"""Notebooks that a process is handed at once."""


@dataclass(frozen=True, slots=True)
class Task:
    """A notebook to check. ``content`` holds what stands in for the file, such as standard input."""

    path: Path
    shown: str
    settings: Settings
    surroundings: Surroundings
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """What was found in one notebook: as rendered, and counted."""

    path: str
    rendered: T
    severities: dict[Severity, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    ignored: int = 0
    failing: bool = False
    """Whether there is a finding at or above the severity that fails."""
    internal_errors: tuple[str, ...] = ()


def check_many(tasks: Sequence[Task], render: Render[T], jobs: int = 0) -> Iterator[Checked[T]]:
    """Check the notebooks, in their order. ``jobs`` 0 means as many processes as there are processors."""
    processes = min(jobs or _processors(), -(-len(tasks) // _CHUNK))
    if processes < 2 or len(tasks) < SEVERAL_PROCESSES_FROM:
        yield from _check_here(tasks, render)
    else:
        yield from _check_there(tasks, render, processes)


def counts(results: Iterable[Checked[T]]) -> tuple[Counter[Severity], Counter[str]]:
    """How many findings there are in all, by severity and by code."""
    severities: Counter[Severity] = Counter()
    codes: Counter[str] = Counter()
    for checked in results:
        severities.update(checked.severities)
        codes.update(checked.codes)
    return severities, codes


def check_task(task: Task, render: Render[T]) -> Checked[T]:
    """Check one notebook. Never raises, unless internal errors are to be raised (``MLDEBT_RAISE=1``)."""
    notebook: Notebook | None = None
    try:
        try:
            notebook = (
                read_file(task.path, task.shown) if task.content is None else read_bytes(task.content, task.shown)
            )
        except Unreadable as error:
            report = check_unreadable(task.shown, error, task.settings, task.surroundings)
        else:
            report = check_notebook(notebook, task.settings, task.surroundings)
        return _checked(report, notebook, task.settings, render)
    except Exception:
        if reraise_internal_errors():
            raise
        return _checked(_failed(task, traceback.format_exc()), None, task.settings, render)


def _checked(report: NotebookReport, notebook: Notebook | None, settings: Settings, render: Render[T]) -> Checked[T]:
    severities = Counter(finding.severity for finding in report.findings)
    failing = SEVERITIES[: SEVERITIES.index(settings.fail_severity) + 1]
    return Checked(
        path=report.path,
        rendered=render(report, notebook),
        severities=dict(severities),
        codes=dict(Counter(finding.code for finding in report.findings)),
        ignored=len(report.ignored),
        failing=any(severities[severity] for severity in failing),
        internal_errors=report.internal_errors,
    )


def _failed(task: Task, trace: str) -> NotebookReport:
    why = "An internal error kept the notebook from being checked."
    return NotebookReport(
        path=task.shown,
        language="unknown",
        verdict="unknown",
        findings=(),
        limits=(Limit(None, why),),
        internal_errors=(trace,),
    )


def _check_here(tasks: Sequence[Task], render: Render[T]) -> Iterator[Checked[T]]:
    for task in tasks:
        yield check_task(task, render)


def _check_there(tasks: Sequence[Task], render: Render[T], processes: int) -> Iterator[Checked[T]]:
    from concurrent.futures.process import BrokenProcessPool

    # The first few are checked here: the rules and tables that are loaded for them, the other processes then have, too.
    yield from _check_here(tasks[:_CHUNK], render)
    chunks = [tasks[start : start + _CHUNK] for start in range(_CHUNK, len(tasks), _CHUNK)]
    gc.collect()
    gc.freeze()  # and share with this one as long as no collector touches it
    pool = _pool(processes)
    try:
        waiting: list[Future[list[Checked[T]]]] = [pool.submit(_check_chunk, chunk, render) for chunk in chunks]
        for number, chunk in enumerate(chunks):
            try:
                yield from waiting[number].result()
            except BrokenProcessPool:
                # A process was killed, for want of memory or by a crash of the interpreter; every result that is not
                # there yet is lost with it. Each remaining notebook gets a process of its own, so that the one at
                # fault shows.
                pool.shutdown(wait=True)  # with its threads: a process is not to be forked beside a thread
                for task in (task for chunk in chunks[number:] for task in chunk):
                    yield _check_alone(task, render)
                return
    except BaseException:
        _end(pool)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()


def _check_alone(task: Task, render: Render[T]) -> Checked[T]:
    from concurrent.futures.process import BrokenProcessPool

    with _pool(1) as pool:
        try:
            return pool.submit(_check_chunk, [task], render).result()[0]
        except BrokenProcessPool:
            why = "The process that checked the notebook was ended from outside or crashed."
            return _checked(_failed(task, why), None, task.settings, render)


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


def _check_chunk(tasks: Sequence[Task], render: Render[T]) -> list[Checked[T]]:
    return [check_task(task, render) for task in tasks]


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
