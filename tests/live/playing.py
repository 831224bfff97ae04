"""A notebook that somebody works in, as the browser sees it and tells the server: cells, runs, edits, moves."""

from __future__ import annotations

import json
from typing import Any

from mldebt_lab.server.worker.answering import Answering

Finding = dict[str, Any]
_SETTINGS = {"locked": {}, "defaults": {}}


class Play:
    """Keeps what a page of the browser keeps, and asks the server's worker after each step, which remembers."""

    def __init__(self, *sources: str, language: str = "python") -> None:
        self.language = language
        self.cells: list[dict[str, Any]] = []
        self.events: list[dict[str, Any]] = []
        self.more: dict[str, Any] = {}
        self._answering = Answering()
        self._count = 0
        self._kernel = 1
        self._deleted: list[tuple[int, dict[str, Any]]] = []
        for letter, source in zip("ABCDEFGH", sources, strict=False):
            self.insert(len(self.cells), letter, source)

    # What people do.

    def insert(self, index: int, id: str, source: str, type: str = "code", **more: Any) -> None:
        """A new cell, which has not run."""
        cell = {"id": id, "type": type, "source": source, "execution_count": None, "has_output": False, "error": None}
        self.cells.insert(index, cell | more)

    def run(self, *ids: str, status: str = "ok", name: str = "RuntimeError") -> None:
        """Run cells one after another, each to such an end."""
        for id in ids:
            cell = self.cell(id)
            self._log(id, cell["source"], status)
            cell["has_output"], cell["error"] = False, None
            if status in ("error", "interrupted"):
                ename = name if status == "error" else "KeyboardInterrupt"
                cell["has_output"], cell["error"] = True, {"name": ename, "message": ""}
            elif status == "ok":
                cell["has_output"] = shows(cell["source"])
            cell["execution_count"] = None if status == "aborted" else self._count

    def run_unseen(self, id: str) -> None:
        """A run before the page began to listen."""
        assert not self.events
        self._count += 1
        self.more["missed"] = self._count
        self.cell(id)["execution_count"] = self._count

    def run_count(self, count: int) -> None:
        """The execution count that the kernel has come to."""
        self._count = count

    def forget_oldest(self) -> None:
        """The page's log is full."""
        del self.events[0]
        self.more["missed"] = self.more.get("missed", 0) + 1

    def run_elsewhere(self, source: str) -> None:
        """A run in a console, or by another page, on the same kernel."""
        self._log(None, source, "ok")

    def edit(self, id: str, source: str) -> None:
        """Give a cell another source."""
        self.cell(id)["source"] = source

    def delete(self, id: str) -> None:
        """Delete a cell."""
        cell = self.cell(id)
        self._deleted.append((self.cells.index(cell), cell))
        self.cells.remove(cell)

    def undo_deletion(self) -> None:
        """The last deleted cell is back."""
        self.cells.insert(*self._deleted.pop())

    def move(self, id: str, index: int) -> None:
        """Move a cell to a place."""
        cell = self.cell(id)
        self.cells.remove(cell)
        self.cells.insert(index, cell)

    def restart(self) -> None:
        """A new kernel: what ran in the old one is forgotten."""
        self.events, self._count = [], 0
        self._kernel += 1

    def die(self, id: str) -> None:
        """The kernel dies while a cell runs, and is started again."""
        source = self.cell(id)["source"]
        self.restart()
        self.events = [{"n": 1, "cell_id": id, "source": source, "status": "died", "count": None}]

    def apply(self, finding: Finding) -> None:
        """Apply a finding's fix as the page does."""
        for op in finding["fix"]["ops"]:
            after = next((i + 1 for i, cell in enumerate(self.cells) if cell["id"] == op["after_id"]), 0)
            if op["op"] == "replace":
                cell = self.cell(op["cell_id"])
                start, end = (offset(cell["source"], op["span"][side]) for side in ("start", "end"))
                cell["source"] = cell["source"][:start] + op["text"] + cell["source"][end:]
            elif op["op"] == "move_cell":
                cell = self.cell(op["cell_id"])
                place = after - (self.cells.index(cell) < after)
                self.move(op["cell_id"], place)
            else:
                self.insert(after, op["cell_id"] or f"new-{len(self.cells)}", op["text"])

    # What is said of it.

    def report(self) -> dict[str, Any]:
        """The server's report on the notebook as it is now."""
        present = {cell["id"] for cell in self.cells}
        ran = dict.fromkeys(event["cell_id"] for event in self.events if event["cell_id"] is not None)
        body = {
            "path": "live.ipynb",
            "kernel": {"id": f"kernel-{self._kernel}", "started": "2026-01-01T00:00:00Z", "language": self.language},
            "cells": self.cells,
            "session": {"events": self.events, "deleted": [id for id in ran if id not in present], **self.more},
        }
        head = {"ask": "check", "root": None, "settings": _SETTINGS, "max_cells": 1000}
        reply = self._answering.answer(head, json.dumps(body).encode())
        assert (reply.status, reply.log) == (200, ()), reply.body
        document: dict[str, Any] = json.loads(reply.body)
        return document

    def states(self) -> dict[str, str]:
        """Each code cell's state."""
        return {cell["id"]: cell["state"] for cell in self.report()["cells"]}

    def said(self, *, notes: bool = False) -> list[tuple[str, str | None]]:
        """Code and cell of all findings; notes only if wanted."""
        return [(f["code"], cell_of(f)) for f in self.report()["findings"] if notes or f["severity"] != "info"]

    def finding(self, code: str, id: str | None) -> Finding:
        """The one finding of that code at that cell."""
        [found] = [f for f in self.report()["findings"] if f["code"] == code and cell_of(f) == id]
        return dict(found)

    def cell(self, id: str) -> dict[str, Any]:
        """A cell that is there."""
        return next(cell for cell in self.cells if cell["id"] == id)

    def _log(self, id: str | None, source: str, status: str) -> None:
        if status != "aborted":
            self._count += 1
        count = self._count if status != "aborted" else None
        number = self.events[-1]["n"] + 1 if self.events else 1
        self.events.append({"n": number, "cell_id": id, "source": source, "status": status, "count": count})


def cell_of(finding: Finding) -> str | None:
    """The id of the cell that a finding is at."""
    return finding["cell"]["id"] if finding["cell"] else None


def related(finding: Finding) -> list[str]:
    """The ids of the cells that a finding points at, each once, in order."""
    return list(dict.fromkeys(place["cell"]["id"] for place in finding["related"]))


def judged(finding: Finding) -> tuple[str, str, str]:
    """How bad, how sure and how known."""
    return finding["severity"], finding["confidence"], finding["evidence"]


def shows(source: str) -> bool:
    """Whether such a cell leaves an output, as far as these notebooks go: it prints, or ends in an expression."""
    last = source.strip().split("\n")[-1]
    return "print(" in source or last.isidentifier() or (last.endswith(")") and "=" not in last and "." in last)


def offset(source: str, position: dict[str, int]) -> int:
    """A position's place in the text."""
    lines = source.split("\n")
    return sum(len(line) + 1 for line in lines[: position["line"] - 1]) + position["column"]
