"""NDS401."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mldebt_lab.finding import Finding
from mldebt_lab.rules.base import Rule
from mldebt_lab.rules.sharing.writes import write_finding, writes_to
from mldebt_lab.rules.wording import shown

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis

_HOW = {
    "declaration": "the project's configuration declares it shared",
    "words": "its own words say so",
    "measured": "others may write there",
}


class WriteToSharedDirectory(Rule):
    """Output goes to a directory that other people share."""

    code = "NDS401"
    name = "write-to-shared-directory"
    severity = "warning"
    why = "Others take what lies in a shared directory for checked results and build on it, unseen by you; and the next run overwrites what they rely on."
    fix = "Write below the project (`outputs/`), and publish on purpose, with a version and an owner."
    practices = (4,)
    bad = (
        """\
# %%
import pandas as pd
pd.DataFrame({"a": [1]}).to_csv("/mnt/shared/team/predictions.csv")  # <- pd.DataFrame({"a": [1]}).to_csv("/mnt/shared/team/predictions.csv")
""",
        r"""
# %%
import numpy as np
np.save(r"\\fileserver\research\weights.npy", np.zeros(3))  # <- np.save(r"\\fileserver\research\weights.npy", np.zeros(3))
""",
        """\
# %% config
shared-directories = ["/data/team"]
# %%
open("/data/team/notes.txt", "w")  # <- open("/data/team/notes.txt", "w")
""",
    )
    good = (
        """\
# %%
import pandas as pd
pd.DataFrame({"a": [1]}).to_csv("shared/predictions.csv")
pd.read_csv("/mnt/shared/team/predictions.csv")
""",
    )

    def check(self, analysis: Analysis) -> Iterator[Finding]:
        """Report each call once."""
        for use in writes_to(analysis, "shared"):
            assert use.location is not None
            how = _HOW.get(use.location.shared_by or "", "")
            yield write_finding(
                self, analysis, use, f"Writes to `{shown(use.location.shown, use.complete)}`, a shared place ({how})"
            )
