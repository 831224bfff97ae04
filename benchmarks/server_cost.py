"""What a check costs: cold against the floor of the same body, and after an edit against its own transport.

The floor is ``json.loads`` of the request and ``ast.parse`` of its code cells. Cold is a worker that has never seen
the notebook. Transport is the round trip of the same body to a server that refuses it for its number of cells, so that
it is received, handed to the worker and decoded, but not analysed. The notebooks are the Python ones with 150 to 350
cells in the data folder, and one made up. Exits 1 if the cold cost is more than 4 floors, or an edit's more than its
transport.

Run: python -m benchmarks.server_cost [DATA_FOLDER]
"""

from __future__ import annotations

import ast
import contextlib
import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.check_requests import encoded, made_up, of_file, with_an_edit
from benchmarks.running_server import REPOSITORY, Connection, running_server
from mldebt_lab.server.worker.answering import Answering, Reply

HEAD: dict[str, Any] = {"ask": "check", "root": None, "settings": {"locked": {}, "defaults": {}}, "max_cells": 20_000}
FLOORS = 4.0
ROUNDS = 9


def main() -> int:
    """Measure and print."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY.parent / "shared" / "data"
    requests = [made_up(200, 10), *_real_notebooks(folder)]
    _cold(made_up(20, 20, path="warm-up.ipynb"))
    rows = [[request["path"][:40], len(request["cells"]), _floor(request), _cold(request)] for request in requests]
    with running_server() as checking, running_server(max_cells=1) as refusing:
        for row, request in zip(rows, requests, strict=True):
            row += [_round_trip(refusing.connect(), request, 413), _round_trip(checking.connect(), request, 200)]
    print(f"{'':40} cells    floor     cold ratio transport after an edit of it ours")
    for name, cells, floor, cold, transport, whole in (
        *rows,
        ["all", *map(sum, zip(*(row[1:] for row in rows), strict=True))],
    ):
        print(
            f"{name:40} {cells:5} {1000 * floor:5.1f} ms {1000 * cold:5.1f} ms {cold / floor:5.2f}"
            f" {1000 * transport:6.1f} ms {1000 * whole:10.1f} ms {1000 * (whole - transport):7.1f} ms"
        )
    ratio = cold / floor
    ours = (whole - transport) / transport
    print(
        f"cold: {ratio:.2f} floors, wanted at most {FLOORS:g}; after an edit: {ours:.2f} transports, wanted at most 1"
    )
    return int(ratio > FLOORS or ours > 1)


def _real_notebooks(folder: Path) -> list[dict[str, Any]]:
    requests = (of_file(path) for path in sorted((folder / "notebooks").rglob("*.ipynb")))
    return [
        request
        for request in requests
        if request is not None and request["kernel"]["language"] == "python" and 150 <= len(request["cells"]) <= 350
    ]


def _floor(request: dict[str, Any]) -> float:
    body = encoded(request)

    def floor() -> None:
        for cell in json.loads(body)["cells"]:
            if cell["type"] == "code":
                with contextlib.suppress(SyntaxError, ValueError):
                    ast.parse(cell["source"])

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return statistics.median(_cpu(floor) for _ in range(3))


def _cold(request: dict[str, Any]) -> float:
    # Once only: whatever is remembered anywhere in the process would make a second time cheaper.
    answering, body = Answering(), encoded(request)
    replies: list[Reply] = []
    seconds = _cpu(lambda: replies.append(answering.answer(HEAD, body)))
    if replies[0].status != 200 or replies[0].log:
        raise SystemExit(f"{request['path']}: {replies[0].body[:300]!r} {replies[0].log}")
    return seconds


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _round_trip(connection: Connection, request: dict[str, Any], expected: int) -> float:
    seconds = []
    for number in range(ROUNDS + 1):
        status, answer, took = connection.check(encoded(with_an_edit(request, number)))
        if status != expected:
            raise SystemExit(f"{request['path']}: {status} {answer[:300]!r}")
        seconds.append(took)
    return statistics.median(seconds[1:])  # the first was cold


if __name__ == "__main__":
    sys.exit(main())
