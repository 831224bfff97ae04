"""What JupyterLab loads of the front end when a page is opened; the rest is fetched when it is used."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
LIMIT = 150_000
# Named in src/ where they are imported.
ON_DEMAND = {"answer", "card", "export", "fix", "ignore", "sections"}


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """The size of each script of a production build, by the beginning of its name."""
    if not (PROJECT / "lib" / "index.js").exists():
        pytest.skip("the front end is not built")
    folder = tmp_path_factory.mktemp("front-end")
    shutil.copy(PROJECT / "package.json", folder)
    for name in ("lib", "style", "schema"):
        shutil.copytree(PROJECT / name, folder / name)
    (folder / "node_modules").symlink_to(PROJECT / "node_modules")
    builder = shutil.which("jupyter-builder", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if builder is None:
        pytest.skip("there is nothing to build with")
    done = subprocess.run([builder, "build", "."], cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    static = folder / "mldebt_lab" / "labextension" / "static"
    return {script.name.split(".")[0]: script.stat().st_size for script in static.glob("*.js")}


def test_what_is_loaded_at_first_is_small(sizes: dict[str, int]) -> None:
    at_first = {name: size for name, size in sizes.items() if name not in ON_DEMAND}
    assert {"remoteEntry", "style"} < set(at_first)
    assert sum(at_first.values()) <= LIMIT, at_first


def test_what_few_pages_use_is_fetched_when_it_is_used(sizes: dict[str, int]) -> None:
    assert set(sizes) >= ON_DEMAND
