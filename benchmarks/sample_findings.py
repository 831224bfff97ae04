"""Sample findings on notebooks that nobody labelled, and write them out for a reader to judge one by one.

Each comes with its cell, the places it is related to, and every line of the notebook that has one of the words quoted
in its message, in document order with the cells' counts: what is needed to say whether it is right. At most
``--a-rule`` findings of one code and ``--a-source`` of one source (the folder right below the sampled one), drawn with
the printed seed.

Run: python -m benchmarks.sample_findings OUTPUT [DATA_FOLDER] [--seed N] [--number N] [--codes NDX104,NDP]
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.data_folder import PROGRAM, add_data_argument, environment, require
from mldebt_lab.notebook import Cell, Notebook, read_file

_AROUND = 30
"""Lines of a long cell that are shown above and below the finding."""
_MOST_MENTIONS = 40
_WIDTH = 180
_QUOTED = re.compile(r"`([^`]+)`")
_LINE_END = re.compile(r"\r\n|\n|\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def main() -> int:
    """Sample and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    add_data_argument(parser)
    parser.add_argument("--folder", default="notebooks", help="folder in the data folder to sample from")
    parser.add_argument("--seed", type=int, default=None, help="default: a fresh one, printed")
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--a-rule", type=int, default=10)
    parser.add_argument("--a-source", type=int, default=3)
    parser.add_argument("--codes", default="", help="only these codes or prefixes, with commas between")
    parser.add_argument("--severity", default="error,warning,info", help="only these, with commas between")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1_000_000)
    folder = require(options.data / options.folder)
    candidates = [
        (path, finding)
        for path, finding in _findings(folder)
        if finding["code"].startswith(tuple(options.codes.split(","))) and finding["severity"] in options.severity
    ]
    random.Random(seed).shuffle(candidates)
    chosen = _chosen(candidates, options.number, options.a_rule, options.a_source)
    chosen.sort(key=lambda item: (item[1]["code"], item[0]))
    blocks = [_block(number, folder, path, finding) for number, (path, finding) in enumerate(chosen, start=1)]
    head = f"seed {seed}: {len(chosen)} of {len(candidates)} findings in {folder.name}\n"
    options.output.write_text(head + "".join(blocks), "utf-8", errors="backslashreplace")
    print(head + "  ".join(f"{code} {n}" for code, n in sorted(Counter(item[1]["code"] for item in chosen).items())))
    return 0


def _findings(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    command = [*PROGRAM, "check", "--format", "json", "--select", "ALL", "--no-cache", "."]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
    for notebook in json.loads(done.stdout)["notebooks"]:
        for finding in notebook["findings"]:
            yield notebook["path"], finding


def _chosen(
    candidates: Sequence[tuple[str, dict[str, Any]]], number: int, a_rule: int, a_source: int
) -> list[tuple[str, dict[str, Any]]]:
    """A rule's turn comes as often as another's, so that frequent rules do not crowd out rare ones."""
    by_rule: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for candidate in candidates:
        by_rule.setdefault(candidate[1]["code"], []).append(candidate)
    rules, sources = Counter[str](), Counter[str]()
    chosen: list[tuple[str, dict[str, Any]]] = []
    while by_rule and len(chosen) < number:
        for code in sorted(by_rule, key=lambda code: len(by_rule[code])):
            waiting = by_rule[code]
            while waiting and sources[_source(waiting[0][0])] >= a_source:
                waiting.pop(0)
            if not waiting or rules[code] >= a_rule:
                del by_rule[code]
                continue
            if len(chosen) == number:
                break
            path, finding = waiting.pop(0)
            rules[code] += 1
            sources[_source(path)] += 1
            chosen.append((path, finding))
    return chosen


def _source(path: str) -> str:
    return path.partition("/")[0]


def _block(number: int, folder: Path, path: str, finding: dict[str, Any]) -> str:
    what = f"{finding['code']} {finding['severity']} {finding['confidence']}"
    head = f"\n{'=' * 100}\n{number}. {what}  {path}\n{finding['message']}\n"
    if finding["code"] == "NDX121":
        return head
    notebook = read_file(folder / path)
    parts = [head, _place(notebook, finding["cell"], finding["span"])]
    for related in finding["related"]:
        parts.append(f"-- related: {related['message']}\n{_place(notebook, related['cell'], related['span'])}")
    words = set(_QUOTED.findall(finding["message"]))
    parts += _mentions(notebook, words) if words else _outline(notebook)
    return _CONTROL.sub("�", "".join(parts))


def _place(notebook: Notebook, cell: dict[str, Any] | None, span: dict[str, Any] | None) -> str:
    if cell is None:
        return f"(the whole notebook, {notebook.language}, {len(notebook.cells)} cells)\n"
    whole = notebook.cells[cell["index"]]
    first, last = (span["start"]["line"], span["end"]["line"]) if span is not None else (1, 1)
    lines = [f"{_name(whole)}\n"]
    for number, text in enumerate(_LINE_END.split(whole.source), start=1):
        if first - _AROUND <= number <= last + _AROUND:
            mark = ">" if span is not None and first <= number <= last else " "
            lines.append(f"{mark}{number:4} | {text[:_WIDTH]}\n")
            if span is not None and first == last == number:
                start, end = span["start"]["column"], span["end"]["column"]
                lines.append(f"      | {' ' * start}{'^' * max(end - start, 1)}\n")
    return "".join(lines)


def _mentions(notebook: Notebook, words: set[str]) -> list[str]:
    word = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in sorted(words)))
    found: list[str] = []
    for cell in notebook.code_cells:
        for number, text in enumerate(_LINE_END.split(cell.source), start=1):
            if word.search(text):
                found.append(f"   {_name(cell)} line {number}: {text.strip()[:_WIDTH]}\n")
    more = [f"   ... and {len(found) - _MOST_MENTIONS} more\n"] if len(found) > _MOST_MENTIONS else []
    return [f"-- lines with {', '.join(sorted(words))}:\n", *found[:_MOST_MENTIONS], *more]


def _outline(notebook: Notebook) -> list[str]:
    firsts = (f"   {_name(cell)}: {cell.source.strip().partition(chr(10))[0][:100]}\n" for cell in notebook.code_cells)
    return ["-- cells:\n", *list(firsts)[:_MOST_MENTIONS]]


def _name(cell: Cell) -> str:
    error = f", stored {cell.error.name}" if cell.error is not None else ""
    return f"cell {cell.index} [{cell.execution_count if cell.execution_count is not None else ' '}]{error}"


if __name__ == "__main__":
    sys.exit(main())
