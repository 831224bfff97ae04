"""NDP307."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mldebt_lab.finding import Finding
from mldebt_lab.rules.base import Rule
from mldebt_lab.rules.paths.wording import literal_findings
from mldebt_lab.rules.wording import shown

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis


class ParentEscape(Rule):
    """A relative path climbs above the project's root."""

    code = "NDP307"
    name = "parent-escape"
    severity = "warning"
    why = "What lies above the project does not come along when the project is cloned, shared or run in CI."
    fix = "Bring the file into the project, or take the place from a parameter or an environment variable."
    practices = (17, 7)
    bad = (
        """\
# %%
import pandas as pd
frame = pd.read_csv("../../data/raw.csv")  # <- "../../data/raw.csv"
""",
    )
    good = (
        """\
# %%
import pandas as pd
frame = pd.read_csv("data/../raw.csv")
print("../../data")
""",
    )

    def check(self, analysis: Analysis) -> Iterator[Finding]:
        """Report each literal once."""
        for found in analysis.hard_coded:
            if found.escapes:
                yield from literal_findings(
                    self, analysis, found, f"`{shown(found.path, found.complete)}` lies outside the project"
                )
