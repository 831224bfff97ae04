"""NDR214."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mldebt_lab.finding import Finding
from mldebt_lab.rules.base import Rule
from mldebt_lab.rules.randomness.wording import unseeded_findings

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis


class WrongLibrarySeed(Rule):
    """The only seed that is set cannot cover the draw."""

    code = "NDR214"
    name = "wrong-library-seed"
    severity = "warning"
    why = "The seed looks as if results were fixed, but it belongs to another library's random state: the draw differs at every run."
    fix = "Seed the library that draws, or pass it a seed (`random_state=42`, `default_rng(42)`)."
    practices = (23,)
    bad = (
        """\
# %%
import random
import numpy as np
random.seed(0)
# %%
np.random.rand(3)  # <- np.random.rand(3)
""",
        """\
# %%
import numpy as np
np.random.seed(0)
rng = np.random.default_rng()  # <- np.random.default_rng()
""",
    )
    good = (
        """\
# %%
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
np.random.seed(0)
train_test_split([1, 2, 3])
pd.DataFrame({"a": [1, 2]}).sample(1)
""",
    )

    def check(self, analysis: Analysis) -> Iterator[Finding]:
        """Report each place that draws, once."""
        return unseeded_findings(self, analysis, "`{call}` is not covered by the seed that is set")
