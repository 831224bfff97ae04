"""Environments with the wheel of this project beside other versions of Jupyter, or other extensions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Protocol

PROJECT = Path(__file__).parents[2]


class MakeEnvironment(Protocol):
    """Makes an environment with the wheel and other distributions; gives its Python."""

    def __call__(self, *distributions: str) -> str: ...


def build_wheel(folder: Path) -> Path:
    """The wheel of this project, with the front end as it was built last."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=PROJECT, env={**os.environ, "SKIP_JUPYTER_BUILDER": "1"}, check=True)
    (built,) = folder.glob("*.whl")
    return built


def make_environment(folder: Path, *distributions: str) -> str:
    """An environment in the folder; gives its Python."""
    python = str(folder / "bin" / "python")
    if shutil.which("uv"):
        subprocess.run(["uv", "venv", "--quiet", "--python", sys.executable, str(folder)], check=True)
        install = ["uv", "pip", "install", "--quiet", "--python", python]
    else:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = [python, "-m", "pip", "install", "--quiet"]
    subprocess.run([*install, "ipykernel", *distributions], check=True)
    return python
