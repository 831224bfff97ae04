"""Check one notebook: analyse it, ask the rules, suppress, sort, and give every finding its fingerprint and file line."""

from __future__ import annotations

from mldebt_lab.config import Settings
from mldebt_lab.dataflow.analysis import Memory, analyse
from mldebt_lab.notebook import Notebook
from mldebt_lab.notebook.session import Session
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.places import Surroundings


def check_notebook(
    notebook: Notebook,
    settings: Settings,
    surroundings: Surroundings,
    session: Session | None = None,
    memory: Memory | None = None,
) -> NotebookReport:
    """Everything there is to say about ``notebook``.

    ``session`` is what was seen in a live kernel. ``memory`` is carried from one check of a notebook to the next, so that only what
    changed is analysed again.
    """
    raise NotImplementedError
