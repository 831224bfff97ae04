"""Where the notebooks and truth sets lie that the measurements need, and how the program is started on them."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
DEFAULT = REPOSITORY.parent / "shared" / "data"
PROGRAM = (sys.executable, "-m", "mldebt_lab")


def add_data_argument(parser: argparse.ArgumentParser) -> None:
    """The folder as an optional positional argument, ``data``."""
    parser.add_argument("data", nargs="?", type=Path, default=DEFAULT, help="folder with notebooks/ and truth/")


def environment(**variables: str) -> dict[str, str]:
    """The environment for a measured program: no user configuration, no colour, this repository's package.

    Its bytecode is kept between runs, as that of installed packages is.
    """
    left_out = ("MLDEBT_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return {**kept, "PYTHONPATH": str(REPOSITORY), "XDG_CONFIG_HOME": os.devnull, "NO_COLOR": "1", **variables}


def require(path: Path) -> Path:
    """The path, or the end of the program with a word on what is missing."""
    if not path.exists():
        raise SystemExit(f"{path} does not exist; give the data folder as argument")
    return path.resolve()
