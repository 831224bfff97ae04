"""Check one notebook among others: whatever is wrong with it or with us, there is a result."""

from __future__ import annotations

import traceback
from collections import Counter
from typing import TypeVar

from mldebt_lab.cache.reports import Recording, ReportCache, Subject
from mldebt_lab.finding import Limit
from mldebt_lab.guard import reraise_internal_errors
from mldebt_lab.lint import check_notebook, check_unreadable
from mldebt_lab.notebook import Notebook, Unreadable, read_bytes, read_file
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.tasks import Checked, Render, Task

T = TypeVar("T")


def check_task(task: Task, render: Render[T], cache: ReportCache | None = None) -> Checked[T]:
    """Check one notebook, and keep its report in the cache.

    Never raises, unless internal errors are to be raised (``MLDEBT_RAISE=1``).
    """
    try:
        recording = _recording(task, cache)
        if recording is not None:
            report, notebook = _report(task, recording)
            recording.keep(report, notebook)
        else:
            report, notebook = _report(task)
        return _checked(task, report, notebook, render)
    except Exception:
        if reraise_internal_errors():
            raise
        return failed(task, traceback.format_exc(), render)


def failed(task: Task, why: str, render: Render[T]) -> Checked[T]:
    """The result where an internal error left none."""
    report = NotebookReport(
        path=task.shown,
        language="unknown",
        verdict="unknown",
        findings=(),
        limits=(Limit(None, "An internal error kept the notebook from being checked."),),
        internal_errors=(why,),
    )
    return _checked(task, report, None, render)


def _recording(task: Task, cache: ReportCache | None) -> Recording | None:
    if cache is None or task.profile is not None:
        return None
    try:
        content = task.read()
    except OSError:
        return None
    return Recording(cache, Subject(content, task.shown, task.settings, task.surroundings))


def _report(task: Task, recording: Recording | None = None) -> tuple[NotebookReport, Notebook | None]:
    content = recording.subject.content if recording is not None else task.content
    surroundings = recording.surroundings if recording is not None else task.surroundings
    try:
        notebook = read_file(task.path, task.shown) if content is None else read_bytes(content, task.shown)
    except Unreadable as error:
        return check_unreadable(task.shown, error, task.settings, surroundings, task.profile), None
    return check_notebook(notebook, task.settings, surroundings, profile=task.profile), notebook


def _checked(task: Task, report: NotebookReport, notebook: Notebook | None, render: Render[T]) -> Checked[T]:
    severities = Counter(finding.severity for finding in report.findings)
    return Checked(
        path=report.path,
        rendered=render(report, notebook),
        severities=dict(severities),
        codes=dict(Counter(finding.code for finding in report.findings)),
        ignored=len(report.ignored),
        failing=task.fails_with(severities),
        internal_errors=report.internal_errors,
    )
