"""NDX118."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mldebt_lab.finding import Finding
from mldebt_lab.rules.base import Rule

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis

_MOST_NAMES = 8


class LiveNameWithoutCell(Rule):
    """Names live on in the kernel that no cell of the notebook defines any more."""

    code = "NDX118"
    name = "live-name-without-cell"
    severity = "info"
    why = "A cell written from now on can use the names and work here, and fail everywhere else."
    fix = "Delete the names (`del name`), restore the cell, or restart the kernel."
    judges_runs = True
    practices = (23,)
    bad = (
        """\
# %% [1] deleted
rate = 0.1
# %% [2] ran="print('done')"
print('done')
""",
    )
    good = (
        """\
# %% [1] ran="rate = 0.1"
rate = 0.2
""",
    )

    def check(self, analysis: Analysis) -> Iterator[Finding]:
        """Report all such names in one finding."""
        names = analysis.leftovers
        if not names:
            return
        shown = ", ".join(f"`{name}`" for name in names[:_MOST_NAMES])
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        verb = "lives" if len(names) == 1 else "live"
        yield self.finding(
            None, None, f"{shown}{more} {verb} on in the kernel without a cell", evidence="session", names=names
        )
