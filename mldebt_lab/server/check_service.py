"""What the routes ask: the lanes to the worker processes, and what a worker must be told beside the request."""

from __future__ import annotations

import os
import zlib
from collections.abc import Sequence
from typing import Any

from jupyter_server.services.contents.fileio import FileManagerMixin

from mldebt_lab.server.lane import Answer, Lane
from mldebt_lab.server.settings import MLDebt
from mldebt_lab.server.worker_process import WorkerProcess


class CheckService:
    """Checks notebooks of one Jupyter server."""

    def __init__(self, server_app: Any, settings: MLDebt) -> None:
        self.settings = settings
        self._server_app = server_app
        self._rules: Answer | None = None
        self._lanes = [
            Lane(
                WorkerProcess(settings.worker_memory_mb),
                timeout=lambda: settings.timeout,
                idle=lambda: settings.idle_minutes * 60,
                log=server_app.log,
            )
            for _ in range(settings.workers)
        ]

    @property
    def worker_pids(self) -> list[int]:
        """The worker processes that are running."""
        return [lane.pid for lane in self._lanes if lane.pid is not None]

    async def check(self, notebook: bytes, asker: str, chunks: Sequence[bytes]) -> Answer:
        """The answer to a check's request body. Raises :class:`mldebt_lab.server.lane.Refusal`.

        ``notebook`` tells notebooks apart, and always leads to the same worker, which remembers what it analysed.
        ``asker`` tells apart who asks: a newer question of the same asker takes the place of one that waits.
        """
        head = {
            "ask": "check",
            "root": self.local_root(),
            "settings": self.settings.for_checks(),
            "max_cells": self.settings.max_cells,
        }
        lane = self._lanes[zlib.crc32(notebook) % len(self._lanes)]
        return await lane.ask((notebook, asker), head, chunks)

    async def rules(self) -> Answer:
        """The catalogue of rules, which does not change while the server runs. Raises as ``check`` does."""
        if self._rules is None:
            answer = await self._lanes[0].ask(object(), {"ask": "rules"}, ())
            if answer.status != 200:
                return answer
            self._rules = answer
        return self._rules

    async def about(self, ask: str, path: str, **more: Any) -> Answer:
        """What there is to know of the notebook at ``path``: ``profiles``, ``settings``, ``baseline``.

        Raises as ``check`` does.
        """
        return await self._ask({"ask": ask, "path": path, **more}, ())

    async def change_project(self, chunks: Sequence[bytes]) -> Answer:
        """Make the change of a project's settings that a request's body asks for. Raises as ``check`` does."""
        return await self._ask({"ask": "project-ignores"}, chunks)

    async def _ask(self, head: dict[str, Any], chunks: Sequence[bytes]) -> Answer:
        circumstances = {
            "root": self.local_root(),
            "settings": self.settings.for_checks(),
            "allowed": self.settings.project_ignores,
        }
        return await self._lanes[0].ask(object(), {**head, **circumstances}, chunks)

    async def close(self) -> None:
        """End the worker processes."""
        for lane in self._lanes:
            await lane.close()

    def local_root(self) -> str | None:
        """The folder that notebooks' paths start from, or None where they are not files of this machine."""
        contents = self._server_app.contents_manager
        # Other managers have a root_dir too, which means nothing on this machine.
        root = getattr(contents, "root_dir", None) if isinstance(contents, FileManagerMixin) else None
        return os.path.abspath(root) if root else None  # noqa: PTH100 - "." and ".." are to be resolved
