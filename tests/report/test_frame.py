"""Code frames, drawn to the column."""

import pytest

from mldebt_lab.finding import Position, Span
from mldebt_lab.report.frame import code_frame
from mldebt_lab.report.terminal import Paint

PLAIN = Paint(False)


def _frame(source: str, start: tuple[int, int], end: tuple[int, int]) -> list[str]:
    return code_frame(source, Span(Position(*start), Position(*end)), PLAIN, "red", "")


def test_the_words_are_underlined() -> None:
    """With the line's number before them."""
    assert _frame("a = 1\nprint(rate)", (2, 6), (2, 10)) == ["2 | print(rate)", "  |       ^^^^"]


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "mark"),
    [
        ("\tx = y", 5, 6, "    x = y", "        ^"),
        ("a\tb", 2, 3, "a   b", "    ^"),
        ("x = '日本' + y", 11, 12, "x = '日本' + y", "             ^"),
        ("'日本'", 1, 3, "'日本'", " ^^^^"),
        ("e\u0301 = y", 5, 6, "e\u0301 = y", "    ^"),
        ("'\x1b[31m' + y", 10, 11, "'\\x1b[31m' + y", "             ^"),
        ("'\x1b'", 1, 2, "'\\x1b'", " ^^^^"),
    ],
)
def test_marks_stand_under_their_words_whatever_comes_before(
    line: str, start: int, end: int, shown: str, mark: str
) -> None:
    """Tabs, characters of two columns or none, and those that are shown as escapes."""
    assert _frame(line, (1, start), (1, end)) == [f"1 | {shown}", f"  | {mark}"]


def test_a_span_over_several_lines_is_underlined_on_each() -> None:
    """Without the white space before and behind the code."""
    assert _frame("f(\n    x,  \n)", (1, 0), (3, 1)) == [
        "1 | f(",
        "  | ^^",
        "2 |     x,",
        "  |     ^^",
        "3 | )",
        "  | ^",
    ]


def test_of_a_long_span_the_middle_is_left_out() -> None:
    """The first lines and the last say where it is."""
    source = "\n".join(f"line{number}" for number in range(1, 13))
    frame = _frame(source, (1, 0), (12, 6))
    assert [line for line in frame if "^" not in line] == [
        " 1 | line1",
        " 2 | line2",
        " 3 | line3",
        "   | ... 8 more lines",
        "12 | line12",
    ]


def test_of_a_long_line_the_stretch_around_the_words_is_shown() -> None:
    """A cell may hold data in one line of a megabyte."""
    line = "x" * 5000 + "bad" + "y" * 5000
    text, mark = _frame(line, (1, 5000), (1, 5003))
    assert len(text) < 130
    assert text[mark.index("^") : mark.rindex("^") + 1] == "bad"
    assert text.startswith("1 | ...")
    assert text.endswith("...")


def test_a_span_without_width_gets_one_mark() -> None:
    """As a syntax error at the end of a line has."""
    assert _frame("f(", (1, 2), (1, 2)) == ["1 | f(", "  |   ^"]


@pytest.mark.parametrize(("start", "end"), [((1, 3), (1, 99)), ((1, 99), (1, 100)), ((1, 0), (9, 0))])
def test_a_span_that_leaves_the_text_is_cut(start: tuple[int, int], end: tuple[int, int]) -> None:
    """Whatever the reason, it must not end the program."""
    assert _frame("abcdef", start, end)[0] == "1 | abcdef"


def test_a_span_of_lines_that_do_not_exist_shows_nothing() -> None:
    """Rather than another line."""
    assert _frame("a", (5, 0), (5, 1)) == []
    assert _frame("a", (0, 0), (0, 1)) == []


def test_a_form_feed_does_not_end_a_line() -> None:
    """Line numbers are Python's."""
    assert _frame("a\x0cb\nc", (2, 0), (2, 1)) == ["2 | c", "  | ^"]
