"""The report in a terminal, as people see it."""

from msgspec.structs import replace

from mldebt_lab.finding import CellRef, Finding, Limit, Position, Related, Severity, Span
from mldebt_lab.notebook import Cell, Notebook
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.report.summary import Totals, render_summary
from mldebt_lab.report.terminal import Paint
from mldebt_lab.report.text import TextStyle, hidden_notes, render_notebook

NOTEBOOK = Notebook(
    "work/a.ipynb",
    "python",
    "3",
    (Cell(0, "a", "code", "print(rate)", execution_count=2), Cell(1, "b", "code", "rate = 0.1")),
)


def _finding(code: str, severity: Severity, span: Span | None, cell: int | None = 0) -> Finding:
    ref = None if cell is None else NOTEBOOK.cells[cell].ref
    return Finding(code, "some-name", f"message of {code}", severity, "proven", "static", ref, span)


def _span(start: int, end: int) -> Span:
    return Span(Position(1, start), Position(1, end))


def _report(*findings: Finding) -> NotebookReport:
    return NotebookReport("work/a.ipynb", "python", "fails", findings)


def test_the_whole_of_it() -> None:
    """Notebook, cell, finding, place in the code, and the place that explains it."""
    related = Related(CellRef("b", 1, None), _span(0, 4), "`rate` is defined here")
    finding = replace(
        _finding("NDX101", "error", _span(6, 10)), related=(related,), confidence="likely", evidence="recorded"
    )
    assert render_notebook(_report(finding), NOTEBOOK, TextStyle()) == (
        "work/a.ipynb: a clean run fails\n"
        "\n"
        "  cell 1 [2]\n"
        "    error NDX101 some-name (likely, by the stored counts and outputs)\n"
        "      message of NDX101\n"
        "      1 | print(rate)\n"
        "        |       ^^^^\n"
        "      cell 2, line 1: `rate` is defined here\n"
        "        1 | rate = 0.1\n"
        "          | ^^^^\n"
        "\n"
    )


def test_notes_are_left_out_unless_wanted() -> None:
    """And counted, so that the summary can say so."""
    report = _report(_finding("NDX105", "info", None, None))
    assert render_notebook(report, NOTEBOOK, TextStyle()) == ""
    assert hidden_notes(report, TextStyle()) == 1
    assert "note NDX105" in render_notebook(report, NOTEBOOK, TextStyle(show_notes=True))
    assert hidden_notes(report, TextStyle(show_notes=True)) == 0


def test_what_was_not_analysed_is_said_with_the_notes() -> None:
    """By cell."""
    report = replace(_report(), limits=(Limit(CellRef("b", 1, 3), "It is R."), Limit(None, "All \x1b[0m.")))
    text = render_notebook(report, NOTEBOOK, TextStyle(show_notes=True))
    assert "  not analysed: cell 2 [3]: It is R.\n  not analysed: All \\x1b[0m.\n" in text


def test_a_path_and_the_write_to_it_are_one_row() -> None:
    """The write leads; a path elsewhere keeps its own row."""
    write = _finding("NDS402", "warning", _span(6, 10))
    path = _finding("NDP301", "error", _span(6, 10))
    other = _finding("NDP301", "error", _span(0, 5))
    text = render_notebook(_report(path, write, other), NOTEBOOK, TextStyle())
    assert "    warning NDS402 some-name (sure)\n      message of NDS402\n      also error NDP301 some-name\n" in text
    assert text.count("message of NDP301") == 1


def test_text_from_the_notebook_is_shown_and_not_obeyed() -> None:
    """Its path, messages that quote it, its code."""
    notebook = replace(NOTEBOOK, cells=(Cell(0, "a", "code", "\x1b[2J"),))
    finding = replace(_finding("NDX101", "error", _span(0, 4)), message="Uses \x1b]0;x\x07")
    text = render_notebook(replace(_report(finding), path="\x1b.ipynb"), notebook, TextStyle())
    assert "\x1b" not in text
    assert "\x07" not in text


def test_colour_is_added_and_changes_nothing_else() -> None:
    """What remains without the colour is the same text."""
    import re

    report = _report(_finding("NDX101", "error", _span(6, 10)))
    coloured = render_notebook(report, NOTEBOOK, TextStyle(colour=True))
    assert coloured != (plain := render_notebook(report, NOTEBOOK, TextStyle()))
    assert re.sub(r"\033\[[0-9;]*m", "", coloured) == plain


def test_the_summary() -> None:
    """One line, and a second for what is not shown."""
    totals = Totals(3, 2, {"error": 1, "info": 2}, ignored=1, hidden_notes=2)
    assert render_summary(totals, Paint(False)) == (
        "1 error, 2 notes in 2 of 3 notebooks (1 ignored).\n2 notes not shown; --show-notes shows them.\n"
    )
    assert render_summary(Totals(1, 0, {}), Paint(False)) == "Nothing found in 1 notebook.\n"
    assert "not complete" in render_summary(Totals(1, 0, {}, internal_errors=1), Paint(False))
