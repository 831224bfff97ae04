"""The cell notation in which rules write their examples.

::

    # %% [2]
    print(rate)  # <- rate
    # %% [1]
    rate = 0.1

``# %%`` starts a cell; ``[2]`` is its execution count, and a cell with a count has an output unless ``quiet`` follows;
``error=NameError`` gives it a stored traceback, ``tags=a,b`` tags and ``[markdown]`` another type.
``# <- words`` at the end of a line marks the words on that line at which the rule has to report; it is taken off before
the analysis. Before the cells, ``# %% config`` holds project configuration in TOML, and ``# %% file data/raw.csv`` makes
the project hold such a file with the text below it.

``ran="rate = 0.1"`` says that the cell was seen to run, with that source, in a live session at the time of its count;
``seen`` that it ran as it stands, and ``times=2`` that it did so twice, the last time at its count; a ``deleted`` cell ran
as it stands and is no longer in the notebook.
"""

from __future__ import annotations

import re

import msgspec

from mldebt_lab.finding import Position, Span
from mldebt_lab.notebook import Cell, ErrorOutput, Notebook
from mldebt_lab.notebook.session import RunEvent, Session

_CELL = re.compile(r"^# %%(?P<head>.*)$")
_RAN = re.compile(r'ran="([^"]*)"')
_SEEN = re.compile(r"\b(?:seen|deleted)\b")
_MARK = re.compile(r"[ ]*# <- (?P<words>.+)$")


class Mark(msgspec.Struct, frozen=True):
    """Where a rule has to report: the cell's index and the span of the marked words."""

    cell: int
    span: Span


class Example(msgspec.Struct, frozen=True):
    """A notebook made from an example, with the marked places, the configuration (TOML text, may be empty), what a live
    session saw, if anything, and the project's other files (path and text)."""

    notebook: Notebook
    marks: tuple[Mark, ...]
    config: str
    session: Session | None = None
    files: tuple[tuple[str, str], ...] = ()


def parse_example(text: str) -> Example:
    """Make the notebook that an example describes. Raises ValueError when a mark's words are not on its line."""
    config = ""
    files: list[tuple[str, str]] = []
    cells: list[Cell] = []
    marks: list[Mark] = []
    events: list[RunEvent] = []
    for head, lines in _blocks(text):
        if head == "config":
            config = "\n".join(lines)
            continue
        if head.startswith("file "):
            files.append((head.removeprefix("file "), "\n".join(lines)))
            continue
        source_lines: list[str] = []
        for number, line in enumerate(lines, start=1):
            match = _MARK.search(line)
            code = line if match is None else line[: match.start()]
            if match is not None:
                marks.append(Mark(len(cells), _find(match.group("words"), code, number)))
            source_lines.append(code)
        cell = _cell(len(cells), head, "\n".join(source_lines))
        ran = _RAN.search(head)
        if ran is not None or _SEEN.search(head):
            source = ran.group(1) if ran is not None else cell.source
            last = cell.execution_count or 0
            times = re.search(r"times=(\d+)", head)
            for number in range(last - (int(times.group(1)) if times else 1), last):
                events.append(RunEvent(number + 1, cell.id, source, "ok"))
        if "deleted" not in head:
            cells.append(cell)
    notebook = Notebook("example.ipynb", "python", "3", tuple(cells))
    events.sort(key=lambda event: event.n)
    return Example(notebook, tuple(marks), config, Session(tuple(events)) if events else None, tuple(files))


def _blocks(text: str) -> list[tuple[str, list[str]]]:
    blocks: list[tuple[str, list[str]]] = []
    for line in text.strip("\n").split("\n"):
        match = _CELL.match(line)
        if match is not None:
            blocks.append((match.group("head").strip(), []))
        elif blocks:
            blocks[-1][1].append(line)
        else:
            blocks.append(("", [line]))
    return blocks


def _find(words: str, code: str, line: int) -> Span:
    column = code.find(words)
    if column < 0:
        raise ValueError(f"the marked words {words!r} are not on their line: {code!r}")
    return Span(Position(line, column), Position(line, column + len(words)))


def _cell(index: int, head: str, source: str) -> Cell:
    count = re.search(r"\[(\d+)\]", head)
    error = re.search(r"error=(\w+)", head)
    tags = re.search(r"tags=(\S+)", head)
    markdown = "[markdown]" in head
    return Cell(
        index=index,
        id="gone" if "deleted" in head else f"cell-{index}",
        type="markdown" if markdown else "code",
        source=source,
        execution_count=int(count.group(1)) if count else None,
        has_output=bool(error) or (count is not None and "quiet" not in head),
        error=ErrorOutput(error.group(1), "") if error else None,
        tags=tuple(tags.group(1).split(",")) if tags else (),
    )
