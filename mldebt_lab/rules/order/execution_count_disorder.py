"""NDX104."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mldebt_lab.finding import Finding
from mldebt_lab.rules.base import Rule
from mldebt_lab.rules.order.wording import cell_label

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis


class ExecutionCountDisorder(Rule):
    """Execution counts fall, although no dependency is hurt."""

    code = "NDX104"
    name = "execution-count-disorder"
    severity = "info"
    on_by_default = False
    any_language = True
    why = "The cells were not run from top to bottom. Most such notebooks give the same results all the same, which is why this is only a note."
    fix = "Restart the kernel and run all cells before you share the notebook."
    judges_runs = True
    practices = (23,)
    bad = (
        """\
# %% [2]
print("a")
# %% [1]
print("b")  # <- print("b")
""",
    )
    good = (
        """\
# %% [1]
print("a")
# %% [7]
print("b")
""",
    )

    def check(self, analysis: Analysis) -> Iterator[Finding]:
        """Report the first fall, once a notebook."""
        if not analysis.order.falls or analysis.order.stale:
            return
        upper, lower = analysis.order.falls[0]
        yield self.finding(
            lower,
            analysis.span_of_line(lower, 1),
            f"Ran before {cell_label(upper)}, which stands above it; counts fall {len(analysis.order.falls)} times",
            evidence="recorded",
        )
