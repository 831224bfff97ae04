"""What people install: everything that is needed is in the wheel, and no Node.js is needed for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.alone

PROJECT = Path(__file__).parents[1]
PACKAGE = PROJECT / "mldebt_lab"
VERSION = json.loads((PROJECT / "package.json").read_text("utf-8"))["version"]
DATA = f"mldebt_lab-{VERSION}.data/data/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built beside a front end that is there already."""
    pytest.importorskip("hatch_jupyter_builder")
    if not (PACKAGE / "labextension" / "static" / "style.js").exists():
        pytest.skip("the front end is not built")
    folder = tmp_path_factory.mktemp("dist")
    run("-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder), cwd=PROJECT)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_program_its_tables_and_the_front_end(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tables = {f"mldebt_lab/knowledge/{table.name}" for table in (PACKAGE / "knowledge").glob("*.json")}
    assert tables
    assert tables <= names
    assert f"{DATA}share/jupyter/labextensions/mldebt-lab/package.json" in names
    assert f"{DATA}share/jupyter/labextensions/mldebt-lab/install.json" in names
    assert f"{DATA}etc/jupyter/jupyter_server_config.d/mldebt_lab.json" in names
    assert "mldebt_lab/py.typed" in names
    pages = {f"mldebt_lab/report/html/style/{name}" for name in ("parts.css", "page.css", "index.css", "index.js")}
    assert {*pages, "mldebt_lab/widget/widget.js", "mldebt_lab/widget/widget.css"} <= names
    assert not [name for name in names if name.startswith(("tests/", "ui-tests/", "node_modules/"))]


def test_the_version_can_be_asked_for_more_than_once(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "import mldebt_lab; print(mldebt_lab.__version__, mldebt_lab.__version__)"
    assert run("-c", code, cwd=tmp_path).split() == [VERSION, VERSION]


def test_the_program_runs_from_the_wheel_without_node(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    demo = PROJECT / "binder" / "taxi-fares.ipynb"
    assert run("-c", "import mldebt_lab; print(mldebt_lab.__file__)", cwd=tmp_path).startswith(str(tmp_path))
    said = run("-m", "mldebt_lab", "check", str(demo), "--select", "NDX101", "--exit-zero", cwd=tmp_path)
    assert "zone_names" in said


def run(*arguments: str, cwd: Path) -> str:
    """What Python says, with nothing on the path but Python."""
    environment = {name: value for name, value in os.environ.items() if name != "SKIP_JUPYTER_BUILDER"}
    environment.update(PATH=str(Path(sys.executable).parent), PYTHONPATH="")
    command = [sys.executable, *arguments]
    result = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
