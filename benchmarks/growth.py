"""How the cost of a check grows with the cells of a notebook, and with the number of notebooks.

The notebooks are made up, and the start of the program is included. With ``--plot`` the table is drawn, too.

Run: python -m benchmarks.growth [--rounds N] [--plot FILE.svg]
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.bench import COMMANDS
from benchmarks.made_up_notebooks import write_made_up
from benchmarks.process_cost import measure_side_by_side

CELLS = (10, 100, 1_000, 10_000)
NOTEBOOKS = (10, 100, 300, 1_000, 3_000)
_CELLS_EACH = 20
_WIDTH, _HEIGHT, _MARGIN = 560, 340, 60
_COLOURS = ("#1f6fb2", "#c4580a")


class Point(NamedTuple):
    """So many code cells in all, and the seconds of processor time that the check and the floor took."""

    cells: int
    seconds: float
    floor: float


def main() -> int:
    """Measure, print, and draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the table into an SVG file")
    options = parser.parse_args()
    print(f"{'':32} CPU s  floors  ms a cell")
    lines: dict[str, list[Point]] = {"one notebook": [], f"notebooks of {_CELLS_EACH} cells": []}
    one, many = lines.values()
    with tempfile.TemporaryDirectory() as name:
        for cells in CELLS:
            folder = Path(name) / f"cells-{cells}"
            write_made_up(folder / "a.ipynb", cells)
            one.append(_measured(f"1 notebook of {cells:,} cells", folder, cells, options.rounds))
        for notebooks in NOTEBOOKS:
            folder = Path(name) / f"notebooks-{notebooks}"
            for number in range(notebooks):
                write_made_up(folder / f"{number}.ipynb", _CELLS_EACH)
            what = f"{notebooks:,} notebooks of {_CELLS_EACH} cells"
            many.append(_measured(what, folder, notebooks * _CELLS_EACH, options.rounds))
    if options.plot is not None:
        options.plot.write_text(plot(lines), "utf-8")
    return 0


def _measured(what: str, folder: Path, cells: int, rounds: int) -> Point:
    costs = measure_side_by_side(COMMANDS, folder, rounds)
    point = Point(cells, costs["mldebt"].cpu, costs["floor"].cpu)
    print(f"{what:32} {point.seconds:5.2f} {point.seconds / point.floor:7.2f} {1000 * point.seconds / cells:10.3f}")
    return point


def plot(lines: dict[str, Sequence[Point]]) -> str:
    """Seconds over cells, both by powers of ten: what grows in proportion runs at 45 degrees."""
    points = [point for line in lines.values() for point in line]
    left, right = _decades([point.cells for point in points])
    bottom, top = _decades([point.seconds for point in points])

    def place(cells: float, seconds: float) -> tuple[float, float]:
        x = _MARGIN + (math.log10(cells) - left) / (right - left) * (_WIDTH - 1.5 * _MARGIN)
        y = _HEIGHT - _MARGIN - (math.log10(seconds) - bottom) / (top - bottom) * (_HEIGHT - 1.5 * _MARGIN)
        return round(x, 1), round(y, 1)

    parts = [f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>']
    for power in range(left, right + 1):
        x, y = place(10**power, 10**bottom)
        parts.append(f'<path d="M{x} {y}V{_MARGIN / 2}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{y + 18}" text-anchor="middle">{10**power:,}</text>')
    for power in range(bottom, top + 1):
        x, y = place(10**left, 10**power)
        parts.append(f'<path d="M{x} {y}H{_WIDTH - _MARGIN / 2}" stroke="#ddd"/>')
        parts.append(f'<text x="{x - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g}</text>')
    for number, (label, line) in enumerate(lines.items()):
        colour = _COLOURS[number]
        places = [place(point.cells, point.seconds) for point in line]
        path = " ".join(f"{x},{y}" for x, y in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>' for x, y in places]
        parts.append(f'<text x="{_MARGIN + 16}" y="{_MARGIN / 2 + 20 + 18 * number}" fill="{colour}">{label}</text>')
    parts.append(f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 12}" text-anchor="middle">code cells</text>')
    parts.append(f'<text x="14" y="{_MARGIN / 2 - 8}">seconds of processor time</text>')
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12" role="img">'
    return "\n".join([head, "<title>Processor time by number of code cells</title>", *parts, "</svg>", ""])


def _decades(values: Sequence[float]) -> tuple[int, int]:
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


if __name__ == "__main__":
    sys.exit(main())
