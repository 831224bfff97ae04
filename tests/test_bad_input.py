"""Bad input gets a clear finding or error, nothing else is lost by it, and it takes no more time than good input."""

from __future__ import annotations

import codecs
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from mldebt_lab import check
from mldebt_lab.config import Settings
from mldebt_lab.lint import check_notebook
from mldebt_lab.notebook import read_document
from mldebt_lab.places import Surroundings
from mldebt_lab.report.text import TextStyle, render_notebook
from mldebt_lab.report.wire import encode_notebook
from tests.cli.program import WRONG_ORDER, environment, mldebt, notebook, write
from tests.hostile_code import GROWING, LARGE, LINES, NESTED, STRANGE

SECONDS = 4.0
"""Of CPU for any one notebook below; most take a tenth. What grows too fast takes minutes."""

UNREADABLE: dict[str, bytes] = {
    "not-json.ipynb": b"import numpy\n",
    "no-notebook.ipynb": b'{"name": "package"}',
    "a-list.ipynb": b"[1, 2]",
    "a-number.ipynb": b"3",
    "empty.ipynb": b"",
    "blank.ipynb": b" \n\n",
    "binary.ipynb": bytes(range(256)),
    "nul.ipynb": b"\0" * 1000,
    "cut.ipynb": json.dumps(WRONG_ORDER).encode()[:-40],
    "merged.ipynb": b"<<<<<<< HEAD\n" + json.dumps(WRONG_ORDER, indent=1).encode(),
    "latin-1.ipynb": json.dumps(notebook("x = 'é'"), ensure_ascii=False).encode("latin-1"),
    "wrong-mark.ipynb": codecs.BOM_UTF16_LE + b"abc",
    "deep.ipynb": b"[" * 10_000 + b"]" * 10_000,
    "deep-metadata.ipynb": b'{"cells": [], "metadata": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}",
}
READABLE: dict[str, bytes] = {
    "mark.ipynb": codecs.BOM_UTF8 + json.dumps(WRONG_ORDER).encode(),
    "utf-16.ipynb": json.dumps(WRONG_ORDER).encode("utf-16"),
    "minified.ipynb": json.dumps(WRONG_ORDER, separators=(",", ":")).encode(),
    "crlf.ipynb": json.dumps(WRONG_ORDER, indent=1).replace("\n", "\r\n").encode(),
    "no-metadata.ipynb": json.dumps({"cells": WRONG_ORDER["cells"]}).encode(),
    "null-metadata.ipynb": json.dumps({**WRONG_ORDER, "metadata": None}).encode(),
    "same-ids.ipynb": json.dumps(
        {**WRONG_ORDER, "cells": [{**cell, "id": "same"} for cell in WRONG_ORDER["cells"]]}
    ).encode(),
    "odd-ids.ipynb": json.dumps(
        {**WRONG_ORDER, "cells": [{**cell, "id": [3]} for cell in WRONG_ORDER["cells"]]}
    ).encode(),
    "odd-cells.ipynb": json.dumps({**WRONG_ORDER, "cells": [None, 3, *WRONG_ORDER["cells"]]}).encode(),
    "odd-members.ipynb": json.dumps(
        {
            **WRONG_ORDER,
            "cells": [
                {**cell, "execution_count": count, "outputs": ["text", 3], "metadata": {"tags": {"a": 1}}}
                for cell, count in zip(WRONG_ORDER["cells"], (1.5, 10**40), strict=True)
            ],
        }
    ).encode(),
    "v3.ipynb": json.dumps(
        {
            "metadata": {"name": ""},
            "nbformat": 3,
            "nbformat_minor": 0,
            "worksheets": [
                {
                    "cells": [
                        {"cell_type": "code", "language": "python", "input": source, "outputs": [], "prompt_number": n}
                        for source, n in ((["print(rate)"], 2), (["rate = 0.1"], 1))
                    ]
                }
            ],
        }
    ).encode(),
}


def _report(*arguments: str | Path, cwd: Path, expected: int = 1) -> dict[str, dict[str, Any]]:
    done = mldebt("check", "--format", "json", "--select", "ALL", *arguments, cwd=cwd)
    assert (done.returncode, done.stderr) == (expected, b"")
    return {one["path"]: one for one in json.loads(done.stdout)["notebooks"]}


_MEASURE = """import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)"""
"""A small process in between: one that is started by a large one counts that one's memory as its own."""


def _cost_and_report(folder: Path) -> tuple[float, int, dict[str, dict[str, Any]]]:
    """The seconds and kilobytes that the check of a folder took, and what it said."""
    output = folder / "report.json"
    arguments = ("check", "--format", "json", "--select", "ALL", "--output-file", str(output), ".")
    command = [sys.executable, "-c", _MEASURE, sys.executable, "-m", "mldebt_lab", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True, check=True)
    code, seconds, kilobytes = done.stdout.split()
    assert code == "1"
    return float(seconds), int(kilobytes), {one["path"]: one for one in json.loads(output.read_bytes())["notebooks"]}


def _codes(one: Mapping[str, Any]) -> list[str]:
    return [finding["code"] for finding in one["findings"]]


def test_files_that_are_no_notebooks_are_findings_and_the_others_are_checked(tmp_path: Path) -> None:
    """Each is named with what is wrong, in JSON and in text."""
    for name, content in {**UNREADABLE, **READABLE}.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "itself.ipynb").symlink_to("itself.ipynb")
    (tmp_path / "nowhere.ipynb").symlink_to("missing")
    (tmp_path / "folder.ipynb").mkdir()
    write(tmp_path / "folder.ipynb" / "inside.ipynb", WRONG_ORDER)
    os.mkfifo(tmp_path / "pipe.ipynb")  # would be waited for
    report = _report(".", cwd=tmp_path)
    for name in [*UNREADABLE, "itself.ipynb", "nowhere.ipynb"]:
        assert _codes(report[name]) == ["NDX121"], name
        assert report[name]["findings"][0]["message"].endswith("."), name
        assert report[name]["verdict"] == "unknown"
    for name in [*READABLE, "folder.ipynb/inside.ipynb"]:
        assert "NDX101" in _codes(report[name]), name
    assert "pipe.ipynb" not in report
    done = mldebt("check", ".", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == b""
    for name in UNREADABLE:
        assert name.encode() in done.stdout


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    """And are told."""
    write(tmp_path / "a" / "a.ipynb", WRONG_ORDER)
    (tmp_path / "a" / "up").symlink_to("..")
    (tmp_path / "a" / "round").symlink_to("round")
    done = mldebt("check", "--format", "json", ".", cwd=tmp_path)
    assert done.returncode == 1
    assert [one["path"] for one in json.loads(done.stdout)["notebooks"]] == ["a/a.ipynb"]
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_standard_input(tmp_path: Path, content: bytes) -> None:
    """What editors and hooks hand over is no better."""
    done = mldebt("check", "-", "--stdin-filename", "a.ipynb", cwd=tmp_path, stdin=content)
    assert done.returncode == 1
    assert b"NDX121" in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize(
    "name", ["\x1b[31mred\x1b[0m.ipynb", "<img src=x onerror=alert(1)>.ipynb", "a\nb.ipynb", b"\xff.ipynb"]
)
def test_names_of_files_are_shown_as_text(tmp_path: Path, name: str | bytes) -> None:
    """Nothing in them reaches the terminal as a command, and JSON holds them."""
    path = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), os.fsencode(name))))  # noqa: PTH118 - bytes
    try:
        path.write_text(json.dumps(notebook("open('/home/ada/\x1b[2J')")))
    except OSError:
        pytest.skip("the file system refuses such names")
    done = mldebt("check", ".", cwd=tmp_path)
    assert done.returncode == 1
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"NDP301" in done.stdout
    (one,) = _report(".", cwd=tmp_path).values()
    assert one["findings"]


@pytest.mark.parametrize("language", ["R", "julia", "brainfuck", "c++17", "<script>"])
def test_other_languages(tmp_path: Path, language: str) -> None:
    """Are not taken for Python; what needs no Python is found."""
    document = notebook("x <- 'é' %>% f()", counts=[2])
    document["metadata"] = {"language_info": {"name": language}, "kernelspec": {"name": "other"}}
    error = {"output_type": "error", "ename": "<b>", "evalue": "\x1b[0m", "traceback": []}
    document["cells"][0]["outputs"] = [error]
    write(tmp_path / "a.ipynb", document)
    report = _report(".", cwd=tmp_path)["a.ipynb"]
    assert report["language"] == language.lower()
    assert "NDX112" in _codes(report)
    assert "NDX120" not in _codes(report)


def test_an_output_file_that_cannot_be_written(tmp_path: Path) -> None:
    """Is wrong use, told without a traceback."""
    write(tmp_path / "a.ipynb", WRONG_ORDER)
    (tmp_path / "file").write_text("")
    for target in (
        "missing/report.json",
        "file/report.json",
        ".",
        *(["/dev/full"] if Path("/dev/full").exists() else []),
    ):
        done = mldebt("check", "a.ipynb", "--output-file", target, cwd=tmp_path)
        assert done.returncode == 2, target
        assert target.encode() in done.stderr or b"folder" in done.stderr
        assert b"Traceback" not in done.stderr


def test_a_notebook_of_100_megabytes(tmp_path: Path) -> None:
    """Most of it pictures, as such notebooks are."""
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * 5_000_000}}
    document = notebook(*("print(rate)", "rate = 0.1") * 10)
    for cell in document["cells"]:
        cell["outputs"] = [picture]
    write(tmp_path / "a.ipynb", document)
    assert (tmp_path / "a.ipynb").stat().st_size > 100_000_000
    seconds, kilobytes, report = _cost_and_report(tmp_path)
    assert "NDX101" in _codes(report["a.ipynb"])
    assert seconds < 2 * SECONDS
    assert kilobytes < 500_000


def test_a_notebook_of_5_000_cells(tmp_path: Path) -> None:
    """Each uses the one above."""
    sources = [f"x{index} = x{index - 1} + 1\nprint(x{index})" for index in range(1, 5_000)]
    write(tmp_path / "a.ipynb", notebook("x0 = 0", *sources, "print(missing)"))
    seconds, _, report = _cost_and_report(tmp_path)
    found = report["a.ipynb"]["findings"]
    assert [finding["cell"]["index"] for finding in found if finding["code"] == "NDX102"] == [5_000]
    assert seconds < 2 * SECONDS


def _check_quickly(*sources: str) -> dict[str, Any]:
    read = read_document(notebook(*sources), "a.ipynb")
    started = time.process_time()
    report = check_notebook(read, Settings(select=("ALL",)), Surroundings("/home/ada/project", ""))
    encoded = encode_notebook(report)
    render_notebook(report, read, TextStyle(colour=False, show_notes=True))
    assert time.process_time() - started < SECONDS
    assert report.internal_errors == ()
    document: dict[str, Any] = json.loads(encoded)
    return document


@pytest.mark.parametrize(
    "sources",
    [
        pytest.param([source], id=f"{what} {name}")
        for what, table in (("nested", NESTED), ("many", LARGE), ("growing", GROWING), ("strange", STRANGE))
        for name, source in table.items()
    ]
    + [pytest.param(sources, id=f"long lines of {name}") for name, sources in LINES.items()],
)
def test_code_that_is_made_to_be_expensive(sources: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Costs as much time as other code of its length, and the cell above it is checked all the same."""
    monkeypatch.setenv("MLDEBT_RAISE", "1")
    document = _check_quickly("print(rate)", *sources, "rate = 0.1")
    assert any(finding["cell"]["index"] == 0 for finding in document["findings"])


def test_all_of_it_in_one_run_of_the_program(tmp_path: Path) -> None:
    """No notebook ends the run, in several processes either."""
    for table in (NESTED, GROWING, STRANGE):
        for number, source in enumerate(table.values()):
            content = json.dumps(notebook("print(rate)", source, "rate = 0.1"))
            (tmp_path / f"{id(table)}-{number}.ipynb").write_text(content)
    report = _report("-j", "2", ".", cwd=tmp_path)
    assert len(report) == len(NESTED) + len(GROWING) + len(STRANGE)
    for one in report.values():
        assert any(finding["cell"]["index"] == 0 for finding in one["findings"]), one["path"]


@pytest.mark.parametrize(
    "value", [{}, {"cells": 3}, {"cells": [None]}, {"cells": [{"cell_type": "code", "source": 3}]}]
)
def test_the_library_answers_too(value: dict[str, Any]) -> None:
    """With a report, for whatever it is given."""
    report = check(value)
    assert report.path == "notebook.ipynb"
    assert ("NDX121" in {finding.code for finding in report.findings}) is not isinstance(value.get("cells"), list)
