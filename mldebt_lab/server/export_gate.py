"""The server's side of the gate: which terms an export is made on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from jupyter_server.nbconvert.handlers import NbconvertFileHandler, NbconvertPostHandler

from mldebt_lab.export_terms import Choices, Terms
from mldebt_lab.server.export_intents import ExportIntents
from mldebt_lab.server.report_route import FORMAT
from mldebt_lab.server.settings import MLDebt

if TYPE_CHECKING:
    from mldebt_lab.finding import Severity

PREPROCESSOR = "mldebt_lab.export.ServerPreprocessor"


class ExportGate:
    """Knows the policy and what was chosen. ``root`` gives the folder that notebooks' paths start from."""

    def __init__(self, settings: MLDebt, root: Callable[[], str | None]) -> None:
        self.settings = settings
        self.intents = ExportIntents()
        self._root = root

    def register(self, config: Any) -> None:
        """Have nbconvert run our preprocessor in this server, behind those that are configured already."""
        preprocessors = config.Exporter.preprocessors
        if not isinstance(preprocessors, list):
            preprocessors.append(PREPROCESSOR)  # nothing is configured yet; traitlets adds it to what the default is
        elif PREPROCESSOR not in preprocessors:
            config.Exporter.preprocessors = [*preprocessors, PREPROCESSOR]

    def terms(self, handler: object) -> Terms | None:
        """The terms of the export that ``handler`` makes; None if it makes none. What was chosen counts once."""
        if not isinstance(handler, (NbconvertFileHandler, NbconvertPostHandler)):
            return None
        if handler.path_kwargs.get("format") == FORMAT:
            return None  # a report says all by itself, and is for those who mend the notebook
        blocks = self.settings.export_gate == "block"
        path = handler.path_kwargs.get("path")
        if path is None:  # a notebook that was sent, and lies nowhere
            return self._terms("notebook.ipynb", None, blocks, Choices(), "")
        from mldebt_lab.server.export_request import normalised

        name = normalised(path.strip("/"))
        user = handler.current_user
        choices = self.intents.take(user.username, name, handler.path_kwargs.get("format", ""))
        return self._terms(name, self._root(), blocks, choices, _signature(user) if self.settings.export_signed else "")

    def _terms(self, path: str, root: str | None, blocks: bool, choices: Choices, signed: str) -> Terms:
        # The settings of checks are loaded with the first export that has terms.
        from mldebt_lab.server.worker.location import locate, project_root_below
        from mldebt_lab.server.worker.settings import settings_for

        location = locate(path, root)
        folder = location.file.parent if location.file is not None else None
        settings, problem = settings_for(folder, location.root, self.settings.for_checks())
        project = (
            project_root_below(location.root, folder) if location.root is not None and folder is not None else None
        )
        fail_on: Severity = "warning" if self.settings.export_fail_on == "warning" else "error"
        return Terms(location.path, location.file, project, settings, problem, blocks, fail_on, choices, signed)


def _signature(user: Any) -> str:
    now = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    return f"by {user.display_name or user.name or user.username}, {now}"
