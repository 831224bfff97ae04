"""``mldebt config``."""

from pathlib import Path

from mldebt_lab.config import DEFAULT_ORIGIN
from mldebt_lab.config_files import settings_from_toml
from tests.cli.program import mldebt

TEXT = """\
select = ["NDX", "NDP3"]
ignore = []
exclude = ["dra\\"fts", "a/*"]
per-notebook-ignores = {"a.ipynb" = ["NDX101"]}
fail-severity = "error"
"""


def test_values_and_where_they_come_from(tmp_path: Path) -> None:
    """For a folder or a notebook; what is printed can be pasted into a configuration file."""
    (tmp_path / "mldebt.toml").write_text(TEXT)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.ipynb").touch()
    lines = mldebt("config", "sub/a.ipynb", cwd=tmp_path).stdout.decode().splitlines()
    assert lines[0] == f"# project root: {tmp_path}"
    set_here = [line for line in lines if line.endswith(f"# {tmp_path / 'mldebt.toml'}")]
    assert any(line.startswith('fail-severity = "error" ') for line in set_here)
    assert next(line for line in lines if line.startswith("measure-places")).endswith(f"# {DEFAULT_ORIGIN}")
    printed = mldebt("config", "--no-show-origin", ".", cwd=tmp_path).stdout.decode()
    assert settings_from_toml(printed) == settings_from_toml(TEXT)


def test_an_error_is_named(tmp_path: Path) -> None:
    """As by check."""
    (tmp_path / "mldebt.toml").write_text("x = 1\n")
    done = mldebt("config", cwd=tmp_path)
    assert done.returncode == 2
    assert b"unknown key x" in done.stderr
