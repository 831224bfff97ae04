"""Fit every estimator of the grid twice under the installed scikit-learn; write what was seen to
observed/<version>.json.

The table is derived from these files, one for each observed version (generate_estimators.py). Takes some minutes.
With --check, nothing is written: the outcomes seen now must equal the file's.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import observe
import sklearn
from estimator_grid import HAND_ON, SPECS, Spec

FOLDER = Path(__file__).with_name("observed")
VERSION = ".".join(sklearn.__version__.split(".")[:2])


def sweep(name: str) -> dict[str, str]:
    """Outcomes with one further parameter changed, by `parameter=value`: shows a parameter that the grid should
    vary."""
    spec = SPECS[name]
    return {
        f"{parameter}={value}": observe.outcome(Spec(name, spec.data, {}, spec.arguments), {parameter: value})
        for parameter, values in observe.options(name).items()
        for value in values
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with the file instead of writing it")
    parser.add_argument("names", nargs="*", help="only classes whose name contains one of these")
    arguments = parser.parse_args()
    path = FOLDER / f"sklearn-{VERSION}.json"
    old: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    seen: dict[str, Any] = {part: dict(old.get(part, {})) for part in ("grid", "sweep", "hands_on", "defaults")}
    present = [name for name in SPECS if observe.exists(name)]
    seen["defaults"] = {name: observe.level_defaults(name) for name in present}
    for name in present:
        if arguments.names and not any(part in name for part in arguments.names):
            continue
        seen["grid"][name] = observe.outcomes(name)
        seen["sweep"][name] = sweep(name)
        if name in HAND_ON:
            seen["hands_on"][name] = observe.hands_on(name)
        print(name, flush=True)
    if arguments.check:
        changed = [f"{part} {n}" for part in seen for n in seen[part] if seen[part][n] != old.get(part, {}).get(n)]
        print("\n".join(changed) or f"{path.name}: as observed")
        sys.exit(bool(changed))
    FOLDER.mkdir(exist_ok=True)
    path.write_text(json.dumps(seen, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
