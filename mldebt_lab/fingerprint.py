"""The identity of a finding, which outlives moved cells, edited neighbours and reworded messages."""

from __future__ import annotations

import hashlib
from collections import Counter

from mldebt_lab.dataflow.analysis import Analysis
from mldebt_lab.finding import Finding

_LENGTH = 16


class Fingerprints:
    """Gives the findings of one notebook their fingerprints, in the order of the document.

    A fingerprint is made of the rule, the notebook's path in its project, the source of the statement without
    comments and white space, the names that the finding is about, and which of several equal ones it is.
    """

    def __init__(self, analysis: Analysis | None, path: str) -> None:
        self._analysis = analysis
        self._path = path
        self._seen: Counter[tuple[str, ...]] = Counter()

    def of(self, finding: Finding) -> str:
        """The fingerprint of the next finding."""
        key = (finding.code, self._path, self._source(finding), *finding.names)
        occurrence = self._seen[key]
        self._seen[key] += 1
        text = "\0".join((*key, str(occurrence)))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]

    def _source(self, finding: Finding) -> str:
        if self._analysis is None or finding.cell is None:
            return ""
        if finding.span is None:
            return "\n".join(self._analysis.notebook.cells[finding.cell.index].source.split())
        return self._analysis.statement_source(finding.cell.index, finding.span)
