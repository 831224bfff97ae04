"""The preprocessor: check each notebook that nbconvert exports, and do what is asked with the result."""

from __future__ import annotations

from typing import Any

import msgspec
from nbconvert.preprocessors import Preprocessor
from traitlets import Bool, Enum, List, TraitError, Unicode

from mldebt_lab.checklist.profile import DEFAULT, ProfileError
from mldebt_lab.config import ConfigError, Layer
from mldebt_lab.export.carrying import Load, carried
from mldebt_lab.export.checking import check_export
from mldebt_lab.export.gate import block_if_failing, stop, under_nbconvert
from mldebt_lab.export.notebook_path import path_of
from mldebt_lab.finding import SEVERITIES
from mldebt_lab.guard import reraise_internal_errors
from mldebt_lab.report.terminal import visible
from mldebt_lab.report.wire import encode_notebook


class HygienePreprocessor(Preprocessor):
    """Checks the notebook that is exported; its file stays as it is."""

    mode = Enum(
        ("report", "annotate", "strip", "block"),
        default_value="report",
        help="What is done with the findings. report: templates get them as resources['mldebt'], nothing else changes. "
        "annotate: they stand beside their cells. strip: execution counts and stored errors are left out. block: there "
        "is no export if there are findings that fail.",
    ).tag(config=True)
    fail_on = Enum(
        SEVERITIES,
        default_value=None,
        allow_none=True,
        help="The least severity that fails in mode block. [default: the project's fail-severity, or warning]",
    ).tag(config=True)
    select = List(
        Unicode(), help="Only these rules: codes, their beginnings, names, ALL. [default: as the project says]"
    ).tag(config=True)
    ignore = List(Unicode(), help="Not these rules. [default: as the project says]").tag(config=True)
    profile = Unicode(
        DEFAULT,
        help="Which checklist goes into the box and the report: one of ours, or one of those that the project names.",
    ).tag(config=True)
    project_root = Unicode(
        None,
        allow_none=True,
        help="The folder that counts as the project. [default: the nearest with .git, configuration or environment "
        "file]",
    ).tag(config=True)
    box = Bool(
        False,
        help="Put a summary into what is exported, in the form of its format: a box in HTML and slides, an environment "
        "in LaTeX and PDF, text in Markdown, reStructuredText and AsciiDoc, comments in scripts, metadata in "
        "notebooks.",
    ).tag(config=True)

    def __init__(self, **given: Any) -> None:
        try:
            super().__init__(**given)  # type: ignore[no-untyped-call]
        except TraitError as error:
            if under_nbconvert():
                stop(str(error), str(error))
            raise

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Check ``nb``; what is returned is a changed copy where something is to be changed.

        Raises :class:`mldebt_lab.export.ExportBlocked` in mode block alone; under nbconvert's command it ends that.
        """
        path = path_of(resources)
        try:
            checked = check_export(nb, path, self.project_root, self._chosen(), self.profile)
            resources["mldebt"] = msgspec.json.decode(encode_notebook(checked.report))
        except (ConfigError, ProfileError) as error:
            why = visible(f"The hygiene of {path} was not checked: {error}")
            if self.mode == "block":
                stop(why, why)
            self.log.warning("%s", why)
            return nb, resources
        except Exception as error:
            self._internal_error(path, error)
            return nb, resources
        if checked.report.internal_errors:
            self.log.warning("Internal errors: the hygiene report of %s is not complete.", visible(path))
        if self.mode == "block":
            block_if_failing(checked)
        try:
            return carried(nb, resources, self.parent, checked, self._load(), self.log), resources
        except Exception as error:
            self._internal_error(path, error)
            return nb, resources

    def _chosen(self) -> Layer:
        values: dict[str, Any] = {}
        if self.select:
            values["select"] = tuple(self.select)
        if self.ignore:
            values["ignore"] = tuple(self.ignore)
        if self.fail_on is not None:
            values["fail_severity"] = self.fail_on
        return Layer(type(self).__name__, values)

    def _load(self) -> Load:
        return Load(box=self.box, notes=self.mode == "annotate", strip=self.mode == "strip")

    def _internal_error(self, path: str, error: Exception) -> None:
        if reraise_internal_errors():
            raise error
        why = visible(f"{type(error).__name__}: {error}")[:300]
        self.log.warning("Internal error: %s is exported without its hygiene (%s).", visible(path), why)
        self.log.debug("The internal error", exc_info=error)
