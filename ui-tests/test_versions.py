"""The wheel in the oldest JupyterLab that it is for. Needs minutes and a package index: pytest -m versions ui-tests"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from live.lab import Lab
from live.server import Server, running
from live.smoke import list_mark_jump_and_follow

PROJECT = Path(__file__).parents[1]
OLDEST = ("jupyterlab>=4.2,<4.3", "notebook>=7.2,<7.3", "ipykernel")
PLACES = {"jupyterlab": "lab/tree/{path}", "notebook": "notebooks/{path}"}


@pytest.fixture(scope="module")
def oldest(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The Python of an environment with the oldest versions and the wheel of this project."""
    folder = tmp_path_factory.mktemp("oldest")
    skip_build = {**os.environ, "SKIP_JUPYTER_BUILDER": "1"}
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=PROJECT, env=skip_build, check=True)
    (wheel,) = folder.glob("*.whl")
    python = str(folder / "venv" / "bin" / "python")
    if shutil.which("uv"):
        subprocess.run(["uv", "venv", "--quiet", "--python", sys.executable, str(folder / "venv")], check=True)
        subprocess.run(["uv", "pip", "install", "--quiet", "--python", python, str(wheel), *OLDEST], check=True)
    else:
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel), *OLDEST], check=True)
    return python


@pytest.mark.versions
@pytest.mark.parametrize("app", PLACES)
def test_the_wheel_works_in_the_oldest_version(
    app: str, oldest: str, tmp_path: Path, new_lab: Callable[[Server], Lab]
) -> None:
    with running(tmp_path, app=app, python=oldest) as server:
        lab = new_lab(server)
        list_mark_jump_and_follow(lab, PLACES[app])
        lab.picture(f"oldest-{app}")
        # Older versions say of every extension built for a newer one that it is.
        lab.complaints.forgive("Unsatisfied version")
        lab.close()
