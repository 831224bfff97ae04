"""Whatever cells say, the analysis answers, with places inside the cells; and what it remembers changes no answer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mldebt_lab.config import Settings
from mldebt_lab.dataflow.analysis import Memory
from mldebt_lab.finding import Span
from mldebt_lab.lint import check_notebook
from mldebt_lab.notebook import Notebook
from mldebt_lab.notebook.source_lines import lines_of
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.places import Surroundings
from mldebt_lab.report.wire import encode_notebook
from tests.dataflow.fragments import SESSIONS, SOUP, SOURCE, edits, notebook_of, notebooks

ALL = Settings(select=("ALL",))
SURROUNDINGS = Surroundings("/home/ada/project", "notebooks")


@pytest.fixture(autouse=True, scope="module")
def _internal_errors_are_raised() -> Iterator[None]:
    with patch.dict(os.environ, {"MLDEBT_RAISE": "1"}):
        yield


@given(st.data())
def test_after_edits_the_report_is_that_of_a_fresh_analysis(data: st.DataObject) -> None:
    """The cells that are not followed again are those for which nothing has changed, and no others."""
    memory = Memory()
    cells = data.draw(notebooks())
    check_notebook(notebook_of(cells), ALL, SURROUNDINGS, memory=memory)
    for number in range(data.draw(st.integers(1, 4))):
        cells = data.draw(edits(cells, 100 + number))
        notebook = notebook_of(cells)
        session = data.draw(SESSIONS)
        remembered = check_notebook(notebook, ALL, SURROUNDINGS, session, memory)
        fresh = check_notebook(notebook, ALL, SURROUNDINGS, session)
        assert encode_notebook(remembered) == encode_notebook(fresh)


@given(notebooks(SOUP | SOURCE))
def test_no_cell_is_too_strange(cells: list) -> None:  # type: ignore[type-arg]  # cells
    """Half of what people type is no Python yet."""
    notebook = notebook_of(cells)
    report = check_notebook(notebook, ALL, SURROUNDINGS)
    for cell_index, span in _spans(report):
        _assert_inside(span, notebook, cell_index)


def _spans(report: NotebookReport) -> Iterator[tuple[int, Span]]:
    for finding in report.findings:
        places = [finding, *finding.related]
        for place in places:
            if place.cell is not None and place.span is not None:
                yield place.cell.index, place.span
    for access in report.accesses:
        if access.span is not None:
            yield access.cell.index, access.span


def _assert_inside(span: Span, notebook: Notebook, cell_index: int) -> None:
    lines = lines_of(notebook.cells[cell_index].source)
    assert (span.start.line, span.start.column) <= (span.end.line, span.end.column)
    for place in (span.start, span.end):
        assert 1 <= place.line <= len(lines)
        assert 0 <= place.column <= len(lines[place.line - 1])
