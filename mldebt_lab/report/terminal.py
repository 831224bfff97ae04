"""Text as a terminal shows it: nothing that it would obey, and how many columns it takes.

What stands in a notebook is shown, never sent to the terminal as it is: an escape sequence could recolour, erase or
type.
"""

from __future__ import annotations

import unicodedata

TAB = 4
_CODES = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "blue": "34", "cyan": "36", "green": "32"}


class Paint:
    """Colours text if colours are wanted, else leaves it as it is."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, text: str, *styles: str) -> str:
        """``text`` in the styles, such as ``"bold"`` and ``"red"``."""
        if not self._colour or not text:
            return text
        return f"\033[{';'.join(_CODES[style] for style in styles)}m{text}\033[0m"


def visible(text: str) -> str:
    """``text`` with everything that a terminal would obey, or show as nothing, written as an escape."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character, 0) if character != "\t" else " " for character in text)


def laid_out(line: str) -> tuple[str, list[int]]:
    """A line of source as it is shown, and the display column of each of its characters and of its end."""
    shown: list[str] = []
    columns: list[int] = []
    column = 0
    for character in line:
        columns.append(column)
        text = _shown(character, column)
        shown.append(text)
        column += _width(character) if text == character else len(text)
    columns.append(column)
    return "".join(shown), columns


def _shown(character: str, column: int) -> str:
    if " " <= character <= "~":
        return character
    if character == "\t":
        return " " * (TAB - column % TAB)
    # Cc: control characters. Cf: among them the ones that turn the direction of writing, to show code in another
    # order than it runs in. Cs: halves of surrogates, which no encoding can write. Zl, Zp: line ends that are none to
    # Python.
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"):
        code = ord(character)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return character


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
