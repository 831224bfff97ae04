"""Parsing one cell: lines stay true, problems are told, nothing is raised."""

from __future__ import annotations

import ast

import pytest

from mldebt_lab.notebook.source_lines import lines_of
from mldebt_lab.syntax.cell import parse_cell

DEEP = 10_000


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = 1\ny = = 2\n", 2),
        ("%matplotlib inline\nx = 1\ny = = 2\n", 3),
        ("!ls \\\n  -l\ny = = 2\n", 3),
        ("print 'a'\n", 1),
        ("%%time\nx = = 1", 2),
        ("    x = 1\n    y = = 2", 2),
        ("x = 1\r\ny = = 2\r\n", 2),
        ("x = 1\ry = = 2", 2),
        ("x = '\u2028'\ny = = 2", 2),
        ("def", 1),
        ("x = (1,", 1),
    ],
)
def test_a_problem_is_told_with_its_line(source: str, line: int) -> None:
    """Whatever stands above it."""
    problem = parse_cell(source).problem
    assert problem is not None
    assert problem.line == line
    assert problem.message
    assert 0 <= problem.column < problem.end_column <= len(lines_of(source)[line - 1])


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\0",
        "# \0\nx = 1",
        "x = '\ud800'",
        "x = 1 # \udfff",
        "0777",
        "'" + "\\" * 3,
        "(" * 50,
        "\f\f(",
        "\ufeff\ufeffx",
    ],
)
def test_what_the_parser_cannot_take_is_a_problem(source: str) -> None:
    """It raises more than syntax errors."""
    parsed = parse_cell(source)
    assert parsed.tree is None
    assert parsed.problem is not None


@pytest.mark.parametrize(
    "source",
    [
        "x = " + "(" * DEEP + "1" + ")" * DEEP,
        "x = " + "[" * DEEP + "]" * DEEP,
        "x = " + "{1:" * DEEP + "1" + "}" * DEEP,
        "x = " + "f(" * DEEP + "1" + ")" * DEEP,
        "x = a" + ".b" * DEEP,
        "x = f" + "()" * DEEP,
        "x = a" + "[0]" * DEEP,
        "x = " + " + ".join(["a"] * DEEP),
        "x = " + "**".join(["a"] * DEEP),
        "x = " + "-" * DEEP + "1",
        "x = " + "not " * DEEP + "1",
        "x = " + "lambda: " * DEEP + "1",
        "x = " + "1 if a else " * DEEP + "2",
        "x = f'" + "{f'" * 200 + "1" + "'}" * 200 + "'",
        "x = [1" + " for a in b" * DEEP + "]",
        "if a:\n  pass\n" + "elif b:\n  pass\n" * DEEP,
        "@d\n" * DEEP + "def f(): pass",
        "".join(" " * depth + "if a:\n" for depth in range(200)) + " " * 200 + "x = 1",
        "!" * DEEP,
        "%" * DEEP,
        "?" * DEEP,
    ],
)
def test_depth_is_no_crash(source: str) -> None:
    """Python's parser has limits of its own, other ones in each version."""
    parsed = parse_cell(source)
    assert (parsed.tree is None) == (parsed.problem is not None) or parsed.head is not None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "head", ["", "%%time\n", "%matplotlib inline\n", "!ls \\\n  -l\n", "\f\n", "'\u2028\x85'\n", "  \n"]
)
def test_lines_are_those_of_the_cell(head: str, end: str) -> None:
    """However they end, and whatever is masked."""
    source = (head + "first = 1\nsecond = 2\n").replace("\n", end)
    tree = parse_cell(source).tree
    assert tree is not None
    lines = source.split(end)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            assert lines[node.lineno - 1].startswith(node.id)


@pytest.mark.parametrize("source", ["    x = value\n    y = [\n        1, value]\n", ">>> x = value\n... value\n"])
def test_columns_stay_true_where_ipython_takes_off_the_beginnings(source: str) -> None:
    """A cell that is indented as a whole, or copied from a terminal."""
    tree = parse_cell(source).tree
    assert tree is not None
    lines = source.split("\n")
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    assert any(node.id == "value" for node in names)
    for node in names:
        assert lines[node.lineno - 1][node.col_offset : node.end_col_offset] == node.id


def test_more_magics_than_anyone_writes() -> None:
    """The time that masking takes has a bound."""
    assert parse_cell("%matplotlib inline\n" * 2_000).problem is not None
    assert parse_cell("!ls\n" * 100 + "x = 1").problem is None


@pytest.mark.parametrize("source", ["%%capture times\n\n%%timeit\nx = 1", "%%time\n%%prun -q\nx = 1"])
def test_a_cell_magic_may_stand_below_one_that_runs_its_body_as_a_cell(source: str) -> None:
    """As IPython does."""
    parsed = parse_cell(source)
    assert parsed.problem is None
    assert parsed.tree is not None
    assert isinstance(parsed.tree.body[-1], ast.Assign)
    assert [magic.name for magic in parsed.magics.values()] == [
        line.split()[0].lstrip("%") for line in source.split("\n") if line.startswith("%%")
    ]


def test_the_cell_magic_below_another_may_be_for_another_language() -> None:
    """Then nothing is known of the cell, which is no problem."""
    parsed = parse_cell("%%capture out\n%%bash\nls *.csv")
    assert (parsed.tree, parsed.problem) == (None, None)
