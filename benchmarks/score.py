"""Precision and recall of the program on the truth sets of the data folder, set by set and code by code.

Every notebook goes through the real command with all rules on. Intervals are Wilson's for 95 %. Places that nobody
judged count neither way. Expectations of codes that the program has no rule for are left out, and said to be. Hidden
state is shown by kind of mutant too, and its intervals from a bootstrap over the notebooks that the mutants were made
of, because mutants of one notebook are not independent.

Run: python -m benchmarks.score [DATA_FOLDER] [--set NAME]... [--list fp|fn] [--codes NDX101,NDP]
Exits 1 if a notebook has no report or a check is below its aim.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from types import ModuleType
from typing import Any, NamedTuple

from benchmarks.data_folder import add_data_argument, require
from benchmarks.truth_sets import TruthSet, known_codes, report_on, scorer, truth_sets

_MUTANT = re.compile(r"^(?P<base>.*)__m\d+_(?P<kind>\w+)\.ipynb$")
_RESAMPLED = 2_000
_MOST_WRONG = {"writes-executed": 2}
"""Sets in which shares would be decided by one place or two: how many may be wrong or missed instead."""


class Aim(NamedTuple):
    """What is wanted of one check on every set that has truth for it; no ``codes`` means the writes of the lineage."""

    check: str
    codes: tuple[str, ...]
    precision: float
    recall: float


AIMS = (
    Aim("names missing in a clean run", ("NDX101", "NDX102"), 0.98, 0.97),
    Aim("stale results", ("NDX103", "NDX108"), 0.90, 0.80),
    Aim("missing seeds", ("NDR2",), 0.97, 0.95),
    Aim("hard-coded paths", ("NDP3",), 0.99, 0.98),
    Aim("shared or outside the project", ("NDS401", "NDS402"), 0.97, 0.95),
    Aim("writes and their targets", (), 0.99, 0.97),
)


def main() -> int:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_data_argument(parser)
    parser.add_argument("--set", action="append", default=[], dest="sets", metavar="NAME", help="only this set")
    parser.add_argument("--list", choices=["fp", "fn"], dest="listed", help="name every false positive or negative")
    parser.add_argument("--codes", help="only these codes or their prefixes, with commas between")
    options = parser.parse_args()
    data = require(options.data)
    judge, codes = scorer(data), _selected(known_codes(), options.codes)
    summary: list[str] = []
    whole = True
    for truth in truth_sets(data, options.sets):
        report = report_on(truth)
        result = judge.score(list(truth.lines), report, codes)
        print(f"\n== {truth.name}")
        judge.show(result)
        _say_left_out(truth, codes, options.codes)
        _show_by_kind(judge, truth, report, codes)
        for line in result[options.listed] if options.listed else ():
            print(*line, sep="\t")
        whole = whole and not result["notebooks_missing_in_report"]
        summary += [_summary(judge, truth, result, aim) for aim in AIMS if _has_truth(result, aim)]
    print("\n== against the aims (precision, recall; n = expected)")
    print("\n".join(summary))
    return int(not whole or any(line.endswith("BELOW") for line in summary))


def _selected(codes: Iterable[str], wanted: str | None) -> list[str]:
    prefixes = tuple(wanted.split(",")) if wanted else ("",)
    return sorted(code for code in codes if code.startswith(prefixes))


def _say_left_out(truth: TruthSet, codes: Sequence[str], wanted: str | None) -> None:
    prefixes = tuple(wanted.split(",")) if wanted else ("",)
    left_out = Counter(
        expected["code"]
        for line in truth.lines
        for expected in line.get("expect", ())
        if expected["code"] not in codes and expected["code"].startswith(prefixes)
    )
    if left_out:
        print("no rule yet, not scored:", ", ".join(f"{code} ({n} expected)" for code, n in sorted(left_out.items())))


def _show_by_kind(judge: ModuleType, truth: TruthSet, report: dict[str, Any], codes: Sequence[str]) -> None:
    """Hidden state by kind of mutant, and with notebooks instead of mutants as the unit of chance."""
    kinds: dict[str, list[dict[str, Any]]] = {}
    bases: dict[str, list[dict[str, Any]]] = {}
    for line in truth.lines:
        match = _MUTANT.match(line["notebook"])
        if match is not None:
            kinds.setdefault(match["kind"], []).append(line)
            bases.setdefault(match["base"], []).append(line)
    if not kinds:
        return

    def counts(lines: list[dict[str, Any]], aim: Aim) -> Counter[str]:
        return _counted(judge.score(lines, report, codes), aim)

    for aim in AIMS:
        if not aim.codes or not aim.codes[0].startswith("NDX"):
            continue
        print(f"{aim.check} ({', '.join(aim.codes)}) by kind of mutant:")
        for kind, lines in sorted(kinds.items()):
            found = counts(lines, aim)
            if found["TP"] + found["FP"] + found["FN"]:
                print(f"  {kind:28} {len(lines):4} notebooks  {_figures(judge, found)}")
        by_base = [counts(lines, aim) for lines in bases.values()]
        print(f"  bootstrap over {len(by_base)} notebooks, 95 %: {_bootstrap(by_base)}")


def _bootstrap(groups: Sequence[Counter[str]]) -> str:
    chance = random.Random(20)  # the same intervals from the same reports
    samples = [sum(chance.choices(groups, k=len(groups)), start=Counter()) for _ in range(_RESAMPLED if groups else 0)]

    def interval(share: Callable[[Counter[str]], float | None]) -> str:
        values = sorted(value for value in map(share, samples) if value is not None)
        if not values:
            return "-"
        return f"[{values[int(0.025 * len(values))]:.3f},{values[min(int(0.975 * len(values)), len(values) - 1)]:.3f}]"

    return f"precision {interval(_precision)}, recall {interval(_recall)}"


def _has_truth(result: dict[str, Any], aim: Aim) -> bool:
    found = _counted(result, aim)
    return found["TP"] + found["FN"] > 0 or (found["FP"] > 0 and bool(aim.codes))


def _counted(result: dict[str, Any], aim: Aim) -> Counter[str]:
    found: Counter[str] = Counter()
    if not aim.codes:
        found.update((result["lineage"] or {}).get("writes", {}))
    for code, counts in result["codes"].items():
        if aim.codes and code.startswith(aim.codes):
            found.update(counts)
    return found


def _summary(judge: ModuleType, truth: TruthSet, result: dict[str, Any], aim: Aim) -> str:
    found = _counted(result, aim)
    precision, recall = _precision(found), _recall(found)
    wanted = f"aim {aim.precision:.2f} {aim.recall:.2f}"
    # Without a report there is no precision, and without an expectation no recall, to be below anything.
    below = (precision is not None and precision < aim.precision) or (recall is not None and recall < aim.recall)
    if truth.name in _MOST_WRONG:
        wanted = f"aim at most {_MOST_WRONG[truth.name]} wrong"
        below = found["FP"] + found["FN"] > _MOST_WRONG[truth.name]
    verdict = "BELOW" if below else "ok"
    return f"{truth.name:18} {aim.check:30} {_figures(judge, found)}  {wanted}  {verdict}"


def _figures(judge: ModuleType, found: Counter[str]) -> str:
    hits, wrong, missed = found["TP"], found["FP"], found["FN"]
    low, high = judge.wilson(hits, hits + wrong)
    recall_low, recall_high = judge.wilson(hits, hits + missed)
    counts = f"n {hits + missed:4} TP {hits:4} FP {wrong:3} FN {missed:3}"
    precision = f"{_shown(_precision(found))} [{low:.3f},{high:.3f}]"
    return f"{counts}  {precision}  {_shown(_recall(found))} [{recall_low:.3f},{recall_high:.3f}]"


def _precision(found: Counter[str]) -> float | None:
    return found["TP"] / (found["TP"] + found["FP"]) if found["TP"] + found["FP"] else None


def _recall(found: Counter[str]) -> float | None:
    return found["TP"] / (found["TP"] + found["FN"]) if found["TP"] + found["FN"] else None


def _shown(share: float | None) -> str:
    return "  -  " if share is None else f"{share:.3f}"


if __name__ == "__main__":
    sys.exit(main())
