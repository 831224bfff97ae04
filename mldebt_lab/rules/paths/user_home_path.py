"""NDP301."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mldebt_lab.finding import Finding
from mldebt_lab.rules.base import Rule
from mldebt_lab.rules.paths.wording import literal_findings
from mldebt_lab.rules.wording import shown

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis


class UserHomePath(Rule):
    """A path inside one person's home directory is used to read or write files."""

    code = "NDP301"
    name = "user-home-path"
    severity = "error"
    why = "The path exists on its author's machine alone: the notebook stops with FileNotFoundError for everybody else."
    fix = "Use a path relative to the project, or take the place from a parameter or an environment variable."
    practices = (17,)
    bad = (
        """\
# %%
import pandas as pd
frame = pd.read_csv("/Users/ada/project/raw.csv")  # <- "/Users/ada/project/raw.csv"
""",
        """\
# %%
FOLDER = r"C:\\Users\\ada\\results"  # <- r"C:\\Users\\ada\\results"
# %%
import os
from joblib import dump
dump({}, os.path.join(FOLDER, "model.joblib"))
""",
        """\
# %%
%cd /home/ada/project  # <- %cd /home/ada/project
""",
    )
    good = (
        """\
# %%
%%bash
cat > Dockerfile << EOF
RUN echo "port=7081" >> /home/server/config.properties
EOF
""",
        """\
# %%
import pandas as pd
from pathlib import Path
frame = pd.read_csv(Path("data") / "raw.csv")
backup = pd.read_csv(Path.home() / "raw.csv")
""",
        """\
# %%
import re
print("see /home/ada/project/readme.txt")
re.sub(r"/home/\\w+/", "", "text")
title = "/Users/ada/project"
""",
    )

    def check(self, analysis: Analysis) -> Iterator[Finding]:
        """Report each literal once."""
        for found in analysis.hard_coded:
            if found.kind == "home":
                yield from literal_findings(
                    self, analysis, found, f"`{shown(found.path, found.complete)}` is a path in one person's home"
                )
