"""NDX107."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mldebt_lab.finding import Finding
from mldebt_lab.notebook import Cell
from mldebt_lab.rules.base import Rule
from mldebt_lab.rules.order.wording import cell_label
from mldebt_lab.syntax.positions import Site

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis

_MEANT = frozenset({"skip-execution", "exercise", "skip", "parameters", "remove-cell", "solution"})


class UnexecutedCellAmongExecuted(Rule):
    """A cell without an execution count defines names that executed cells below it use."""

    code = "NDX107"
    name = "unexecuted-cell-among-executed"
    severity = "warning"
    why = "The cells below ran without it, in a kernel that had the names from elsewhere. From top to bottom they would use what it defines."
    fix = "Run the cell and those below it, or remove it."
    practices = (23,)
    bad = (
        """\
# %% [1] quiet
rate = 0.1
# %%
rate = 0.2  # <- rate
# %% [2]
print(rate)
""",
    )
    good = (
        """\
# %% [1] quiet
rate = 0.1
# %%
scratch = 5
# %% [2]
print(rate)
""",
        """\
# %%
rate = 0.1
# %%
print(rate)
""",
        """\
# %% tags=skip-execution
rate = 0.2
# %% [2]
rate = 0.1
print(rate)
""",
    )

    def check(self, analysis: Analysis) -> Iterator[Finding]:
        """Report each such cell once."""
        executed = analysis.order.executed
        if not executed:
            return
        for cell in analysis.notebook.code_cells:
            if cell.execution_count is not None or not cell.source.strip() or _MEANT.intersection(cell.tags):
                continue
            yield from self._used_below(cell, analysis)

    def _used_below(self, cell: Cell, analysis: Analysis) -> Iterator[Finding]:
        run = analysis.runs.get(cell.id)
        if run is None:
            return
        for reader in analysis.order.executed:
            other = analysis.runs[reader.id]
            for name in other.read_at:
                binding = other.reads.get(name)
                if binding is None or binding.cell_id != cell.id or binding.kind in ("import", "mutation"):
                    continue
                definition = binding.site
                yield self.finding(
                    cell,
                    analysis.span(definition) if definition.cell_id == cell.id else None,
                    f"Has not run, but defines `{name}`, which {cell_label(reader)} used",
                    confidence="likely",
                    evidence="recorded",
                    related=(analysis.related(Site(reader.id, other.read_at[name]), f"`{name}` is used here"),),
                    names=(name,),
                )
                return
