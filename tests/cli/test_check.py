"""``mldebt check``, end to end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.program import CLEAN, SOURCE, WRONG_ORDER, environment, mldebt, notebook, write

SCHEMA = json.loads((SOURCE / "schema" / "report.schema.json").read_text("utf-8"))


def _json(*arguments: str | Path, cwd: Path, **options: Any) -> dict[str, Any]:
    done = mldebt("check", "--format", "json", *arguments, cwd=cwd, **options)
    document: dict[str, Any] = json.loads(done.stdout)
    jsonschema.validate(document, SCHEMA)
    return document


def _codes(document: dict[str, Any]) -> list[str]:
    return [finding["code"] for one in document["notebooks"] for finding in one["findings"]]


def test_findings_are_shown_with_their_place_and_make_the_exit_code_1(tmp_path: Path) -> None:
    """Text, without colour where nobody looks."""
    write(tmp_path / "a.ipynb", WRONG_ORDER)
    done = mldebt("check", "a.ipynb", cwd=tmp_path)
    text = done.stdout.decode()
    assert done.returncode == 1
    assert done.stderr == b""
    assert "a.ipynb: a clean run fails\n\n  cell 1 [2]\n    error NDX101 use-before-definition (sure)\n" in text
    assert "      1 | print(rate)\n        |       ^^^^\n" in text
    assert text.endswith("1 error in 1 of 1 notebook.\n")
    assert "\x1b" not in text


def test_nothing_found_makes_it_0(tmp_path: Path) -> None:
    """And says so."""
    write(tmp_path / "a.ipynb", CLEAN)
    done = mldebt("check", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"Nothing found in 1 notebook.\n", b"")


def test_exit_zero_and_quiet(tmp_path: Path) -> None:
    """For those who only want to read, and for those who only want to know."""
    write(tmp_path / "a.ipynb", WRONG_ORDER)
    assert mldebt("check", "--exit-zero", ".", cwd=tmp_path).returncode == 0
    assert b"in 1 of 1" not in mldebt("check", "-q", ".", cwd=tmp_path).stdout


@pytest.mark.parametrize("arguments", [["nowhere"], ["."], ["--no-such-option"], ["--format", "xml", "."]])
def test_wrong_use_and_no_notebook_make_it_2(tmp_path: Path, arguments: list[str]) -> None:
    """With a word on standard error and none on standard output."""
    done = mldebt("check", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr != b""
    assert b"Traceback" not in done.stderr


def test_what_is_missing_does_not_keep_the_rest_from_being_checked(tmp_path: Path) -> None:
    """But it cannot end well."""
    write(tmp_path / "a.ipynb", WRONG_ORDER)
    done = mldebt("check", "nowhere.ipynb", "a.ipynb", cwd=tmp_path)
    assert done.returncode == 2
    assert b"nowhere.ipynb: there is no such file or folder" in done.stderr
    assert b"NDX101" in done.stdout


def test_json_follows_the_published_schema(tmp_path: Path) -> None:
    """On standard output alone."""
    write(tmp_path / "sub" / "a.ipynb", WRONG_ORDER)
    write(tmp_path / "b.ipynb", CLEAN)
    document = _json(".", cwd=tmp_path)
    assert [one["path"] for one in document["notebooks"]] == ["b.ipynb", "sub/a.ipynb"]
    assert [one["verdict"] for one in document["notebooks"]] == ["plausible", "fails"]
    assert document["summary"]["notebooks"] == 2
    assert document["summary"]["findings"]["error"] == document["summary"]["by_code"]["NDX101"] == 1
    finding = document["notebooks"][1]["findings"][0]
    assert finding["cell"] == {"id": "cell-0", "index": 0, "execution_count": 2}
    assert finding["span"] == {"start": {"line": 1, "column": 6}, "end": {"line": 1, "column": 10}}
    lines = (tmp_path / "sub" / "a.ipynb").read_text().split("\n")
    assert "print(rate)" in lines[finding["file_line"] - 1]


def test_select_and_ignore(tmp_path: Path) -> None:
    """By prefix, code or name; in lists or one by one."""
    write(tmp_path / "a.ipynb", notebook("print(rate)", "rate = 0.1", "print(never)"))
    both = ["NDX101", "NDX102"]
    assert _codes(_json(".", cwd=tmp_path)) == both
    assert _codes(_json("--select", "NDX101", ".", cwd=tmp_path)) == ["NDX101"]
    assert _codes(_json("--select", "NDX101,name-defined-nowhere", ".", cwd=tmp_path)) == both
    assert _codes(_json("--select", "NDX", "--ignore", "NDX101", ".", cwd=tmp_path)) == ["NDX102"]
    assert _codes(_json("--ignore", "NDX101", "--ignore", "NDX102", ".", cwd=tmp_path)) == []
    done = mldebt("check", "--select", "NDY", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert b"command line: select: no rule matches 'NDY'" in done.stderr


def test_configuration_counts_and_its_errors_are_named(tmp_path: Path) -> None:
    """The nearest file, with its key."""
    write(tmp_path / "a.ipynb", WRONG_ORDER)
    (tmp_path / "mldebt.toml").write_text('ignore = ["NDX101"]\n')
    assert mldebt("check", ".", cwd=tmp_path).returncode == 0
    (tmp_path / "mldebt.toml").write_text("[per-notebook-ignores]\n'a.ipynb' = ['NDX']\n")
    document = _json(".", cwd=tmp_path)
    assert document["notebooks"][0]["ignored"][0]["scope"] == "project"
    (tmp_path / "mldebt.toml").write_text('exclude = ["a.ipynb"]\n')
    assert mldebt("check", ".", cwd=tmp_path).returncode == 2
    assert mldebt("check", "a.ipynb", cwd=tmp_path).returncode == 1
    (tmp_path / "mldebt.toml").write_text("ignor = []\n")
    done = mldebt("check", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert b"mldebt.toml: unknown key ignor; did you mean ignore?" in done.stderr


def test_the_failing_severity_is_configured(tmp_path: Path) -> None:
    """An output that stopped with an error is a warning."""
    document = notebook("1 / 0", counts=(1,))
    document["cells"][0]["outputs"] = [
        {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "", "traceback": []}
    ]
    write(tmp_path / "a.ipynb", document)
    assert mldebt("check", "--select", "NDX112", ".", cwd=tmp_path).returncode == 1
    (tmp_path / "mldebt.toml").write_text('fail-severity = "error"\n')
    assert mldebt("check", "--select", "NDX112", ".", cwd=tmp_path).returncode == 0


def test_standard_input(tmp_path: Path) -> None:
    """As an editor hands over what is not saved yet; the path that it names decides about configuration."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "mldebt.toml").write_text('ignore = ["NDX101"]\n')
    stdin = json.dumps(WRONG_ORDER).encode()
    assert _json("-", cwd=tmp_path, stdin=stdin)["notebooks"][0]["path"] == "-"
    assert _codes(_json("-", cwd=tmp_path, stdin=stdin)) == ["NDX101"]
    document = _json("-", "--stdin-filename", "sub/a.ipynb", cwd=tmp_path, stdin=stdin)
    assert document["notebooks"][0]["path"] == "sub/a.ipynb"
    assert _codes(document) == []
    assert _codes(_json("-", cwd=tmp_path, stdin=b"{")) == ["NDX121"]


def test_an_output_file(tmp_path: Path) -> None:
    """Gets the report instead of standard output; a place that does not exist is refused before any work."""
    write(tmp_path / "a.ipynb", WRONG_ORDER)
    done = mldebt("check", "--format", "json", "--output-file", "report.json", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    jsonschema.validate(json.loads((tmp_path / "report.json").read_text("utf-8")), SCHEMA)
    done = mldebt("check", "--output-file", "nowhere/report.txt", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert b"there is no folder nowhere" in done.stderr


def test_the_project_root_decides_what_is_outside(tmp_path: Path) -> None:
    """Found by its marks, or as given."""
    write(tmp_path / "outer" / "inner" / "a.ipynb", notebook("open('../x.txt', 'w')"))
    (tmp_path / "outer" / "inner" / "requirements.txt").touch()
    arguments = ("--select", "NDS402,NDP307", "outer")
    assert sorted(_codes(_json(*arguments, cwd=tmp_path))) == ["NDP307", "NDS402"]
    assert _codes(_json("--project-root", "outer", *arguments, cwd=tmp_path)) == []


def test_places_are_measured_only_on_demand(tmp_path: Path) -> None:
    """A report is the same on every machine unless one asks for more."""
    place = tmp_path / "exchange"
    place.mkdir()
    place.chmod(0o777)
    write(tmp_path / "project" / "a.ipynb", notebook("open('../exchange/x.txt', 'w')"))
    (tmp_path / "project" / "requirements.txt").touch()
    arguments = ("--select", "NDS", "project")
    assert _codes(_json(*arguments, cwd=tmp_path)) == ["NDS402"]
    assert _codes(_json("--measure-places", *arguments, cwd=tmp_path)) == ["NDS401"]


BAD_FILES: dict[str, bytes] = {
    "empty": b"",
    "no json": b"# %%\nprint(1)\n",
    "cut off": b'{"cells": [',
    "no object": b"[1, 2]",
    "no cells": b"{}",
    "latin-1": '{"cells": [], "metadata": {"title": "é"}}'.encode("latin-1"),
    "deep": b"[" * 100_000,
    "nul": b"\0" * 100,
}


def test_files_that_are_no_notebooks_are_findings_and_the_rest_goes_on(tmp_path: Path) -> None:
    """One each."""
    for name, content in BAD_FILES.items():
        (tmp_path / f"{name}.ipynb").write_bytes(content)
    (tmp_path / "nowhere.ipynb").symlink_to("gone")
    (tmp_path / "circle.ipynb").symlink_to("circle.ipynb")
    write(tmp_path / "good.ipynb", CLEAN)
    document = _json(".", cwd=tmp_path)
    found = {one["path"]: [finding["code"] for finding in one["findings"]] for one in document["notebooks"]}
    expected = {f"{name}.ipynb": ["NDX121"] for name in (*BAD_FILES, "nowhere", "circle")}
    assert found == {**expected, "good.ipynb": []}
    assert mldebt("check", ".", cwd=tmp_path).returncode == 1


def test_hostile_text_neither_ends_the_program_nor_reaches_the_terminal(tmp_path: Path) -> None:
    """Escape sequences, halves of surrogates, in whatever encoding the terminal has."""
    write(tmp_path / "a.ipynb", notebook("print(größe, '\x1b[2J 日本')", "größe = 1"))
    text = (tmp_path / "a.ipynb").read_text("utf-8").replace("print(", "print('\\ud800', ")
    (tmp_path / "b.ipynb").write_text(text, "utf-8")
    for encoding in ("ascii", "cp1252", "utf-8"):
        done = mldebt("check", ".", cwd=tmp_path, variables={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
        assert done.returncode == 1
        assert b"NDX101" in done.stdout
        assert b"\x1b" not in done.stdout
        assert done.stderr == b""
    _json(".", cwd=tmp_path)


def test_many_notebooks_in_several_processes_give_the_same_report(tmp_path: Path) -> None:
    """In the same order, to the byte."""
    for number in range(120):
        write(tmp_path / f"{number:03}.ipynb", WRONG_ORDER if number % 3 else CLEAN)
    (tmp_path / "x.ipynb").write_bytes(b"{")
    for output_format in ("json", "text"):
        one = mldebt("check", "--format", output_format, "-j", "1", ".", cwd=tmp_path)
        several = mldebt("check", "--format", output_format, "-j", "3", ".", cwd=tmp_path)
        assert one.stdout == several.stdout
        assert one.stdout.count(b"NDX101") >= 40
        assert (one.returncode, several.returncode) == (1, 1)


def test_a_rule_that_fails_is_said_and_makes_it_2(tmp_path: Path) -> None:
    """Without a traceback for people, and with the other rules' findings; MLDEBT_RAISE=1 shows where it failed."""
    write(tmp_path / "a.ipynb", WRONG_ORDER)
    (tmp_path / "broken.py").write_text(
        "from mldebt_lab.cli.main import main\n"
        "from mldebt_lab.rules.order.name_defined_nowhere import NameDefinedNowhere\n"
        "def check(self, analysis):\n    raise KeyError('oh')\n    yield\n"
        "NameDefinedNowhere.check = check\n"
        "main()\n"
    )
    command = [sys.executable, "broken.py", "check", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, env=environment(), check=False, timeout=60)
    assert done.returncode == 2
    assert b"a.ipynb: internal error: KeyError: 'oh'" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"NDX101" in done.stdout
    assert b"1 internal error: the report is not complete." in done.stdout
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, env=environment(MLDEBT_RAISE="1"), check=False, timeout=60
    )
    assert b"Traceback" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and pipes")
def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path: Path) -> None:
    """As with head."""
    write(tmp_path / "a.ipynb", notebook(*["print(never)\n" * 5] * 3000))
    process = subprocess.Popen(
        [sys.executable, "-m", "mldebt_lab", "check", "."],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) in (0, 1)
    assert errors == b""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_it_with_130_and_no_traceback(tmp_path: Path, jobs: str) -> None:
    """And leaves no process behind."""
    for number in range(400):
        write(tmp_path / f"{number}.ipynb", notebook(*["x = 1\nprint(x)\n" * 200] * 20))
    process = subprocess.Popen(
        [sys.executable, "-m", "mldebt_lab", "check", "-j", jobs, "."],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell starts what runs in its background deaf to interrupts, and so would these tests be there.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors.strip() == b"Interrupted."
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
