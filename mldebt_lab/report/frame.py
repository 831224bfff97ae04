"""A few lines of a cell with the offending words marked."""

from __future__ import annotations

import msgspec

from mldebt_lab.finding import Position, Span
from mldebt_lab.notebook.source_lines import lines_of
from mldebt_lab.report.terminal import Paint, laid_out

_WIDTH = 110
"""Columns of source that are shown; of a longer line, the stretch around the words."""
_LINES = 4
"""Lines that are shown of a span over several lines, the last of them included."""


class FrameLine(msgspec.Struct, frozen=True):
    """A line of the frame: ``text`` as it stands in the cell, of which ``start`` to ``end`` is marked.

    ``before`` and ``after`` stand for what is left out of a long line, ``left_out`` says how many lines are left out
    above this one.
    """

    number: int
    text: str
    start: int
    end: int
    before: str = ""
    after: str = ""
    left_out: int = 0


def framed(source: str, span: Span) -> list[FrameLine]:
    """The lines of ``source`` that ``span`` covers; of many, the first ones and the last."""
    lines = lines_of(source)
    first, last = span.start.line, min(span.end.line, len(lines))
    if last > first and span.end.column == 0:
        last -= 1  # the span ends with the line before
    if not 1 <= first <= last:
        return []
    numbers = list(range(first, last + 1))
    left_out = len(numbers) - _LINES
    if left_out > 1:
        numbers = [*numbers[: _LINES - 1], numbers[-1]]
    gap = left_out if left_out > 1 else 0
    return [
        _line(number, lines[number - 1], span, gap if position == _LINES - 1 else 0)
        for position, number in enumerate(numbers)
    ]


def code_frame(source: str, span: Span, paint: Paint, style: str, indent: str) -> list[str]:
    """The frame for a terminal: the lines numbered, each with its part of the span underlined."""
    lines = framed(source, span)
    if not lines:
        return []
    width = len(str(lines[-1].number))
    margin = indent + paint(f"{'':>{width}} | ", "dim")
    frame: list[str] = []
    for line in lines:
        if line.left_out:
            frame.append(margin + paint(f"... {line.left_out} more lines", "dim"))
        text, mark = _underlined(line)
        frame.append(f"{indent}{paint(f'{line.number:>{width}} | ', 'dim')}{text}".rstrip())
        if mark:
            carets = mark.lstrip()
            frame.append(margin + " " * (len(mark) - len(carets)) + paint(carets, style))
    return frame


def _line(number: int, line: str, span: Span, left_out: int) -> FrameLine:
    start, end = _columns(span, number, line)
    if len(line) <= _WIDTH:
        return FrameLine(number, line, start, end, left_out=left_out)
    begin = 0 if end <= _WIDTH - 10 else max(0, min(start - 20, len(line) - _WIDTH))
    text = line[begin : begin + _WIDTH]
    before, after = "..." if begin else "", "..." if begin + _WIDTH < len(line) else ""
    return FrameLine(number, text, start - begin, min(end - begin, len(text)), before, after, left_out)


def _columns(span: Span, number: int, line: str) -> tuple[int, int]:
    """Which characters of a line the span covers; white space at the line's edges is left out where it runs on."""
    start, end = span.start, span.end
    if number != start.line:
        start = Position(number, len(line) - len(line.lstrip()))
    if number != end.line:
        end = Position(number, len(line.rstrip()))
    return min(start.column, len(line)), min(max(end.column, start.column), len(line))


def _underlined(line: FrameLine) -> tuple[str, str]:
    """A line as a terminal shows it, and the marks for the line below it."""
    shown, columns = laid_out(line.text)
    # A span without width, such as the end of a line where something is missing, is marked by one caret.
    length = max(columns[line.end] - columns[line.start], 1)
    mark = " " * (len(line.before) + columns[line.start]) + "^" * length
    return line.before + shown + line.after, mark if shown.strip() else ""
