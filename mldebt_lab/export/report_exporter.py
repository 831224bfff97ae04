"""The exporter ``mldebt-report``: a page of HTML on the notebook, in the place of the notebook."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from msgspec.structs import replace
from nbconvert.exporters import Exporter
from traitlets import Unicode, default

from mldebt_lab.api import Checked, checked
from mldebt_lab.checklist.profile import DEFAULT, ProfileError
from mldebt_lab.config import ConfigError
from mldebt_lab.export.gate import stop
from mldebt_lab.export.notebook_path import path_of
from mldebt_lab.notebook import Unreadable, read_file
from mldebt_lab.report.html.notebook_page import Circumstances, notebook_page
from mldebt_lab.report.terminal import visible


class ReportExporter(Exporter):  # type: ignore[misc, unused-ignore]
    """Exports what is found in a notebook; the page links back to the notebook beside it."""

    export_from_notebook = "Notebook hygiene report (HTML)"
    output_mimetype = "text/html"

    profile = Unicode(
        DEFAULT, help="Which checklist is answered: one of ours, or one of those that the project names."
    ).tag(config=True)
    project_root = Unicode(
        None,
        allow_none=True,
        help="The folder that counts as the project. [default: the nearest with .git, configuration or environment "
        "file]",
    ).tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_filename(self, filename: str, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        """The page on the notebook in a file, also on one that nbconvert cannot read."""
        try:
            read_file(Path(filename), filename)
        except Unreadable:
            resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
            return self._page(filename, filename), resources
        return super().from_filename(filename, resources, **options)

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        """The page on the notebook as the preprocessors leave it, which may have run it."""
        nb, resources = super().from_notebook_node(nb, resources, **options)
        return self._page(nb, path_of(resources)), resources

    def _page(self, notebook: Any, path: str) -> str:
        name = os.path.basename(path)  # noqa: PTH119 - as it is written
        found = self._checked(notebook, path)
        if found.report.internal_errors:
            self.log.warning("Internal errors: the hygiene report of %s is not complete.", visible(path))
        circumstances = Circumstances(f"{date.today():%Y-%m-%d}", quote(os.fsencode(name)))
        # A page goes to others, whom the folders of this machine do not concern.
        report = replace(found.report, path=name)
        return notebook_page(report, found.notebook, circumstances, found.profile.title)

    def _checked(self, notebook: Any, path: str) -> Checked:
        try:
            root = Path(self.project_root).expanduser() if self.project_root else None
            return checked(notebook, path=path, project_root=root, profile=self.profile)
        except (ConfigError, ProfileError) as error:
            why = visible(f"There is no hygiene report of {path}: {error}")
            stop(why, why)
