"""The program as a whole."""

import subprocess
import sys
from pathlib import Path

from tests.cli.program import environment, mldebt


def test_help_and_version(tmp_path: Path) -> None:
    """Every command is listed with what it is for."""
    done = mldebt("--help", cwd=tmp_path)
    assert done.returncode == 0
    for command in (b"check", b"config", b"explain", b"rules"):
        assert b"\n  " + command + b" " in done.stdout
    assert mldebt("--version", cwd=tmp_path).stdout.startswith(b"mldebt ")


def test_without_a_command_it_says_how_to_use_it(tmp_path: Path) -> None:
    """That is wrong use."""
    assert mldebt(cwd=tmp_path).returncode == 2
    done = mldebt("chek", cwd=tmp_path)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_asking_for_help_loads_no_analysis(tmp_path: Path) -> None:
    """Start-up is what completion in a shell waits for."""
    probe = (
        "import sys; from mldebt_lab.cli.commands import run; code = run(['--help']); "
        "heavy = [m for m in sys.modules if m.startswith(('mldebt_lab.rules', 'mldebt_lab.dataflow', 'msgspec', "
        "'nbformat', 'mldebt_lab.notebook', 'concurrent', 'multiprocessing'))]; print('LOADED', heavy)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=tmp_path, env=environment(), capture_output=True, check=True
    )
    assert done.stdout.rstrip().endswith(b"LOADED []")


def test_importing_the_package_loads_nothing(tmp_path: Path) -> None:
    """Its names are loaded when they are used."""
    probe = (
        "import json, ast, sys; before = {*sys.modules, '__future__'}; import mldebt_lab; "
        "print(sorted(set(sys.modules) - before)); print(callable(mldebt_lab.check), bool(mldebt_lab.__version__))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=tmp_path, env=environment(), capture_output=True, check=True
    )
    assert done.stdout.decode().splitlines() == ["['mldebt_lab']", "True True"]
