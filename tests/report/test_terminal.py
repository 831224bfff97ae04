"""What a terminal gets to see."""

import pytest

from mldebt_lab.report.terminal import Paint, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Grüße, 日本", "Grüße, 日本"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("a\rb\nc\x08d", "a\\x0db\\x0ac\\x08d"),
        ("\u202eevil", "\\u202eevil"),
        ("\ud83d", "\\ud83d"),
        ("\u2028", "\\u2028"),
        ("\U000e0041", "\\U000e0041"),
        ("a\tb", "a b"),
        ("\0", "\\x00"),
    ],
)
def test_what_a_terminal_would_obey_is_written_as_an_escape(text: str, shown: str) -> None:
    """Colour, title, cursor, direction of writing; and nothing else is changed."""
    assert visible(text) == shown


def test_colours_only_where_they_are_wanted() -> None:
    """And always switched off again."""
    assert Paint(False)("x", "bold", "red") == "x"
    assert Paint(True)("x", "bold", "red") == "\033[1;31mx\033[0m"
    assert Paint(True)("", "red") == ""
