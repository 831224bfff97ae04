"""``mldebt check`` with ``--fix``, ``--unsafe-fixes`` and ``--diff``, end to end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import CLEAN, WRONG_ORDER, mldebt, notebook, write

UNSEEDED = notebook("import numpy as np", "noise = np.random.rand(3)")
EXECUTED = notebook("import numpy as np", "print(np.random.rand(3))", counts=(1, 2))
EXECUTED["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["[0.1 0.2 0.3]\n"]}]


def sources(path: Path) -> list[str]:
    """The cells' sources."""
    return ["".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"]]


def test_fix_changes_the_file_and_reports_what_is_left(tmp_path: Path) -> None:
    """Here nothing is."""
    path = write(tmp_path / "a.ipynb", UNSEEDED)
    done = mldebt("check", "--fix", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"Nothing found in 1 notebook.\n")
    assert done.stderr == b"1 fix applied in 1 notebook.\n"
    assert sources(path) == ["import numpy as np\nnp.random.seed(42)", "noise = np.random.rand(3)"]


def test_a_fix_that_is_not_safe_waits_to_be_asked_for(tmp_path: Path) -> None:
    """Its file is left as it is."""
    path = write(tmp_path / "a.ipynb", EXECUTED)
    before = path.read_bytes()
    done = mldebt("check", "--fix", ".", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == b"0 fixes applied; 1 more with --unsafe-fixes, which may change results.\n"
    assert path.read_bytes() == before
    assert mldebt("check", "--unsafe-fixes", ".", cwd=tmp_path).returncode == 0
    after = json.loads(path.read_text("utf-8"))
    assert after["cells"][1] == EXECUTED["cells"][1]  # its output and count are not touched


def test_diff_shows_and_changes_nothing(tmp_path: Path) -> None:
    """A unified diff of the cells; exit code 1 says that there is something to fix."""
    path = write(tmp_path / "a.ipynb", UNSEEDED)
    before = path.read_bytes()
    done = mldebt("check", "--diff", "--fix", ".", cwd=tmp_path)
    assert done.stdout.decode().split("\n") == [
        "--- a.ipynb as it is",
        "+++ a.ipynb fixed",
        "@@ -1,4 +1,5 @@",
        " # %% cell-0",
        " import numpy as np",
        "+np.random.seed(42)",
        " # %% cell-1",
        " noise = np.random.rand(3)",
        "",
    ]
    assert (done.returncode, done.stderr, path.read_bytes()) == (1, b"1 fix would be applied.\n", before)
    write(path, CLEAN)
    assert mldebt("check", "--diff", ".", cwd=tmp_path).returncode == 0


def test_a_moved_cell_in_the_diff(tmp_path: Path) -> None:
    """It goes from one place to another."""
    write(tmp_path / "a.ipynb", WRONG_ORDER)
    text = mldebt("check", "--diff", "-q", ".", cwd=tmp_path).stdout.decode()
    assert "\n+# %% [1] cell-1\n+rate = 0.1\n # %% [2] cell-0\n" in text
    assert "\n-# %% [1] cell-1\n-rate = 0.1\n" in text


def test_hostile_text_in_the_diff(tmp_path: Path) -> None:
    """What a terminal would obey is shown."""
    write(tmp_path / "a.ipynb", notebook("import numpy as np", "x = np.random.rand()  # \x1b[2J"))
    assert b"\x1b" not in mldebt("check", "--diff", ".", cwd=tmp_path).stdout


def test_standard_input_can_only_be_looked_at(tmp_path: Path) -> None:
    """There is no file to write."""
    raw = json.dumps(UNSEEDED).encode()
    done = mldebt("check", "--fix", "-", cwd=tmp_path, stdin=raw)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Standard input cannot be fixed" in done.stderr
    assert b"+np.random.seed(42)" in mldebt("check", "--diff", "-", cwd=tmp_path, stdin=raw).stdout


def version_3() -> dict[str, Any]:
    """The same notebook in the format of 2013."""
    cells = [
        {"cell_type": "code", "input": "".join(cell["source"]), "language": "python", "metadata": {}, "outputs": []}
        for cell in UNSEEDED["cells"]
    ]
    return {"metadata": {}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells, "metadata": {}}]}


@pytest.mark.parametrize(
    ("document", "mode", "why"), [(version_3(), 0o644, "old format 3"), (UNSEEDED, 0o444, "read-only")]
)
def test_what_is_not_changed_says_why(tmp_path: Path, document: dict[str, Any], mode: int, why: str) -> None:
    """Exit code 2, the report all the same, and the other notebooks fixed."""
    path, other = write(tmp_path / "a.ipynb", document), write(tmp_path / "b.ipynb", UNSEEDED)
    path.chmod(mode)
    before = path.read_bytes()
    done = mldebt("check", "--fix", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert f"a.ipynb: not fixed. The {'notebook is in the' if '3' in why else 'file is'} {why}" in done.stderr.decode()
    assert b"NDR201" in done.stdout
    assert path.read_bytes() == before
    assert "seed" in other.read_text("utf-8")


def test_an_ignored_finding_is_not_fixed(tmp_path: Path) -> None:
    """Nobody asked for it."""
    ignored = notebook("import numpy as np", "noise = np.random.rand(3)  # mldebt: ignore[NDR201] it is noise")
    path = write(tmp_path / "a.ipynb", ignored)
    assert mldebt("check", "--fix", ".", cwd=tmp_path).returncode == 0
    assert "seed" not in sources(path)[0]


def test_only_what_is_selected_is_fixed(tmp_path: Path) -> None:
    """As it is with the report."""
    path = write(
        tmp_path / "a.ipynb", notebook("import random\nimport numpy as np", "np.random.rand(); random.random()")
    )
    mldebt("check", "--fix", "--select", "NDR203", ".", cwd=tmp_path)
    assert sources(path)[0] == "import random\nimport numpy as np\nrandom.seed(42)"
    mldebt("check", "--fix", ".", cwd=tmp_path)
    assert "np.random.seed(42)" in sources(path)[0]
