"""One wheel in every version that it is for.

Needs minutes and a package index: pytest -m versions ui-tests
"""

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
VERSIONS = {
    "4.2": ("jupyterlab>=4.2,<4.3", "notebook>=7.2,<7.3"),
    "4.5": ("jupyterlab>=4.5,<4.6", "notebook>=7.5,<7.6"),
    "4.6": ("jupyterlab>=4.6,<4.7", "notebook>=7.6,<7.7"),
}
PLACES = {"jupyterlab": "lab/tree/{path}", "notebook": "notebooks/{path}"}
# Older versions say of every extension built for a newer one that it is; Notebook's own parts ask for things too early.
OF_OTHERS = ("Unsatisfied version", "undefined (reading 'schema')", "undefined (reading 'last_modified')")

pytestmark = pytest.mark.versions


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this project."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=PROJECT, env={**os.environ, "SKIP_JUPYTER_BUILDER": "1"}, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Make an environment with the wheel and other distributions; gives its Python."""

    def make(*distributions: str) -> str:
        folder = tmp_path_factory.mktemp("environment")
        python = str(folder / "venv" / "bin" / "python")
        if shutil.which("uv"):
            subprocess.run(["uv", "venv", "--quiet", "--python", sys.executable, str(folder / "venv")], check=True)
            install = ["uv", "pip", "install", "--quiet", "--python", python]
        else:
            subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
            install = [python, "-m", "pip", "install", "--quiet"]
        subprocess.run([*install, str(wheel), "ipykernel", *distributions], check=True)
        return python

    return make


@pytest.fixture(scope="module", params=VERSIONS)
def version(request: pytest.FixtureRequest, environment: Callable[..., str]) -> tuple[str, str]:
    """A version's name and its Python."""
    return request.param, environment(*VERSIONS[request.param])


@pytest.mark.parametrize("app", PLACES)
def test_the_wheel_works_in(
    app: str, version: tuple[str, str], tmp_path: Path, new_lab: Callable[[Server], Lab]
) -> None:
    name, python = version
    with running(tmp_path, app=app, python=python) as server:
        lab = new_lab(server)
        list_mark_jump_and_follow(lab, PLACES[app])
        lab.picture(f"version-{name}-{app}")
        lab.complaints.forgive(*OF_OTHERS)
        lab.close()
