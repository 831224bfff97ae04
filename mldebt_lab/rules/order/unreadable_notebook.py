"""NDX121."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mldebt_lab.finding import Finding
from mldebt_lab.rules.base import Rule

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis


class UnreadableNotebook(Rule):
    """The file is no notebook that can be read: not JSON, without cells, or in a wrong encoding."""

    code = "NDX121"
    name = "unreadable-notebook"
    severity = "error"
    practices = (9,)
    any_language = True
    why = "Neither Jupyter nor anyone else can open the file; a merge conflict or a broken download is the usual cause."
    fix = "Restore the file from version control, or mend the JSON where the message points."
    bad = ()
    good = ()

    def check(self, analysis: Analysis) -> Iterator[Finding]:
        """Nothing to say of a notebook that could be read; :mod:`mldebt_lab.lint` reports the others."""
        del analysis
        yield from ()
