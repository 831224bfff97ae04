"""Whatever a notebook is like: what nbconvert exports it exports with the preprocessor, and what fails says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode, from_dict

from tests.export.exporting import HOSTILE, NAME, export, in_debt, nbconvert, notebook, written

BOXED = (f"--Exporter.preprocessors={NAME}", "--HygienePreprocessor.box=True")


def odd(**more: Any) -> NotebookNode:
    """A notebook that is not quite one."""
    nb: NotebookNode = from_dict({**in_debt(), **more})  # type: ignore[no-untyped-call]
    return nb


@pytest.mark.parametrize(
    "nb",
    [
        odd(metadata={"language_info": {"name": "python"}, "mldebt": [1, 2]}),
        odd(metadata={"language_info": {"name": "python"}, "kernelspec": {"name": 3}}),
        odd(metadata={}),
        odd(cells=[]),
        odd(
            cells=[{"cell_type": "code", "metadata": {}, "source": "(" * 3000, "outputs": [], "execution_count": None}]
        ),
        odd(cells=[{"cell_type": "code", "metadata": {"tags": 3}, "source": "\0\ud800", "outputs": []}]),
        odd(cells=[{"cell_type": "code", "metadata": {}, "source": "x", "outputs": [], "execution_count": -1}]),
        notebook("x <- 1", language_info={"name": "R"}),
        notebook(),
    ],
)
@pytest.mark.parametrize("form", ["markdown", "script", "notebook"])
def test_what_is_exported_without_the_preprocessor_is_exported_with_it(nb: NotebookNode, form: str) -> None:
    def fails(**traits: Any) -> bool:
        try:
            export(nb, form, **traits)
        except Exception:
            return True
        return False

    plain = fails(exporter_traits={"preprocessors": []})
    assert fails(box=True, mode="annotate") <= plain


def test_ten_megabytes_of_findings_are_a_short_box_and_short_notes() -> None:
    nb = notebook(*(f"open('/home/ana/{'x' * 25_000}/{number}')" for number in range(400)))
    plain, _ = export(nb, "markdown")
    output, resources = export(nb, "markdown", box=True, mode="annotate")
    assert len(plain) > 10_000_000
    assert len(resources["mldebt"]["findings"]) == 400
    assert len(output) - len(plain) < 400 * 600


def test_a_name_full_of_markup_is_text_in_the_box_and_in_the_message_of_a_block(tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)>"
    written(tmp_path, in_debt(), f"{name}.ipynb")
    assert nbconvert("--to", "html", *BOXED, f"{name}.ipynb", cwd=tmp_path).returncode == 0
    page = next(tmp_path.glob("*.html")).read_text("utf-8")
    assert "<img src=x" not in page
    done = nbconvert(*("--to", "html", BOXED[0], "--HygienePreprocessor.mode=block", f"{name}.ipynb"), cwd=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert f"The export of {name}.ipynb is blocked: 2 errors." in done.stderr


def test_what_the_notebook_says_never_steers_the_terminal(tmp_path: Path) -> None:
    written(tmp_path, notebook(f"open({HOSTILE + chr(27) + '[2J'!r})"))
    done = nbconvert("--to", "html", BOXED[0], "--HygienePreprocessor.mode=block", "x.ipynb", cwd=tmp_path)
    assert done.returncode == 1
    assert chr(27) not in done.stderr
    assert "\u2028" not in done.stderr


@pytest.mark.parametrize("text", ["", "{}", '{"cells": 3, "nbformat": 4, "nbformat_minor": 5}'])
def test_a_file_that_is_no_notebook_fails_as_it_does_without(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.ipynb").write_text(text)
    plain = nbconvert("--to", "html", "x.ipynb", cwd=tmp_path)
    boxed = nbconvert("--to", "html", *BOXED, "x.ipynb", cwd=tmp_path)
    assert boxed.returncode == plain.returncode
    assert "mldebt" not in boxed.stderr.splitlines()[-1]


def test_a_target_that_cannot_be_written_fails_as_it_does_without(tmp_path: Path) -> None:
    written(tmp_path, in_debt())
    (tmp_path / "file").touch()
    where = "--output-dir=file"
    plain = nbconvert("--to", "html", where, "x.ipynb", cwd=tmp_path)
    boxed = nbconvert("--to", "html", where, *BOXED, "x.ipynb", cwd=tmp_path)
    assert boxed.returncode == plain.returncode == 1
    assert boxed.stderr.splitlines()[-1] == plain.stderr.splitlines()[-1]
