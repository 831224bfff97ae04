"""What the preprocessor adds to exports to HTML, and whether any fails with it that does not fail without.

Notebooks are drawn from the data folder; the seed is printed, and can be given to draw the same ones again. Each is
exported without the preprocessor and with it, and both again: CPU time of this process, the faster of two counts.
Exits 1 if an export fails with it alone, or if it adds more than 10 %.

Run: python -m benchmarks.export_cost [DATA_FOLDER] [NUMBER] [SEED]
"""

from __future__ import annotations

import logging
import random
import sys
import time
import warnings
from pathlib import Path

from nbconvert.exporters import HTMLExporter
from traitlets.config import Config

REPOSITORY = Path(__file__).parents[1]
WANTED = 0.10
CONFIG = Config(
    {
        "Exporter": {"preprocessors": ["mldebt_lab.export.HygienePreprocessor"]},
        "HygienePreprocessor": {"box": True},
    }
)


def main() -> int:
    """Measure and print."""
    arguments = sys.argv[1:]
    folder = Path(arguments[0]) if arguments else REPOSITORY.parent / "shared" / "data"
    number = int(arguments[1]) if len(arguments) > 1 else 60
    seed = int(arguments[2]) if len(arguments) > 2 else random.SystemRandom().randrange(10**6)
    paths = sorted((folder / "notebooks").rglob("*.ipynb"))
    drawn = random.Random(seed).sample(paths, min(number, len(paths)))
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    plain, checked = HTMLExporter(), HTMLExporter(config=CONFIG)
    for exporter in (plain, checked):
        _seconds(exporter, REPOSITORY / "binder" / "taxi-fares.ipynb")
    rows = []
    failing = refused = boxless = 0
    for path in drawn:
        without_it, with_it, again, with_it_again = (
            _seconds(exporter, path) for exporter in (plain, checked, plain, checked)
        )
        if without_it is None or again is None:
            refused += 1
        elif with_it is None or with_it_again is None:
            failing += 1
            print(f"fails with the preprocessor alone: {path.relative_to(folder)}")
        else:
            boxless += not with_it[1]
            rows.append((min(without_it[0], again[0]), min(with_it[0], with_it_again[0]), path.name))
    without, total = sum(row[0] for row in rows), sum(row[1] for row in rows)
    added = total / without - 1
    print(f"seed {seed}: {len(drawn)} of {len(paths)} notebooks; {refused} cannot be exported without it either")
    print(f"{failing} fail with it alone; {boxless} without a box")
    print(f"{without:.2f} s without it, {total:.2f} s with it: {100 * added:.1f} % more, wanted at most {WANTED:.0%}")
    for base, whole, name in sorted(rows, key=lambda row: row[0] - row[1])[:5]:
        print(f"  {1000 * (whole - base):7.1f} ms more on {1000 * base:7.1f} ms: {name}")
    return int(failing > 0 or boxless > 0 or added > WANTED)


def _seconds(exporter: HTMLExporter, path: Path) -> tuple[float, bool] | None:
    """The CPU time of an export, and whether it has the box; None if there was none."""
    start = time.process_time()
    try:
        output, _ = exporter.from_filename(str(path))
    except Exception:
        return None
    return time.process_time() - start, 'class="mldebt-box"' in output


if __name__ == "__main__":
    raise SystemExit(main())
