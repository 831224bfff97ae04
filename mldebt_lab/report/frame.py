"""A few lines of a cell with the offending words underlined."""

from __future__ import annotations

from mldebt_lab.finding import Position, Span
from mldebt_lab.notebook.source_lines import lines_of
from mldebt_lab.report.terminal import Paint, laid_out

_WIDTH = 110
"""Columns of source that are shown; of a longer line, the stretch around the words."""
_LINES = 4
"""Lines that are shown of a span over several lines, the last of them included."""


def code_frame(source: str, span: Span, paint: Paint, style: str, indent: str) -> list[str]:
    """The lines of ``source`` that ``span`` covers, numbered, each with its part of the span underlined."""
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
    width = len(str(last))
    margin = indent + paint(f"{'':>{width}} | ", "dim")
    frame: list[str] = []
    for position, number in enumerate(numbers):
        if left_out > 1 and position == _LINES - 1:
            frame.append(margin + paint(f"... {left_out} more lines", "dim"))
        text, mark = _underlined(lines[number - 1], *_columns(span, number, lines[number - 1]))
        frame.append(f"{indent}{paint(f'{number:>{width}} | ', 'dim')}{text}".rstrip())
        if mark:
            carets = mark.lstrip()
            frame.append(margin + " " * (len(mark) - len(carets)) + paint(carets, style))
    return frame


def _columns(span: Span, number: int, line: str) -> tuple[int, int]:
    """Which characters of a line the span covers; white space at the line's edges is left out where it runs on."""
    start, end = span.start, span.end
    if number != start.line:
        start = Position(number, len(line) - len(line.lstrip()))
    if number != end.line:
        end = Position(number, len(line.rstrip()))
    return min(start.column, len(line)), min(max(end.column, start.column), len(line))


def _underlined(line: str, start: int, end: int) -> tuple[str, str]:
    """A line as it is shown, and the marks for the line below it."""
    before = after = ""
    if len(line) > _WIDTH:
        begin = 0 if end <= _WIDTH - 10 else max(0, min(start - 20, len(line) - _WIDTH))
        before, after = "..." if begin else "", "..." if begin + _WIDTH < len(line) else ""
        line = line[begin : begin + _WIDTH]
        start, end = start - begin, min(end - begin, len(line))
    shown, columns = laid_out(line)
    # A span without width, such as the end of a line where something is missing, is marked by one caret.
    length = max(columns[end] - columns[start], 1)
    blank = not shown.strip()
    return before + shown + after, "" if blank else " " * (len(before) + columns[start]) + "^" * length
