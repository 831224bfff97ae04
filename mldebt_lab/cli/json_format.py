"""The report of ``mldebt check --format json``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import mldebt_lab
from mldebt_lab.report.wire import encode_notebook, join_run
from mldebt_lab.tasks import Checked, counts

if TYPE_CHECKING:
    from mldebt_lab.notebook import Notebook
    from mldebt_lab.outcome import NotebookReport


def render(report: NotebookReport, _notebook: Notebook | None) -> bytes:
    """One notebook's part."""
    return encode_notebook(report)


def recall(encoded: bytes, _content: bytes) -> bytes:
    """One notebook's part, as a former run made it."""
    return encoded


def document(results: Sequence[Checked[bytes]]) -> bytes:
    """The whole."""
    severities, codes = counts(results)
    return join_run([checked.rendered for checked in results], severities, codes, mldebt_lab.__version__) + b"\n"
