"""NDX101."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mldebt_lab.finding import Finding
from mldebt_lab.rules.base import Rule
from mldebt_lab.rules.order.wording import cell_label, hazard_finding, means_to_fail

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis


class UseBeforeDefinition(Rule):
    """A name is read in a cell that stands above every cell that defines it."""

    code = "NDX101"
    name = "use-before-definition"
    severity = "error"
    why = (
        "The notebook works only in a kernel in which the defining cell has already run. After a restart, or for anyone who runs it from "
        "top to bottom, the reading cell stops with a NameError."
    )
    fix = "Move the defining cell above the one that reads the name, or the reading cell below it."
    practices = (23, 9)
    bad = (
        """\
# %% [2]
print(rate)  # <- rate
# %% [1]
rate = 0.1
""",
        """\
# %% [1]
def area():
    return width * height
# %% [3]
print(area())  # <- area()
# %% [2]
width, height = 3, 4
""",
        """\
# %%
total = sum(row["price"] for row in rows)  # <- rows
# %%
rows = [{"price": 1}]
""",
    )
    good = (
        """\
# %%
from __future__ import annotations
# %%
def read(path: str) -> tables.Table:
    return tables.read(path)
# %%
import tables
""",
        """\
# %%
def area():
    return width * height
# %%
width, height = 3, 4
# %%
print(area())
""",
        """\
# %%
try:
    rate
except NameError:
    rate = 0.2
# %%
rate = 0.1
""",
        """\
# %% [markdown]
A variable that has no value yet gives a `NameError`:
# %% [1] error=NameError
print(rate)
# %% [2] tags=raises-exception
print(rate)
# %% [3]
rate = 0.1
""",
        """\
# %%
if "rate" in globals():
    print(rate)
# %%
rate = 0.1
""",
        """\
# %%
squares = [number ** 2 for number in range(3)]
# %%
number = 1
""",
        """\
# %%
%pylab inline
# %%
plot(linspace(0, 1))
# %%
linspace = None
""",
    )

    def check(self, analysis: Analysis) -> Iterator[Finding]:
        """Report each such name once, at its first use."""
        for hazard in analysis.missing_names:
            if hazard.kind != "later" or hazard.definition is None or means_to_fail(hazard, analysis):
                continue
            defining = analysis.cell(hazard.definition.cell_id)
            if defining is hazard.cell:
                message = f"Uses `{hazard.name}`, which this cell defines only further down"
            else:
                message = f"Uses `{hazard.name}`, which is defined further down, in {cell_label(defining)}"
            yield hazard_finding(self, analysis, hazard, message)
