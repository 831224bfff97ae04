"""The preprocessor of a Jupyter server: what people chose before an export, and what the administrator demands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from nbconvert.preprocessors import Preprocessor

from mldebt_lab.checklist.profile import DEFAULT, ProfileError
from mldebt_lab.export.carrying import Load, carried
from mldebt_lab.export.checking import Checked, check_document
from mldebt_lab.export.gate import block_by_policy
from mldebt_lab.export.statement import words_of_counts
from mldebt_lab.export.templates import NAME
from mldebt_lab.export_terms import GATE, Choices, Terms
from mldebt_lab.guard import reraise_internal_errors
from mldebt_lab.report.terminal import visible
from mldebt_lab.report.wire import encode_notebook


class ServerPreprocessor(Preprocessor):
    """Keeps to the terms of the export that a server is making. Without any it does nothing.

    Settings of :class:`mldebt_lab.export.HygienePreprocessor` mean nothing to it.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Check ``nb`` if there is a reason to. Raises :class:`mldebt_lab.export.ExportBlocked`, and nothing else."""
        try:
            terms = _terms()
            if terms is None or (not terms.blocks and terms.choices == Choices()):
                return nb, resources
            if terms.problem:
                self.log.warning("%s", visible(terms.problem))
            checked = self._checked(nb, terms)
        except Exception as error:
            self._internal_error(error)
            return nb, resources
        if terms.blocks:
            block_by_policy(checked, terms.fail_on)
        try:
            resources["mldebt"] = msgspec.json.decode(encode_notebook(checked.report))
            return carried(nb, resources, self.parent, checked, _load(terms, checked, resources), self.log), resources
        except Exception as error:
            self._internal_error(error)
            return nb, resources

    def _checked(self, nb: Any, terms: Terms) -> Checked:
        where = terms.path, terms.file or Path(terms.path), terms.settings, terms.root
        try:
            return check_document(nb, *where, terms.choices.profile or DEFAULT)
        except ProfileError as error:  # the page's settings may name one of another project
            self.log.warning("%s", visible(str(error)))
            return check_document(nb, *where)

    def _internal_error(self, error: Exception) -> None:
        if reraise_internal_errors():
            raise error
        # The message may quote the notebook, which is not the log's business.
        self.log.warning("Internal error: a notebook is exported without its hygiene (%s).", type(error).__name__)


def _terms() -> Terms | None:
    from jupyter_server.base.call_context import CallContext

    handler = CallContext.get(CallContext.JUPYTER_HANDLER)
    gate = handler.settings.get(GATE) if handler is not None else None
    return gate.terms(handler) if gate is not None else None


def _load(terms: Terms, checked: Checked, resources: Any) -> Load:
    choices = terms.choices
    stamp = ""
    if choices.anyway:
        counts = words_of_counts(checked.at_least(terms.fail_on))
        said = [
            f"Exported anyway with {counts}" if counts else "Exported anyway",
            *([terms.signed] if terms.signed else []),
        ]
        stamp = f"{visible(', '.join(said))}."
        if choices.reason:
            stamp += f" Reason: {visible(choices.reason)}"
    # The administrator's own configuration may have put a box there already.
    return Load(box=choices.box and NAME not in resources, strip=choices.strip, stamp=stamp)
