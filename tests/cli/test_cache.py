"""The cache through the real program: what people set, see and clear, and what developers edit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mldebt_lab
from tests.cli.program import CLEAN, WRONG_ORDER, environment, mldebt, notebook, write

PACKAGE = Path(mldebt_lab.__file__).parent


def test_the_folder_is_shown_and_cleared(tmp_path: Path) -> None:
    kept = {"MLDEBT_CACHE_DIR": str(tmp_path / "kept")}
    write(tmp_path / "a.ipynb", WRONG_ORDER)
    assert mldebt("cache", "dir", cwd=tmp_path, variables=kept).stdout.decode().strip() == str(tmp_path / "kept")
    assert mldebt("cache", "clear", cwd=tmp_path, variables=kept).stdout.startswith(b"0 reports removed from")
    first = mldebt("check", ".", cwd=tmp_path, variables=kept)
    assert len(list((tmp_path / "kept" / "reports").glob("*/*"))) == 1
    again = mldebt("check", ".", cwd=tmp_path, variables=kept)
    assert (again.returncode, again.stdout, again.stderr) == (first.returncode, first.stdout, first.stderr)
    assert mldebt("cache", "clear", cwd=tmp_path, variables=kept).stdout.startswith(b"1 report removed from")
    assert not (tmp_path / "kept" / "reports").exists()


@pytest.mark.parametrize(
    ("variables", "config", "expected"),
    [
        ({"MLDEBT_CACHE_DIR": "/one", "XDG_CACHE_HOME": "/two"}, 'cache-dir = "three"', "/one"),
        ({"MLDEBT_CACHE_DIR": "", "XDG_CACHE_HOME": "/two"}, 'cache-dir = "three"', "{project}/three"),
        ({"MLDEBT_CACHE_DIR": "", "XDG_CACHE_HOME": "/two", "HOME": "/home/me"}, 'cache-dir = "~/x"', "/home/me/x"),
        ({"MLDEBT_CACHE_DIR": "", "XDG_CACHE_HOME": "/two"}, "", "/two/mldebt"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="names folders as POSIX does")
def test_it_lies_where_the_nearest_says(tmp_path: Path, variables: dict[str, str], config: str, expected: str) -> None:
    (tmp_path / "mldebt.toml").write_text(config)
    (tmp_path / "sub").mkdir()
    said = mldebt("cache", "dir", cwd=tmp_path / "sub", variables=variables).stdout.decode().strip()
    assert said == expected.format(project=tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="names the folder as XDG does")
@pytest.mark.parametrize("home", ["", "relative/folder"])
def test_without_anything_set_it_lies_where_caches_do(tmp_path: Path, home: str) -> None:
    variables = {"MLDEBT_CACHE_DIR": "", "XDG_CACHE_HOME": home, "HOME": "/home/me"}
    assert mldebt("cache", "dir", cwd=tmp_path, variables=variables).stdout.decode().strip() == "/home/me/.cache/mldebt"


@pytest.mark.parametrize("value", ["3", '""', "[]"])
def test_a_setting_that_is_no_folder_is_an_error(tmp_path: Path, value: str) -> None:
    (tmp_path / "mldebt.toml").write_text(f"cache-dir = {value}")
    done = mldebt("cache", "dir", cwd=tmp_path)
    assert (done.returncode, b"cache-dir has to be" in done.stderr) == (2, True)


def test_a_user_has_no_folder_relative_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "mldebt").mkdir()
    (tmp_path / "mldebt" / "mldebt.toml").write_text('cache-dir = "kept"')
    done = mldebt("cache", "dir", cwd=tmp_path, variables={"XDG_CONFIG_HOME": str(tmp_path)})
    assert (done.returncode, b"absolute" in done.stderr) == (2, True)


def test_the_setting_is_shown_with_its_origin(tmp_path: Path) -> None:
    assert b"# cache-dir = where the platform keeps caches" in mldebt("config", cwd=tmp_path).stdout
    (tmp_path / "mldebt.toml").write_text('cache-dir = "kept"')
    shown = mldebt("config", cwd=tmp_path).stdout.decode()
    assert f'cache-dir = "{(tmp_path / "kept").as_posix()}"' in shown


@pytest.mark.parametrize("output_format", ["text", "json"])
def test_what_several_processes_made_is_found(tmp_path: Path, output_format: str) -> None:
    kept = {"MLDEBT_CACHE_DIR": str(tmp_path / "kept")}
    for number in range(110):
        write(tmp_path / "notebooks" / f"{number}.ipynb", WRONG_ORDER if number % 3 else CLEAN)
    command = ("check", "notebooks", "--format", output_format, "--jobs", "2")
    expected = mldebt(*command, "--no-cache", cwd=tmp_path, variables=kept).stdout
    assert mldebt(*command, cwd=tmp_path, variables=kept).stdout == expected
    assert len(list((tmp_path / "kept" / "reports").glob("*/*"))) == 110
    write(tmp_path / "notebooks" / "7.ipynb", CLEAN)
    changed = mldebt(*command, "--no-cache", cwd=tmp_path, variables=kept).stdout
    assert changed != expected
    assert mldebt(*command, cwd=tmp_path, variables=kept).stdout == changed


def test_a_rule_that_somebody_edits_counts_at_once(tmp_path: Path) -> None:
    """With the program run from its source files, as developers do."""
    source, project = tmp_path / "source", tmp_path / "project"
    shutil.copytree(
        PACKAGE, source / "mldebt_lab", ignore=shutil.ignore_patterns("__pycache__", "labextension", "server")
    )
    write(project / "a.ipynb", WRONG_ORDER)

    def check() -> str:
        env = environment(PYTHONPATH=str(source), MLDEBT_CACHE_DIR=str(tmp_path / "kept"), MLDEBT_RAISE="1")
        command = [sys.executable, "-m", "mldebt_lab", "check", "."]
        return subprocess.run(command, cwd=project, env=env, capture_output=True, check=False).stdout.decode()

    first = check()
    assert check() == first
    edited = [path for path in (source / "mldebt_lab" / "rules" / "order").glob("*.py") if "NDX101" in path.read_text()]
    for path in edited:
        path.write_text(path.read_text().replace('"NDX101"', '"NDX199"'))
    assert "NDX101" in first
    assert "NDX199" in check()
    (source / "mldebt_lab" / "rules" / "order" / "new.py").write_text("raise RuntimeError('not finished')\n")
    assert check() == ""


def test_the_program_says_that_there_is_a_cache(tmp_path: Path) -> None:
    assert b"keep nothing" in mldebt("check", "--help", cwd=tmp_path).stdout
    assert b"cache" in mldebt("--help", cwd=tmp_path).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="names nothing as POSIX does")
def test_where_nothing_can_be_written_the_same_is_said_and_nothing_fails(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", notebook("print(missing)"))
    nowhere = {"MLDEBT_CACHE_DIR": "", "XDG_CACHE_HOME": "", "HOME": os.devnull}
    done = mldebt("check", "a.ipynb", cwd=tmp_path, variables=nowhere)
    without = mldebt("check", "--no-cache", "a.ipynb", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (1, without.stdout, without.stderr)
    assert b"NDX102" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["a.ipynb"]
