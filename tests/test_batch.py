"""Many notebooks, several processes, and what happens when one of them dies."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from mldebt_lab import batch
from mldebt_lab.batch import check_many
from mldebt_lab.config import Settings
from mldebt_lab.notebook import Notebook
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.places import Surroundings
from mldebt_lab.tasks import Task
from tests.cli.program import CLEAN, WRONG_ORDER, write


def _tasks(folder: Path, number: int) -> list[Task]:
    paths = [write(folder / f"{index}.ipynb", WRONG_ORDER if index % 2 else CLEAN) for index in range(number)]
    return [Task(path, path.name, Settings(), Surroundings(str(folder))) for path in paths]


def _process(_report: NotebookReport, _notebook: Notebook | None) -> int:
    return os.getpid()


def _ignores_interrupts(_report: NotebookReport, _notebook: Notebook | None) -> bool:
    return signal.getsignal(signal.SIGINT) == signal.SIG_IGN


def _dies_at_12(report: NotebookReport, notebook: Notebook | None) -> int:
    if report.path == "12.ipynb" and notebook is not None:
        os._exit(1)  # as the system does to a process that has used up the memory
    return os.getpid()


def test_few_notebooks_are_checked_in_this_process(tmp_path: Path) -> None:
    """Other processes would cost more than they save."""
    results = list(check_many(_tasks(tmp_path, 5), _process, jobs=2))
    assert {checked.rendered for checked in results} == {os.getpid()}
    assert [checked.failing for checked in results] == [False, True, False, True, False]


def test_many_are_checked_in_as_many_processes_as_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In their order."""
    monkeypatch.setattr(batch, "SEVERAL_PROCESSES_FROM", 40)
    results = list(check_many(_tasks(tmp_path, 48), _process, jobs=2))
    processes = {checked.rendered for checked in results[batch._CHUNK :]}
    assert os.getpid() not in processes
    assert 1 <= len(processes) <= 2
    assert [checked.path for checked in results] == [f"{index}.ipynb" for index in range(48)]


def test_an_interrupt_is_left_to_the_first_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reaches all of them; a worker would show a traceback of its own."""
    monkeypatch.setattr(batch, "SEVERAL_PROCESSES_FROM", 10)
    results = list(check_many(_tasks(tmp_path, 16), _ignores_interrupts, jobs=2))
    assert {checked.rendered for checked in results[batch._CHUNK :]} == {True}


def test_a_notebook_that_kills_its_process_is_said_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It alone is reported as not checked."""
    monkeypatch.setattr(batch, "SEVERAL_PROCESSES_FROM", 10)
    results = list(check_many(_tasks(tmp_path, 20), _dies_at_12, jobs=2))
    assert [checked.path for checked in results] == [f"{index}.ipynb" for index in range(20)]
    assert [checked.path for checked in results if checked.internal_errors] == ["12.ipynb"]
    assert [checked.path for checked in results if checked.failing] == [
        f"{n}.ipynb" for n in range(1, 20, 2) if n != 12
    ]


@pytest.mark.parametrize(("severity", "failing"), [("error", True), ("warning", True), ("info", True)])
def test_what_is_worse_than_the_failing_severity_fails_too(tmp_path: Path, severity: str, failing: bool) -> None:
    """An error fails whatever the setting."""
    path = write(tmp_path / "a.ipynb", WRONG_ORDER)
    settings = Settings(fail_severity=severity)  # type: ignore[arg-type]
    results = list(check_many([Task(path, "a.ipynb", settings, Surroundings(str(tmp_path)))], _process))
    assert results[0].failing is failing


def test_standard_input_needs_no_file(tmp_path: Path) -> None:
    """Its content is handed over."""
    content = json.dumps(WRONG_ORDER).encode()
    task = Task(tmp_path / "gone.ipynb", "-", Settings(), Surroundings(), content)
    assert next(check_many([task], _process)).codes == {"NDX101": 1}
