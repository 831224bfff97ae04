"""Where the pages of a report are written, and what is never overwritten."""

from __future__ import annotations

from pathlib import Path

from mldebt_lab.cli.report_files import in_the_way, places_for
from mldebt_lab.report.html.markup import joined
from mldebt_lab.report.html.page import page


def paths(*notebooks: str) -> list[str]:
    return [place.path.as_posix() for place in places_for([Path(path) for path in notebooks], Path("/out"))]


def test_pages_lie_in_the_folders_that_notebooks_have_in_common() -> None:
    assert paths("/w/a.ipynb", "/w/deep/er/a.ipynb", "/w/b/a.ipynb") == ["a.html", "deep/er/a.html", "b/a.html"]
    assert paths("/w/deep/er/a.ipynb") == ["a.html"]


def test_no_page_takes_the_place_of_another_one_or_of_the_index() -> None:
    assert paths("/w/index.ipynb", "/w/a.ipynb", "/w/A.ipynb", "/w/a.txt", "/w/a-2.ipynb", "/w/x/index.ipynb") == [
        "index-2.html",
        "a.html",
        "A-2.html",
        "a-3.html",
        "a-2-2.html",
        "x/index.html",
    ]


def test_addresses_lead_from_index_to_page_and_from_page_to_notebook_and_index() -> None:
    one, other = places_for([Path("/w/a.ipynb"), Path("/w/deep #1/50%.ipynb")], Path("/out"))
    assert (one.address, one.index, one.notebook) == ("a.html", "index.html", "../w/a.ipynb")
    assert (other.address, other.index) == ("deep%20%231/50%25.html", "../index.html")
    assert other.notebook == "../../w/deep%20%231/50%25.ipynb"


def test_only_pages_of_ours_are_not_in_the_way(tmp_path: Path) -> None:
    ours, other, link, folder, free = (tmp_path / name for name in ("ours", "other", "link", "folder", "free"))
    ours.write_text(page("x", joined()), "utf-8")
    other.write_text("<!DOCTYPE html>\n<html><p>mldebt-lab</p></html>", "utf-8")
    link.symlink_to(ours)
    folder.mkdir()
    assert in_the_way([ours, other, link, folder, free]) == [other, link, folder]
