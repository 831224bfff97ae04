"""nbconvert's own command with the preprocessor, as the documentation says it is called."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.export.exporting import NAME, clean, in_debt, nbconvert, written

PAGE = Path(__file__).parents[2] / "docs" / "export.md"
ONE_LINERS = re.findall(r"^jupyter nbconvert (.*)$", PAGE.read_text("utf-8"), re.MULTILINE)
CONFIGURATION = re.search(r"```python\n(# jupyter_nbconvert_config\.py\n.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
BLOCK = ("--to", "html", f"--Exporter.preprocessors={NAME}", "--HygienePreprocessor.mode=block")


@pytest.mark.parametrize("line", ONE_LINERS)
def test_the_documented_lines_do_what_they_say(line: str, tmp_path: Path) -> None:
    written(tmp_path, clean() if "block" in line else in_debt())
    done = nbconvert(*shlex.split(line), cwd=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    exported = "".join(path.read_text("utf-8") for path in tmp_path.glob("x.*") if path.name != "x.ipynb")
    exported += "".join(path.read_text("utf-8") for path in tmp_path.glob("*.nbconvert.ipynb"))
    assert exported
    carried = any(ours in exported for ours in ("mldebt", "Notebook hygiene"))
    assert carried == ("box" in line or "annotate" in line)


def test_the_documented_lines_are_there() -> None:
    assert f"--to html --Exporter.preprocessors={NAME} x.ipynb" in ONE_LINERS
    assert len(ONE_LINERS) >= 4


def test_the_documented_configuration_file_works(tmp_path: Path) -> None:
    assert CONFIGURATION
    written(tmp_path, in_debt())
    (tmp_path / "jupyter_nbconvert_config.py").write_text(CONFIGURATION[1])
    done = nbconvert("--config=jupyter_nbconvert_config.py", "--to", "html", "x.ipynb", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Running all cells from an empty kernel would fail." in (tmp_path / "x.html").read_text("utf-8")


def test_block_ends_the_command_with_1_and_a_list_that_people_can_read(tmp_path: Path) -> None:
    written(tmp_path, in_debt())
    done = nbconvert(*BLOCK, "x.ipynb", cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "error NDX101 use-before-definition" in done.stderr
    assert "The export of x.ipynb is blocked: 2 errors. Nothing was written for it." in done.stderr
    assert done.stdout == ""
    assert not (tmp_path / "x.html").exists()


def test_block_lets_a_clean_notebook_pass(tmp_path: Path) -> None:
    written(tmp_path, clean())
    assert nbconvert(*BLOCK, "x.ipynb", cwd=tmp_path).returncode == 0
    assert (tmp_path / "x.html").exists()


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("select=NOPE", "no rule matches 'NOPE'"),
        ("mode=blok", "blok"),
        ("fail_on=never", "never"),
        ("profile=neurip", "did you mean neurips?"),
    ],
)
def test_options_that_cannot_be_understood_end_the_command_with_a_line(option: str, said: str, tmp_path: Path) -> None:
    written(tmp_path, clean())
    mode = [] if option.startswith("mode") else BLOCK[-1:]
    done = nbconvert(*BLOCK[:-1], *mode, f"--HygienePreprocessor.{option}", "x.ipynb", cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert said in done.stderr.splitlines()[-1]


def test_the_file_stays_as_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, in_debt())
    before = path.read_bytes()
    for form in ("html", "markdown", "notebook"):
        options = ("--HygienePreprocessor.mode=annotate", "--HygienePreprocessor.box=True")
        nbconvert("--to", form, f"--Exporter.preprocessors={NAME}", *options, "x.ipynb", cwd=tmp_path)
    assert path.read_bytes() == before
