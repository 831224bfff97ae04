"""Read, lay out and compare the tables in mldebt_lab/knowledge: the part that all scripts in this folder share."""

import argparse
import difflib
import json
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "mldebt_lab" / "knowledge"
Table = dict[str, Any]

# How deep a table is laid out one entry a line; below that an entry stays on its line unless it is longer than LONG.
DEPTH = 2
LONG = 900


def read(name: str) -> Table:
    """The committed table, or an empty one."""
    path = FOLDER / f"{name}.json"
    table: Table = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return table


def render(table: Table) -> str:
    """The table as text: sorted keys, one entry a line."""
    return _lines(table, DEPTH, 0) + "\n"


def _lines(value: Any, depth: int, level: int) -> str:
    pad, end = " " * (level + 1), " " * level
    flat = json.dumps(value, sort_keys=True, ensure_ascii=False)
    if isinstance(value, dict) and value and (depth > 0 or len(flat) > LONG):
        body = (f"{pad}{json.dumps(k)}: {_lines(value[k], depth - 1, level + 1)}" for k in sorted(value))
        return "{\n" + ",\n".join(body) + f"\n{end}}}"
    if isinstance(value, list) and len(value) > 12 and all(isinstance(v, str) for v in value):
        return "[\n" + _wrapped(value, pad) + f"\n{end}]"
    return flat


def _wrapped(words: list[str], pad: str, width: int = 118) -> str:
    lines, line = [], pad
    for i, word in enumerate(words):
        item = json.dumps(word) + ("," if i + 1 < len(words) else "")
        if len(line) + len(item) + 1 > width and line.strip():
            lines.append(line.rstrip())
            line = pad
        line += item + " "
    return "\n".join([*lines, line.rstrip()])


def versions() -> str:
    """The installed versions that generated parts hold for, as the tables name them."""
    names = ("numpy", "pandas", "scipy", "scikit-learn")
    return ", ".join(f"{n} {'.'.join(metadata.version(n).split('.')[:2])}" for n in names)


def main(name: str, build: Callable[[Table], Table], about: str) -> None:
    """Command line of a generator: write the table, or with --check say whether the committed one is up to date."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if the committed table differs")
    check = parser.parse_args().check
    path = FOLDER / f"{name}.json"
    text = render(build(read(name)))
    if not check:
        path.write_text(text, "utf-8")
        print(f"{path.name}: {len(text)} bytes written")
        return
    old = path.read_text("utf-8") if path.exists() else ""
    if old != text:
        sys.stdout.writelines(
            difflib.unified_diff(old.splitlines(True), text.splitlines(True), "committed", "generated")
        )
        sys.exit(1)
    print(f"{path.name}: up to date")
