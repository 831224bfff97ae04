"""Notebooks in the cell notation, and what a fix makes of them."""

from __future__ import annotations

from mldebt_lab.config import Settings
from mldebt_lab.finding import Finding, Fix
from mldebt_lab.fixes.application import applied
from mldebt_lab.lint import check_notebook
from mldebt_lab.notebook import Notebook
from mldebt_lab.notebook.session import Session
from mldebt_lab.places import Surroundings
from mldebt_lab.rules.example import parse_example

ALL = Settings(select=("ALL",))


def notebook_of(text: str) -> Notebook:
    """The notebook that a text in the cell notation describes."""
    return parse_example(text).notebook


def findings_of(
    notebook: Notebook, surroundings: Surroundings | None = None, session: Session | None = None
) -> tuple[Finding, ...]:
    """All that is found in a notebook."""
    return check_notebook(notebook, ALL, surroundings or Surroundings(), session).findings


def first(notebook: Notebook, code: str, surroundings: Surroundings | None = None) -> Finding:
    """The first finding of a rule."""
    found = [finding for finding in findings_of(notebook, surroundings) if finding.code == code]
    assert found, f"{code} finds nothing"
    return found[0]


def fix_of(text: str, code: str, surroundings: Surroundings | None = None) -> Fix | None:
    """The fix of the first finding of a rule."""
    return first(notebook_of(text), code, surroundings).fix


def fixed(text: str, code: str, surroundings: Surroundings | None = None) -> list[str]:
    """The cells' sources after the fix of the first finding of a rule, which has to be gone then."""
    notebook = notebook_of(text)
    finding = first(notebook, code, surroundings)
    assert finding.fix is not None, f"{code} has no fix"
    after = applied(notebook, finding.fix.operations)
    remaining = [(other.code, other.names) for other in findings_of(after, surroundings)]
    before = [(other.code, other.names) for other in findings_of(notebook, surroundings)]
    key = (code, finding.names)
    assert remaining.count(key) < before.count(key), "the finding is still there"
    return [cell.source for cell in after.cells]
