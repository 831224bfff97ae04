"""``mldebt report``: the pages that it writes, what it leaves alone, and its exit code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.cli.program import CLEAN, WRONG_ORDER, mldebt, notebook, write
from tests.report.documents import Element, parsed


def read(path: Path) -> Element:
    return parsed(path.read_text("utf-8"))


def rows(index: Element) -> list[list[str]]:
    lines = index.one("tbody").all("tr")
    return [[cell.text for cell in line.children if isinstance(cell, Element)] for line in lines]


def links(path: Path) -> list[Path]:
    """The files that a page leads to."""
    addresses = {link.attributes["href"].partition("#")[0] for link in read(path).all("a")} - {""}
    return [path.parent / unquote(address) for address in sorted(addresses)]


def test_a_page_for_each_notebook_and_an_index_of_them_the_worst_first(tmp_path: Path) -> None:
    write(tmp_path / "work" / "clean.ipynb", CLEAN)
    write(tmp_path / "work" / "deep" / "debt #1.ipynb", WRONG_ORDER)
    result = mldebt("report", "work", "-o", "out", cwd=tmp_path)
    assert result.returncode == 1
    assert result.stdout.decode().splitlines() == ["1 error in 2 notebooks.", f"Written: {Path('out/index.html')}"]
    out = tmp_path / "out"
    found = rows(read(out / "index.html"))
    assert [row[:5] for row in found] == [
        ["work/deep/debt #1.ipynb", "✗Fails on a clean run", "1", "0", "0"],
        ["work/clean.ipynb", "○Plausible, not proved", "0", "0", "0"],
    ]
    pages = links(out / "index.html")
    assert {path.name for path in pages} == {"clean.html", "debt #1.html"}
    for path in pages:
        assert {target.resolve() for target in links(path)} == {
            (out / "index.html").resolve(),
            next((tmp_path / "work").rglob(f"{path.stem}.ipynb")).resolve(),
        }


def test_exit_codes(tmp_path: Path) -> None:
    write(tmp_path / "clean.ipynb", CLEAN)
    write(tmp_path / "debt.ipynb", WRONG_ORDER)
    assert mldebt("report", "clean.ipynb", cwd=tmp_path).returncode == 0
    assert (tmp_path / "mldebt-report" / "clean.html").exists()
    assert mldebt("report", "debt.ipynb", "--exit-zero", cwd=tmp_path).returncode == 0
    assert mldebt("report", "debt.ipynb", "--ignore", "NDX", cwd=tmp_path).returncode == 0
    missing = mldebt("report", "clean.ipynb", "gone.ipynb", cwd=tmp_path)
    assert (missing.returncode, missing.stderr) == (2, b"gone.ipynb: there is no such file or folder\n")
    (tmp_path / "empty").mkdir()
    nothing = mldebt("report", "empty", "-o", "none", cwd=tmp_path)
    assert (nothing.returncode, nothing.stderr) == (2, b"No notebook found.\n")
    assert not (tmp_path / "none").exists()


def test_a_second_time_the_pages_are_written_again(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", WRONG_ORDER)
    mldebt("report", ".", "-o", "out", cwd=tmp_path)
    write(path, CLEAN)
    assert mldebt("report", ".", "-o", "out", cwd=tmp_path).returncode == 0
    assert "Plausible" in (tmp_path / "out" / "a.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["a.html", "index.html"])
def test_what_is_not_ours_is_never_overwritten(name: str, tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", CLEAN)
    write(tmp_path / "b.ipynb", CLEAN)
    (tmp_path / name).write_text("<html>mine</html>")
    result = mldebt("report", ".", "-o", ".", cwd=tmp_path)
    assert result.returncode == 2
    assert name in result.stderr.decode()
    assert "Nothing was written" in result.stderr.decode()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["a.ipynb", "b.ipynb", name])
    assert (tmp_path / name).read_text() == "<html>mine</html>"


def test_a_folder_that_cannot_be_written_is_said_in_a_line(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", CLEAN)
    (tmp_path / "file").touch()
    result = mldebt("report", "a.ipynb", "-o", "file/deep", cwd=tmp_path)
    assert result.returncode == 2
    assert "could not be written: Not a directory" in result.stderr.decode()
    assert "Traceback" not in result.stderr.decode()


def test_notebooks_that_cannot_be_read_get_a_page_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "broken.ipynb").write_text("{")
    write(tmp_path / "empty.ipynb", notebook())
    write(tmp_path / "r.ipynb", notebook("cat(1)", language_info={"name": "R"}))
    assert mldebt("report", ".", "-o", "out", cwd=tmp_path).returncode == 1
    assert "NDX121" in (tmp_path / "out" / "broken.html").read_text("utf-8")
    assert [(row[0], row[1]) for row in rows(read(tmp_path / "out" / "index.html"))] == [
        ("broken.ipynb", "?Unknown"),
        ("r.ipynb", "?Unknown"),
        ("empty.ipynb", "○Plausible, not proved"),
    ]


def test_the_checklist_can_be_chosen_also_one_of_the_labs_own(tmp_path: Path) -> None:
    lab = 'name = "lab"\ntitle = "Our lab"\n[[items]]\nid = "seen"\ntext = "Seen by two."\nkind = "ask"\n'
    (tmp_path / "lab.toml").write_text(lab, "utf-8")
    (tmp_path / "mldebt.toml").write_text('checklist-profiles = ["lab.toml"]\n', "utf-8")
    write(tmp_path / "a.ipynb", CLEAN)
    assert mldebt("report", "a.ipynb", "--profile", "lab", cwd=tmp_path).returncode == 0
    checklist = read(tmp_path / "mldebt-report" / "a.html").one("section", id="mldebt-checklist")
    assert "Our lab: 0 of 1 pass, 1 not known." in checklist.text
    assert [item.attributes["data-item"] for item in checklist.all("li")] == ["seen"]
    wrong = mldebt("report", "a.ipynb", "--profile", "pineau", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "did you mean pineau-v2?" in wrong.stderr.decode()


def test_names_full_of_markup_stay_text(tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)> \" ' & javascript:x"
    write(tmp_path / f"{name}.ipynb", WRONG_ORDER)
    mldebt("report", ".", "-o", "out", cwd=tmp_path)
    index = read(tmp_path / "out" / "index.html")
    assert rows(index)[0][0] == f"{name}.ipynb"
    assert index.all("img") == []
    assert [path.name for path in links(tmp_path / "out" / "index.html")] == [f"{name}.html"]
    assert read(tmp_path / "out" / f"{name}.html").one("h1").text == f"{name}.ipynb"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems want names in Unicode")
def test_a_name_in_no_encoding_has_a_page_too(tmp_path: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.ipynb")), CLEAN)
    assert mldebt("report", ".", "-o", "out", cwd=tmp_path).returncode == 0
    assert "caf\udce9.html" in [path.name for path in (tmp_path / "out").iterdir()]
    assert 'href="caf%E9.html"' in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_many_notebooks_are_shared_between_processes(tmp_path: Path) -> None:
    for number in range(101):
        write(tmp_path / f"n{number}.ipynb", WRONG_ORDER if number % 50 == 0 else CLEAN)
    assert mldebt("report", ".", "-o", "out", "-j", "2", cwd=tmp_path).returncode == 1
    found = rows(read(tmp_path / "out" / "index.html"))
    assert len(found) == 101
    assert [row[0] for row in found[:3]] == ["n0.ipynb", "n100.ipynb", "n50.ipynb"]
    assert all((tmp_path / "out" / f"n{number}.html").exists() for number in range(101))
