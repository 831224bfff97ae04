"""With the cache and without it, the same is said: byte for byte, whatever was changed in between."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mldebt_lab import lint, suppression
from mldebt_lab.cache import reports, witness
from mldebt_lab.cli.run import Request, run_check
from mldebt_lab.notebook import Notebook
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.places import root as root_module
from mldebt_lab.project import mentions
from tests.cli.program import notebook, write

NOTEBOOKS = ("a.ipynb", "sub/b.ipynb", "sub/deep/c.ipynb")
_READS = "import pandas as pd\nimport helper\nframe = pd.read_csv('data/raw.csv')\nframe.to_csv('/data/team/out.csv')"
_SUPPRESSED = "print(rate)  # mldebt: ignore[NDX101] known, until=2026-06-15"
DOCUMENTS: tuple[Any, ...] = (
    notebook(_READS, "print(frame)", counts=(1, 2)),
    notebook(_READS.replace("raw", "Raw"), "import numpy as np\nnp.random.rand(3)", counts=(2, 1)),
    notebook("print(rate)", "rate = 0.1", counts=(2, 1)),
    notebook(_SUPPRESSED, "rate = 0.1", counts=(2, 1)),
    notebook("rate = '\ud800'.upper()\nprint(missing_\ud800)", "open('/data/\ud800')"),
    notebook("x = [1,\n", "%%bash\nrm -rf data"),
    None,
    "not a notebook",
)
FILES: dict[str, tuple[str | None, ...]] = {
    "mldebt.toml": (
        None,
        'ignore = ["NDX101"]',
        '[per-notebook-ignores]\n"sub/**" = ["NDP"]',
        'shared-directories = ["/data/team"]',
        'fail-severity = "error"',
        'select = ["NDX", "missing-input"]',
        'exclude = ["deep"]',
    ),
    "sub/mldebt.toml": (None, 'ignore = ["NDP"]', "ignore = []"),
    ".git/HEAD": (None, ""),
    "data/raw.csv": (None, "1"),
    "sub/data/Raw.csv": (None, "1"),
    "requirements.txt": (None, "pandas\n", "numpy\n"),
    "sub/requirements.txt": (None, "scikit-learn\n"),
    "helper.py": (None, "import os", "open('raw.csv', 'w').write('1')"),
    "README.md": (None, "# Ours", "# Ours\nGet raw.csv from us.", "# Run\n```\npip install -r requirements.txt\n```"),
    "LICENSE": (None, "MIT"),
    ".gitignore": (None, "data/", "*.ipynb"),
    "data/raw.csv.dvc": (None, ""),
    "tests/test_all.py": (None, ""),
}
CHANGES = st.one_of(
    st.tuples(st.just("notebook"), st.sampled_from(NOTEBOOKS), st.sampled_from(DOCUMENTS)),
    st.sampled_from(sorted(FILES)).flatmap(
        lambda path: st.tuples(st.just("file"), st.just(path), st.sampled_from(FILES[path]))
    ),
    st.tuples(st.just("day"), st.integers(-3, 3), st.none()),
    st.tuples(st.just("option"), st.sampled_from(["select", "ignore"]), st.sampled_from([(), ("NDX",), ("NDP308",)])),
    st.tuples(st.just("option"), st.just("project_root"), st.sampled_from([None, ".", "sub"])),
    st.tuples(st.just("option"), st.just("show_notes"), st.booleans()),
    st.tuples(st.just("option"), st.just("measure_places"), st.sampled_from([None, True])),
    st.tuples(st.just("option"), st.just("paths"), st.sampled_from([(".",), ("sub", "a.ipynb")])),
)


class Day(date):
    """Today is what the test says."""

    shown = date(2026, 6, 14)

    @classmethod
    def today(cls) -> date:
        """The day of the test."""
        return cls.shown


@pytest.fixture(autouse=True)
def _in_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLDEBT_CACHE_DIR", str(tmp_path / ".cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    monkeypatch.setenv("MLDEBT_RAISE", "1")
    for module in (suppression, reports, witness):
        monkeypatch.setattr(module, "date", Day)
    monkeypatch.setattr(mentions, "_MOMENT", 0.0)  # so that what was written just now is relied on, too


@contextmanager
def analyses() -> Iterator[list[str]]:
    """The notebooks that are analysed meanwhile."""
    analysed: list[str] = []
    check = lint.check_notebook

    def counted(notebook: Notebook, *arguments: Any, **named: Any) -> NotebookReport:
        analysed.append(notebook.path)
        return check(notebook, *arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mldebt_lab.checking.check_notebook", counted)
        yield analysed


def said(output_format: str, no_cache: bool, **options: Any) -> tuple[int, bytes]:
    """The exit code and the report of a run in the current folder."""
    root_module._marked_folder.cache_clear()
    given: dict[str, Any] = {
        "paths": (".",),
        "select": (),
        "ignore": (),
        "project_root": None,
        "measure_places": None,
        "stdin_filename": None,
        "exit_zero": False,
        "jobs": 1,
        "show_notes": False,
        "quiet": True,
        **options,
    }
    out = Path(".report")
    code = run_check(Request(output_format=output_format, output_file=str(out), no_cache=no_cache, **given))
    return code, out.read_bytes() if out.exists() else b""


def put(path: str, content: str | dict[str, Any] | None) -> None:
    """Make the file so; None removes it."""
    file = Path(path)
    if content is None:
        file.unlink(missing_ok=True)
    elif isinstance(content, dict):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content))
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)


def compare(options: dict[str, Any]) -> None:
    """Twice with the cache and once without."""
    for output_format in ("json", "text"):
        expected = said(output_format, True, **options)
        assert said(output_format, False, **options) == expected
        assert said(output_format, False, **options) == expected


@settings(max_examples=15)
@given(st.lists(CHANGES, min_size=1, max_size=8))
def test_no_change_of_anything_gets_an_old_answer(changes: list[tuple[str, Any, Any]]) -> None:
    for path in Path().iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    Day.shown = date(2026, 6, 14)
    for number, path in enumerate(NOTEBOOKS):
        put(path, DOCUMENTS[number])
    options: dict[str, Any] = {}
    compare(options)
    for kind, what, value in changes:
        if kind in ("notebook", "file"):
            put(what, value)
        elif kind == "day":
            Day.shown += timedelta(days=what)
        else:
            options[what] = value
        compare(options)


@pytest.mark.parametrize("path", sorted(FILES))
def test_no_change_of_a_file_gets_an_old_answer(path: str) -> None:
    """Between any two of its states."""
    for number, other in enumerate(NOTEBOOKS):
        put(other, DOCUMENTS[number])
    put("requirements.txt", "numpy\n")
    for before in FILES[path]:
        for after in FILES[path]:
            put(path, before)
            said("json", False)
            put(path, after)
            compare({})


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_notebook_is_shown_from_the_cache_as_it_is_without(document: dict[str, Any] | str | None) -> None:
    put("a.ipynb", document)
    put("b.ipynb", DOCUMENTS[2])
    compare({})
    compare({"show_notes": True})


@pytest.mark.skipif(sys.platform != "linux", reason="needs file names that are any bytes")
def test_a_name_that_is_no_text_is_shown_from_the_cache_as_it_is_without() -> None:
    """It is written in two ways, of which the JSON holds one."""
    Path(os.fsdecode(b"\xff.ipynb")).write_text(json.dumps(DOCUMENTS[2]))
    compare({})
    assert rb"\udcff.ipynb" in said("text", False)[1]


def test_what_fails_is_decided_anew() -> None:
    put("a.ipynb", notebook("import numpy as np\nnp.random.rand(3)"))
    for severity, code in (("warning", 1), ("error", 0), ("info", 1)):
        put("mldebt.toml", f'fail-severity = "{severity}"')
        compare({})
        assert said("json", False)[0] == code


def test_a_suppression_ends_in_the_cache_too() -> None:
    put("a.ipynb", DOCUMENTS[3])
    findings = []
    for day in (date(2026, 6, 14), date(2026, 6, 15), date(2026, 6, 16)):
        Day.shown = day
        compare({})
        findings.append(said("json", False)[1].count(b'"by_code":{"NDX101":1}'))
    assert findings == [0, 0, 1]


def test_what_is_measured_is_never_kept() -> None:
    put("a.ipynb", notebook("open('/tmp/../srv/out.csv', 'w')"))
    for _ in range(2):
        with analyses() as analysed:
            said("json", False, measure_places=True)
        assert analysed == ["a.ipynb"]
    assert not Path(".cache").exists()


def test_nothing_is_analysed_twice() -> None:
    for number, path in enumerate(NOTEBOOKS):
        put(path, DOCUMENTS[number * 2])
    put("requirements.txt", "numpy\n")
    with analyses() as first:
        said("json", False)
    with analyses() as again:
        said("json", False)
        said("text", False)
    put("sub/b.ipynb", DOCUMENTS[3])
    put("unrelated.txt", "")
    with analyses() as after_an_edit:
        said("text", False)
    assert (len(first), again, after_an_edit) == (3, [], ["sub/b.ipynb"])


@pytest.mark.parametrize(
    ("change", "analysed"),
    [
        (lambda: put("mldebt.toml", 'fail-severity = "error"'), []),
        (lambda: put("mldebt.toml", 'ignore = ["NDX101"]'), list(NOTEBOOKS)),
        (lambda: put("sub/mldebt.toml", 'ignore = ["NDX101"]'), list(NOTEBOOKS[1:])),
        (lambda: put("data/raw.csv", "1"), ["a.ipynb"]),
        (lambda: put("requirements.txt", "pandas\n"), list(NOTEBOOKS[:2])),
    ],
)
def test_what_is_analysed_again_is_what_may_have_changed(change: Callable[[], None], analysed: list[str]) -> None:
    """``c`` imports and reads nothing."""
    put("requirements.txt", "numpy\n")
    put("README.md", "# Ours")
    for number, path in enumerate(NOTEBOOKS):
        put(path, DOCUMENTS[number])
    said("json", False)
    change()
    with analyses() as again:
        said("json", False)
    assert again == analysed


def test_without_the_cache_nothing_is_read_or_written() -> None:
    put("a.ipynb", DOCUMENTS[2])
    said("json", True)
    assert not Path(".cache").exists()
    said("json", False)
    kept = {path: path.read_bytes() for path in Path(".cache").rglob("*") if path.is_file()}
    with analyses() as analysed:
        said("json", True)
    assert analysed == ["a.ipynb"]
    assert {path: path.read_bytes() for path in Path(".cache").rglob("*") if path.is_file()} == kept


def test_no_text_of_the_notebook_or_project_is_kept_beyond_the_report() -> None:
    put("a.ipynb", notebook("secret_of_mine = 'my password'\nprint(rate)", "rate = 0.1", counts=(2, 1)))
    put("README.md", "the password of the project is long enough to be no name of a file at all, and it is here")
    put("requirements.txt", "numpy\n")
    said("text", False)
    kept = b"".join(path.read_bytes() for path in Path(".cache").rglob("*") if path.is_file())
    assert b"rate" in kept
    assert b"password" not in kept


def test_what_went_wrong_inside_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.ipynb", DOCUMENTS[2])
    monkeypatch.setenv("MLDEBT_RAISE", "0")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lint, "verdict_of", lambda *_, **__: 1 / 0)
        assert said("json", False)[0] == 2
        patch.undo()
        patch.setattr(lint, "_ask", lambda *_: 1 / 0)
        assert said("json", False)[0] == 2
    assert said("json", False) == said("json", True)


def test_a_program_that_was_changed_while_it_ran_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.ipynb", DOCUMENTS[2])
    identities = iter([b"before", b"after", b"after", b"after", b"after"])
    monkeypatch.setattr(reports, "program_identity", lambda: next(identities))
    for expected in (["a.ipynb"], ["a.ipynb"], []):
        with analyses() as analysed:
            said("json", False)
        assert analysed == expected


def test_what_was_tampered_with_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.ipynb", DOCUMENTS[2])
    expected = said("text", False)
    monkeypatch.setenv("MLDEBT_RAISE", "0")
    keep = reports.ReportCache.keep
    for encoded in (b"", b"{}", b'{"findings": 1}', b"\xff"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                reports.ReportCache,
                "keep",
                lambda self, subject, kept, encoded=encoded: keep(
                    self, subject, reports.msgspec.structs.replace(kept, encoded=encoded)
                ),
            )
            shutil.rmtree(".cache")
            said("text", False)
        assert said("text", False) == expected


def test_a_notebook_from_standard_input_is_kept_under_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, analysed in (("a.ipynb", ["a.ipynb"]), ("a.ipynb", []), ("b.ipynb", ["b.ipynb"])):
        content = io.BytesIO(json.dumps(DOCUMENTS[2]).encode())
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=content))
        with analyses() as found:
            said("json", False, paths=("-",), stdin_filename=name)
        assert found == analysed


def test_wrong_selectors_are_refused_with_and_without() -> None:
    put("a.ipynb", DOCUMENTS[2])
    said("json", False)
    for place, text in (("mldebt.toml", 'ignore = ["NDX999"]'), ("sub/mldebt.toml", 'ignore = ["NDX998"]')):
        put(place, text)
        for no_cache in (True, False, False):
            with pytest.raises(click.ClickException, match=r"NDX99[89]"):
                said("json", no_cache, paths=(".",))
        put(place, None)
        put("sub/b.ipynb", DOCUMENTS[2])


def test_a_cache_in_the_project_is_where_the_configuration_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "sub" / "a.ipynb", DOCUMENTS[2])
    put("mldebt.toml", 'cache-dir = "kept"')
    monkeypatch.delenv("MLDEBT_CACHE_DIR")
    said("json", False)
    assert (tmp_path / "kept" / "reports").is_dir()
    assert not (tmp_path / "sub" / "kept").exists()
