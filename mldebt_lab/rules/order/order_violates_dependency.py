"""NDX103."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mldebt_lab.finding import Finding
from mldebt_lab.rules.base import Rule
from mldebt_lab.rules.order.wording import stale_finding

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis


class OrderViolatesDependency(Rule):
    """The execution counts contradict a dependency: a cell ran before the last run of what it reads."""

    code = "NDX103"
    name = "order-violates-dependency"
    severity = "warning"
    why = "The values in the kernel when the notebook was saved were not made by the cells as they stand; a clean run gives others."
    fix = "Run the reading cell again, or restart the kernel and run all cells."
    practices = (23,)
    bad = (
        """\
# %% [3] quiet
rate = load_rate()
# %% [2] quiet
doubled = 2 * rate  # <- rate
""",
    )
    good = (
        """\
# %% [1] quiet
rate = load_rate()
# %% [5] quiet
doubled = 2 * rate
""",
        """\
# %% [2] quiet
first = 1
# %% [1] quiet
second = 2
""",
    )

    def check(self, analysis: Analysis) -> Iterator[Finding]:
        """Report each cause that no stored output shows."""
        for stale in analysis.order.stale:
            if not stale.shown:
                yield stale_finding(self, analysis, stale)
