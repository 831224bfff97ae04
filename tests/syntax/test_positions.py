"""Columns are code points, whatever the parser counts."""

from __future__ import annotations

import ast

import pytest

from mldebt_lab.finding import Position
from mldebt_lab.syntax.cell import parse_cell
from mldebt_lab.syntax.positions import extent, span_of
from mldebt_lab.syntax.statements import shape_of, smallest_statement


@pytest.mark.parametrize(
    "source",
    [
        "x = 'a'; f(target)",
        "x = 'é'; f(target)",
        "x = '漢字'; f(target)",
        "x = '𝒳🎈'; f(target)",
        "é = 1\nf(é, target)  # é",
        "x = '''é\né'''; f(target)",
        "\tx = 'é'; f(target)",
        "x = 'é' \\\n  'é'; f('é', target)",
        "x = '\u2028é'; f(target)",
        "%time x = 'é'; f(target)",
    ],
)
def test_a_span_covers_its_words(source: str) -> None:
    """Text of one to four bytes a character in front of them."""
    tree = parse_cell(source).tree
    assert tree is not None
    (node,) = (node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "target")
    span = span_of(extent(node), source)
    line = source.split("\n")[span.start.line - 1]
    assert line[span.start.column : span.end.column] == "target"


STATEMENTS = """\
import a
@first
@second(
    1)
def f(x):
    if x:
        y = 1; z = 2
    else:
        w = 3
    return y
try:
    b = 1
except E:
    c = 2
finally:
    d = 3
match a:
    case 1:
        e = 4
"""


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        (1, 7, "import a"),
        (2, 1, "def f"),
        (3, 1, "def f"),
        (5, 4, "def f"),
        (6, 7, "if x"),
        (7, 8, "y = 1"),
        (7, 15, "z = 2"),
        (9, 8, "w = 3"),
        (10, 4, "return y"),
        (12, 4, "b = 1"),
        (13, 8, "try"),
        (14, 4, "c = 2"),
        (16, 4, "d = 3"),
        (17, 6, "match a"),
        (19, 8, "e = 4"),
    ],
)
def test_the_innermost_statement_is_found(line: int, column: int, expected: str) -> None:
    """In every kind of block."""
    found = smallest_statement(ast.parse(STATEMENTS), Position(line, column), STATEMENTS)
    assert found is not None
    text = ast.get_source_segment(STATEMENTS, found)
    assert text is not None
    assert text.startswith(expected)


def test_there_is_none_behind_the_last() -> None:
    """Nor in an empty cell."""
    assert smallest_statement(ast.parse("x = 1\n\n"), Position(2, 0), "x = 1\n\n") is None
    assert smallest_statement(ast.parse(""), Position(1, 0), "") is None


@pytest.mark.parametrize(
    ("source", "shape"),
    [
        (
            "a, b = x[1, 2:]",
            "Assign [ Tuple( [ Name( a ) Name( b ) ] ) ] "
            "Subscript( Name( x ) Tuple( [ Constant( 1 ) Slice( Constant( 2 ) - - ) ] ) ) -",
        ),
        (
            "@d\ndef f(a, *, b=1): return a",
            "FunctionDef f arguments( [ ] [ arg( a - - ) ] - [ arg( b - - ) ] [ Constant( 1 ) ] - [ ] ) "
            "[ Name( d ) ] - -",
        ),
        ("if x:\n    y = 1\nelse:\n    z = 2", "If Name( x )"),
        ("x = lambda: 'a'", "Assign [ Name( x ) ] Lambda( arguments( [ ] [ ] - [ ] [ ] - [ ] ) Constant( 'a' ) ) -"),
        (
            "f(f'{x!r:>3}b' 'c')",
            "Expr Call( Name( f ) [ JoinedStr( [ FormattedValue( Name( x ) 114 JoinedStr( "
            "[ Constant( '>3' ) ] ) ) Constant( 'bc' ) ] ) ] [ ] )",
        ),
    ],
)
def test_a_statement_has_the_same_shape_in_every_version_of_python(source: str, shape: str) -> None:
    """Fingerprints are made of it, which are compared between machines."""
    assert shape_of(ast.parse(source).body[0]) == shape


def test_the_shape_is_what_a_statement_says() -> None:
    """Not how it is laid out."""
    one = shape_of(ast.parse("x = f(1, 'a')  # why").body[0])
    assert one == shape_of(ast.parse('x = f(\n    1,\n    "a",\n)').body[0])
    assert one != shape_of(ast.parse("x = f(1, 'b')").body[0])
    assert one != shape_of(ast.parse("x = f(1.0, 'a')").body[0])
    assert one != shape_of(ast.parse("y = f(1, 'a')").body[0])
    assert shape_of(ast.parse("f(a)(b)").body[0]) != shape_of(ast.parse("f(a, b)").body[0])
