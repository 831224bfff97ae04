"""The least that an analysis of notebooks in Python costs: find them, read them, decode the JSON, parse the code cells.

Run as a process of its own: python benchmarks/floor.py PATH...
"""

import ast
import json
import os
import sys
import warnings

# pathlib would make the floor higher than it has to be.
# ruff: noqa: PTH112, PTH118, PTH123


def main() -> None:
    """Read and parse every notebook below the paths."""
    warnings.simplefilter("ignore")
    for path in sys.argv[1:]:
        if not os.path.isdir(path):
            parse(path)
        for folder, folders, names in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                if name.endswith(".ipynb"):
                    parse(os.path.join(folder, name))


def parse(path: str) -> None:
    """Decode one notebook and parse its code cells, whatever their language."""
    with open(path, "rb") as file:
        raw = file.read()
    try:
        cells = json.loads(raw).get("cells", ())
    except ValueError:
        return
    for cell in cells:
        if cell.get("cell_type") == "code":
            source = cell.get("source", "")
            try:
                ast.parse(source if isinstance(source, str) else "".join(source))
            except (SyntaxError, ValueError):
                continue


main()
