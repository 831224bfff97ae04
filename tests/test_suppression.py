"""What people have decided to live with."""

from collections.abc import Sequence
from datetime import date

import pytest

from mldebt_lab.finding import Finding, Position, Span
from mldebt_lab.fixes.application import applied
from mldebt_lab.notebook import Cell, Notebook
from mldebt_lab.notebook.ignores import Ignore, ignores_in
from mldebt_lab.rules.registry import all_rules
from mldebt_lab.suppression import Suppressions, suppressions_of

TODAY = date(2026, 6, 1)


def _notebook(
    source: str, *, language: str = "python", tags: tuple[str, ...] = (), codes: tuple[str, ...] = ()
) -> Notebook:
    cells = (Cell(0, "a", "code", source, tags=tags), Cell(1, "b", "code", "y = 1"))
    return Notebook("a.ipynb", language, "3", cells, ignores=ignores_in(list(codes)))


def _finding(notebook: Notebook, line: int, *, cell: int = 0, last: int | None = None, code: str = "NDX101") -> Finding:
    span = Span(Position(line, 0), Position(last or line, 1))
    return Finding(code, "use-before-definition", "", "error", "proven", "static", notebook.cells[cell].ref, span)


def _limits(notebook: Notebook, *found: Finding, project: Sequence[Ignore] = ()) -> list[str]:
    """What is said of the notebook's suppressions once these findings were split."""
    suppressions = suppressions_of(notebook, project, TODAY)
    suppressions.split(found)
    return [limit.why for limit in (*suppressions.problems, *suppressions.unused(all_rules()))]


def _of(source: str, language: str = "python") -> Suppressions:
    return suppressions_of(_notebook(source, language=language), today=TODAY)


def _suppressed(
    source: str, line: int, *, language: str = "python", code: str = "NDX101", last: int | None = None
) -> bool:
    notebook = _notebook(source, language=language)
    remaining, ignored = suppressions_of(notebook, today=TODAY).split([_finding(notebook, line, code=code, last=last)])
    assert len(remaining) + len(ignored) == 1
    return bool(ignored)


def test_a_comment_behind_a_line_counts_for_that_line() -> None:
    """And for no other."""
    source = "x\ny  # mldebt: ignore[NDX101] known\nz"
    assert [_suppressed(source, line) for line in (1, 2, 3)] == [False, True, False]


def test_a_comment_within_a_finding_of_several_lines_counts() -> None:
    """A call may end lines after it began."""
    assert _suppressed("f(\n  x,\n)  # mldebt: ignore[NDX101]", 1, last=3)


def test_a_comment_at_the_head_of_a_cell_counts_for_the_whole_cell() -> None:
    """Behind other comments, blank lines and a cell magic; but not once code has begun, and not for other cells."""
    head = "%%time\n# Title\n\n# mldebt: ignore[NDX101]\nx\ny"
    assert _suppressed(head, 5)
    assert _suppressed(head, 6)
    notebook = _notebook(head)
    remaining, _ = suppressions_of(notebook, today=TODAY).split([_finding(notebook, 1, cell=1)])
    assert len(remaining) == 1
    assert not _suppressed("x\n# mldebt: ignore[NDX101]\ny", 3)


@pytest.mark.parametrize(
    "selector", ["NDX101", "NDX10", "NDX", "ndx101", "use-before-definition", "ALL", "NDR, NDX101"]
)
def test_selectors(selector: str) -> None:
    """Code, the beginning of one, name, several."""
    assert _suppressed(f"x  # mldebt: ignore[{selector}]", 1)
    assert not _suppressed("x  # mldebt: ignore[NDX102]", 1)


def test_the_reason_and_the_date_are_kept() -> None:
    """They are shown where ignored findings are listed."""
    notebook = _notebook("x  # mldebt: ignore[NDX101] teaching example, until=2027-01-01")
    _, ignored = suppressions_of(notebook, today=TODAY).split([_finding(notebook, 1)])
    assert (ignored[0].scope, ignored[0].reason, ignored[0].until) == ("comment", "teaching example", "2027-01-01")
    assert ignored[0].finding.code == "NDX101"


def test_a_date_that_has_passed_suppresses_no_more() -> None:
    """It holds up to and including its day."""
    assert _suppressed("x  # mldebt: ignore[NDX101] until=2026-06-01", 1)
    assert not _suppressed("x  # mldebt: ignore[NDX101] until=2026-05-31", 1)


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        ("# mldebt: ignore", "names no rule"),
        ("# mldebt: ignore NDX101", "names no rule"),
        ("# mldebt: ignore[]", "names no rule"),
        ("# mldebt: ignore[NDX101] until=next year", "its date"),
        ("# mldebt: ignore[NDX101] until=2026-13-01", "its date"),
    ],
)
def test_a_comment_that_cannot_be_understood_suppresses_nothing_and_is_named(comment: str, problem: str) -> None:
    """A slip of the pen must not hide findings, nor be silent."""
    assert not _suppressed(f"x {comment}", 1)
    problems = _of(f"x {comment}").problems
    assert len(problems) == 1
    assert problem in problems[0].why
    assert "line 1" in problems[0].why


@pytest.mark.parametrize(
    "line",
    [
        'x = "# mldebt: ignore[NDX101]"',
        "x = '# mldebt: ignore[NDX101]'",
        'x = "\\"# mldebt: ignore[NDX101]"',
        'x = """a "b" # mldebt: ignore[NDX101]"""',
    ],
)
def test_in_a_string_it_is_no_comment(line: str) -> None:
    """As far as the line alone tells."""
    assert not _suppressed(line, 1)


@pytest.mark.parametrize(
    "line",
    [
        'x = "it\'s"  # mldebt: ignore[NDX101]',
        "x = ''  # mldebt: ignore[NDX101]",
        "x  # don't # mldebt: ignore[NDX101]",
    ],
)
def test_behind_a_string_it_is_one(line: str) -> None:
    """Quotes that are closed, or in a comment themselves, do not matter."""
    assert _suppressed(line, 1)


def test_other_languages_have_comments_too() -> None:
    """R and Julia write them alike; their quotes are not looked into (an R name may hold an apostrophe)."""
    assert _suppressed("x <- 1 # mldebt: ignore[NDX112]", 1, language="r", code="NDX112")


def test_lines_are_counted_as_python_counts_them() -> None:
    """A form feed and U+2028 end no line."""
    assert _suppressed("a\x0cb\u2028c\nx  # mldebt: ignore[NDX101]", 2)


def test_tag_notebook_and_project() -> None:
    """Each names itself as the scope; the nearest to the finding counts."""
    notebook = _notebook("x", tags=("other", "mldebt-ignore:NDX101"), codes=("NDX",))
    findings = [_finding(notebook, 1), _finding(notebook, 1, cell=1)]
    _, ignored = suppressions_of(notebook, ignores_in(["ALL"]), TODAY).split(
        [*findings, _finding(notebook, 1, code="NDP301")]
    )
    assert [one.scope for one in ignored] == ["tag", "notebook", "project"]


def test_a_finding_without_a_cell_can_be_suppressed_for_the_notebook() -> None:
    """But not by a comment."""
    notebook = _notebook("# mldebt: ignore[NDX105]\nx", codes=())
    finding = Finding("NDX105", "duplicate-execution-count", "", "info", "proven", "recorded")
    assert suppressions_of(notebook, today=TODAY).split([finding])[0] == [finding]
    assert suppressions_of(notebook, ignores_in(["NDX105"]), TODAY).split([finding])[0] == []


def test_metadata_can_say_why_since_when_and_until_when() -> None:
    """Of a cell and of the notebook; entries of text alone are read as ever."""
    said = [{"code": "NDX101", "reason": "a lesson", "date": "2026-05-01", "until": "2026-12-31"}]
    cells = (Cell(0, "a", "code", "x", ignores=ignores_in(said)), Cell(1, "b", "code", "y"))
    notebook = Notebook("a.ipynb", "python", "3", cells, ignores=ignores_in(["NDP", *said]))
    found = [_finding(notebook, 1), _finding(notebook, 1, cell=1), _finding(notebook, 1, cell=1, code="NDP301")]
    remaining, ignored = suppressions_of(notebook, today=TODAY).split(found)
    assert remaining == []
    told = [(one.scope, one.selector, one.reason, one.since, one.until) for one in ignored]
    assert told == [
        ("cell", "NDX101", "a lesson", "2026-05-01", "2026-12-31"),
        ("notebook", "NDX101", "a lesson", "2026-05-01", "2026-12-31"),
        ("notebook", "NDP", "", None, None),
    ]


@pytest.mark.parametrize("entry", [None, 7, {}, {"code": ["NDX101"]}, {"reason": "none"}, [], ""])
def test_an_entry_that_cannot_be_understood_suppresses_nothing_and_is_named(entry: object) -> None:
    """Metadata may hold anything."""
    notebook = Notebook("a.ipynb", "python", "3", (Cell(0, "a", "code", "x"),), ignores=ignores_in([entry]))
    finding = _finding(notebook, 1)
    assert suppressions_of(notebook, today=TODAY).split([finding]) == ([finding], [])
    assert ["names no rule" in why for why in _limits(notebook, finding)] == [True]


def test_what_suppresses_nothing_is_named() -> None:
    """In whichever form; not what suppressed something, nor what a project says of many notebooks."""
    cells = (
        Cell(0, "a", "code", "x  # mldebt: ignore[NDX101, NDR205]", tags=("mldebt-ignore:NDP301",)),
        Cell(1, "b", "code", "y", ignores=ignores_in([{"code": "NDS401"}])),
    )
    notebook = Notebook("a.ipynb", "python", "3", cells, ignores=ignores_in(["unseeded-split", "NDQ9"]))
    assert _limits(notebook, _finding(notebook, 1), project=ignores_in(["NDS402"])) == [
        "The comment in line 1 suppresses nothing: nothing of NDR205 is found.",
        "The tag mldebt-ignore:NDP301 suppresses nothing: nothing of NDP301 is found.",
        "The entry for NDS401 in the cell's metadata suppresses nothing: nothing of NDS401 is found.",
        "The entry for unseeded-split in the notebook's metadata suppresses nothing: "
        "nothing of unseeded-split is found.",
        "The entry for NDQ9 in the notebook's metadata suppresses nothing: no rule goes by NDQ9.",
    ]


def test_what_judges_runs_may_be_ignored_before_there_are_any() -> None:
    """That a cell was edited since its run is found in one session and not in the next."""
    notebook = _notebook("x", codes=("NDX109", "NDX"))
    assert _limits(notebook) == []


def test_what_was_not_asked_is_not_called_unused() -> None:
    """As with --select."""
    suppressions = suppressions_of(_notebook("x", codes=("NDX101",)), today=TODAY)
    assert list(suppressions.unused([rule for rule in all_rules() if rule.code == "NDP301"])) == []


def test_what_has_expired_is_named() -> None:
    """Whoever set the date wants to know."""
    assert _limits(_notebook("x  # mldebt: ignore[NDX101] until=2026-05-31")) == [
        "The comment in line 1 has expired: it held until 2026-05-31."
    ]
    project = ignores_in([{"code": "NDX101", "until": "2026-05-31"}])
    assert _limits(_notebook("x"), project=project) == [
        "The entry for NDX101 in the project's settings has expired: it held until 2026-05-31."
    ]


@pytest.mark.parametrize(
    ("source", "restored"),
    [
        ("x  # mldebt: ignore[NDX101] why, until=2027-01-01", "x"),
        ("a\nx  # mldebt: ignore[NDP, NDX101] why\nb", "a\nx  # mldebt: ignore[NDP] why\nb"),
        ("%%time\n# mldebt: ignore[NDX101]\nx", "%%time\nx"),
        ("a = '📈'\r\nx # mldebt: ignore[NDX101]\r\nb", "a = '📈'\r\nx\r\nb"),
        ("x  # see below # mldebt: ignore[NDX101]", "x  # see below"),
        ("# mldebt: ignore[NDX101]", ""),
    ],
)
def test_a_comment_can_be_taken_back(source: str, restored: str) -> None:
    """What it takes is said with what is ignored; the rest of the line and of the comment stays."""
    notebook = Notebook("a.ipynb", "python", "3", (Cell(0, "a", "code", source),))
    line = next(number for number, text in enumerate(source.splitlines(), 1) if "mldebt" in text)
    _, (ignored,) = suppressions_of(notebook, today=TODAY).split([_finding(notebook, line)])
    assert ignored.restore is not None
    assert applied(notebook, ignored.restore.operations).cells[0].source == restored
