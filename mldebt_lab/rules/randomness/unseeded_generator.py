"""NDR202."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mldebt_lab.finding import Finding
from mldebt_lab.rules.base import Rule
from mldebt_lab.rules.randomness.wording import unseeded_findings

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis


class UnseededGenerator(Rule):
    """A random generator is made without a seed."""

    code = "NDR202"
    name = "unseeded-generator"
    severity = "warning"
    why = "A generator without a seed starts from the operating system's entropy: every run draws other numbers, and no global seed changes that."
    fix = "Give it a seed: `np.random.default_rng(42)`."
    practices = (23,)
    bad = (
        """\
# %%
import numpy as np
rng = np.random.default_rng()  # <- np.random.default_rng()
""",
        """\
# %%
from numpy.random import Generator, PCG64
rng = Generator(PCG64())  # <- PCG64()
""",
    )
    good = (
        """\
# %%
import numpy as np
state = np.random.RandomState()
state.seed(0)
""",
        """\
# %%
import numpy as np
def simulate(sigma, seed=None):
    assert sigma >= 0, "sigma is a standard deviation"
    return np.random.default_rng(seed).normal(scale=sigma)
simulate(0.2, seed=42)
# %%
try:
    simulate(-0.1)
except AssertionError as error:
    print(error)
""",
        """\
# %%
import numpy as np
SEED = 42
rng = np.random.default_rng(SEED)
state = np.random.RandomState(seed=7)
""",
    )

    def check(self, analysis: Analysis) -> Iterator[Finding]:
        """Report each place that draws, once."""
        return unseeded_findings(self, analysis, "`{call}()` is made without a seed")
