"""What is known is not reported again; what is new is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import mldebt, notebook

SPLIT = "from sklearn.model_selection import train_test_split\ntrain, test = train_test_split([1, 2])"


def put(folder: Path, name: str, *sources: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps(notebook(*sources)))


def test_only_what_is_new_fails(tmp_path: Path) -> None:
    """Also after cells moved; what was known is listed as ignored."""
    put(tmp_path, "sub/a.ipynb", SPLIT, "print(gone)")
    (tmp_path / "pyproject.toml").touch()
    written = mldebt("baseline", "write", cwd=tmp_path)
    assert (written.returncode, written.stdout) == (0, b"")
    assert b"of 1 notebooks" in written.stderr
    file = tmp_path / "mldebt-baseline.json"
    assert list(json.loads(file.read_text())["notebooks"]) == ["sub/a.ipynb"]
    put(tmp_path, "sub/a.ipynb", "x = 1", "print(gone)", SPLIT)
    assert mldebt("check", ".", cwd=tmp_path).returncode == 1
    known = mldebt("check", ".", "--baseline", file, "--format", "json", cwd=tmp_path)
    assert known.returncode == 0
    (report,) = json.loads(known.stdout)["notebooks"]
    assert report["findings"] == []
    assert {(entry["code"], entry["scope"]) for entry in report["ignored"]} == {
        ("NDR205", "baseline"),
        ("NDX102", "baseline"),
    }
    put(tmp_path, "sub/a.ipynb", SPLIT, "print(gone)", "print(gone)\nprint(more)")
    fresh = mldebt("check", ".", "--baseline", file, "--format", "json", cwd=tmp_path)
    assert fresh.returncode == 1
    (report,) = json.loads(fresh.stdout)["notebooks"]
    assert ["more" in finding["message"] for finding in report["findings"]] == [True]


def test_the_cache_tells_baselines_apart(tmp_path: Path) -> None:
    """A report that was kept without one is not that with one."""
    put(tmp_path, "a.ipynb", "print(gone)")
    (tmp_path / "pyproject.toml").touch()
    cache = {"MLDEBT_CACHE_DIR": str(tmp_path / "cache")}
    assert mldebt("check", "a.ipynb", cwd=tmp_path, variables=cache).returncode == 1
    mldebt("baseline", "write", "a.ipynb", "-o", "known.json", cwd=tmp_path)
    assert mldebt("check", "a.ipynb", "--baseline", "known.json", cwd=tmp_path, variables=cache).returncode == 0
    assert mldebt("check", "a.ipynb", cwd=tmp_path, variables=cache).returncode == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "not the JSON of a baseline"),
        ("[]", "no baseline of version 1"),
        ('{"version": 2, "notebooks": {}}', "no baseline of version 1"),
        ('{"version": 1, "notebooks": {"a": [1]}}', "lists of fingerprints"),
        ("[" * 100_000, "not the JSON of a baseline"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path, content: str, words: str) -> None:
    """With its name, and without a traceback."""
    put(tmp_path, "a.ipynb", "x = 1")
    (tmp_path / "known.json").write_text(content)
    refused = mldebt("check", "a.ipynb", "--baseline", "known.json", cwd=tmp_path)
    assert refused.returncode == 2
    assert words in refused.stderr.decode()
    assert "known.json" in refused.stderr.decode()
    assert "Traceback" not in refused.stderr.decode()


def test_nothing_is_written_where_nothing_was_found_to_check(tmp_path: Path) -> None:
    """A slip in the path must not empty the baseline."""
    (tmp_path / "known.json").write_text("kept")
    assert mldebt("baseline", "write", "gone.ipynb", "-o", "known.json", cwd=tmp_path).returncode == 2
    assert (tmp_path / "known.json").read_text() == "kept"
