"""A notebook's page: what stands on it, and that nothing from the notebook is more than text there."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import pytest
from msgspec.structs import replace

from mldebt_lab import check
from mldebt_lab.checklist.profile import built_in
from mldebt_lab.config import Settings
from mldebt_lab.lint import check_notebook, check_unreadable
from mldebt_lab.notebook import Unreadable, read_document
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.places import Surroundings
from mldebt_lab.report.html.notebook_page import Circumstances, notebook_page
from tests.cli.program import notebook
from tests.report.documents import Element, parsed
from tests.report.example import RICH, UNREADABLE

HOSTILE = "<img src=x onerror=alert(1)></code></pre><script>alert(2)</script>\"'&amp;\u202e\x00\x1b[31m`"
DEFAULT = built_in("default")
CIRCUMSTANCES = Circumstances(made="3 February 2026", notebook="../a.ipynb", index="index.html")


def page_of(document: dict[str, Any], path: str = "work/a.ipynb") -> Element:
    report = check(document, path=path)
    return parsed(notebook_page(report, read_document(document, path), CIRCUMSTANCES, DEFAULT.title))


def rich_page(report: NotebookReport = RICH) -> Element:
    return parsed(notebook_page(report, None, CIRCUMSTANCES, DEFAULT.title))


def in_debt() -> dict[str, Any]:
    sources = ("import random\nrandom.random()", "print(rate)", "rate = 0.1\nopen('out.txt', 'w')")
    return notebook(*sources, counts=(1, 3, 2))


def test_verdict_and_counts_are_said_in_words() -> None:
    verdict = page_of(in_debt()).one("div", "mldebt-verdict")
    assert "Fails on a clean run" in verdict.text
    assert "Running all cells from an empty kernel would fail." in verdict.text
    assert "It rests on NDX101 in cell 2 [3]." in verdict.text
    assert "1 error" in verdict.text
    assert "1 warning" in verdict.text


def test_each_finding_has_its_place_in_the_code_and_a_link_to_the_cell() -> None:
    finding = page_of(in_debt()).one("article", data_code="NDX101")
    assert finding.all("mark")[0].text == "rate"
    assert finding.all("pre")[0].text.strip() == "1print(rate)"
    assert finding.one("p", "mldebt-finding-head").one("a", data_cell_id="cell-1").attributes["href"] == (
        "../a.ipynb#cell-id=cell-1"
    )
    related = finding.one("ul", "mldebt-related")
    assert related.one("a", data_cell_id="cell-2").text == "cell 3 [2], line 1"
    assert related.one("mark").text == "rate"
    assert "sure, static" in finding.text


def test_a_place_over_several_lines_is_marked_in_each() -> None:
    document = notebook("import numpy as np\nrng = np.random.default_rng(\n\n)\nrng.random()")
    (finding,) = page_of(document).all("article", "mldebt-finding")
    assert [mark.text.strip() for mark in finding.all("mark")][::2] == ["np.random.default_rng(", ")"]


def test_rules_and_practices_are_explained_once() -> None:
    page = page_of(in_debt())
    assert page.one(id="mldebt-NDX101").text == "NDX101 use-before-definition"
    practices = page.one("section", id="mldebt-practices")
    assert "23. Go through a checklist for reproducibility" in practices.text
    assert "NDX101 use-before-definition (1)" in practices.text


def test_links_within_the_page_lead_somewhere() -> None:
    page = page_of(in_debt())
    ids = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    targets = {link.attributes["href"][1:] for link in page.all("a") if link.attributes["href"].startswith("#")}
    assert len(targets) > 8
    assert targets <= set(ids)
    labels = [
        element.attributes["aria-labelledby"] for element in page.all() if "aria-labelledby" in element.attributes
    ]
    assert {name for label in labels for name in label.split()} <= set(ids)


def test_files_are_listed_with_where_they_lie_also_unknown_ones() -> None:
    document = notebook("import pandas as pd, sys\npd.read_csv(sys.argv[1])\nopen('/mnt/shared/x.csv', 'a')")
    files = page_of(document).one("section", id="mldebt-files")
    rows = [[cell.text for cell in row.children if isinstance(cell, Element)] for row in files.all("tr")[1:]]
    assert rows == [
        ["cell 1, line 2", "reads", "not known: it is computed", "not known", "pandas.read_csv"],
        ["cell 1, line 3", "appends to", "/mnt/shared/x.csv", "in a shared place", "builtins.open"],
    ]


def test_the_picture_and_the_table_show_the_same_dependencies() -> None:
    document = notebook("a = 1", "b = a\nprint(late)", "print(a, b)", "late = 2")
    section = page_of(document).one("section", id="mldebt-dependencies")
    picture = section.one("svg")
    assert picture.attributes["role"] == "img"
    assert "1 of the names are used above their definition" in picture.one("desc").text
    columns = picture.all("g")
    assert [column.one("title").text for column in columns] == ["a", "b", "late"]
    assert ["mldebt-backwards" in column.attributes["class"] for column in columns] == [False, False, True]
    assert [(len(column.all("rect")), len(column.all("circle"))) for column in columns] == [(1, 2), (1, 1), (1, 1)]
    rows = [[cell.text for cell in row.children if isinstance(cell, Element)] for row in section.all("tr")[1:]]
    assert [row[0] for row in rows] == ["cell 1", "cell 2", "cell 3", "cell 4"]
    assert [row[2] for row in rows] == ["–", "a (cell 1); late (cell 4)", "a (cell 1); b (cell 2)", "–"]
    assert [row[3] for row in rows] == ["a (cell 2); a (cell 3)", "b (cell 3)", "–", "late (cell 2)"]


def test_how_sure_ignored_and_not_analysed_are_said() -> None:
    page = rich_page()
    evidence = page.one("section", id="mldebt-evidence")
    assert "recorded: Known from stored execution counts and outputs" in evidence.text
    ignored = page.one("section", id="mldebt-ignored")
    assert all(part in ignored.text for part in ("NDS402", "by a comment", "the archive is ours", "2027-01-01"))
    assert "no reason given" in ignored.text
    assert "suppresses nothing: nothing of NDR205 is found" in ignored.text
    limits = page.one("section", id="mldebt-limits")
    assert "cell 6 [3]: The cell is not Python that can be read: invalid syntax in line 2." in limits.text


@pytest.mark.parametrize("where", ["source", "path", "cell id", "error", "checklist answer", "reason"])
def test_text_from_the_notebook_stays_text(where: str) -> None:
    put = {name: HOSTILE if name == where else "plain" for name in ("source", "path", "cell id", "error", "reason")}
    comment = put["source"].replace("\x00", "")
    document = notebook(f"open('/home/ana/' {put['source']!r}, 'w')  # {comment}", "print(missing)", "x = 1")
    document["cells"][1]["id"] = put["cell id"]
    document["cells"][1]["outputs"] = [
        {"output_type": "error", "ename": put["error"], "evalue": put["error"], "traceback": []}
    ]
    if where == "checklist answer":
        answer = {"second-person": {"answer": "yes", "note": HOSTILE}}
        document["metadata"]["mldebt"] = {"checklist": answer}
    if where == "reason":
        document["cells"][2]["source"] = f"print(also_missing)  # mldebt: ignore[NDX102] {HOSTILE}".replace("\x00", "")
    page = page_of(document, f"work/{put['path']}.ipynb" if where != "path" else f"work/{HOSTILE}.ipynb")
    assert page.all("img") == []
    assert page.all("script") == []
    assert not [name for element in page.all() for name in element.attributes if name.startswith("on")]
    assert "\u202e" not in page.text
    assert "\x1b" not in page.text


def test_the_page_asks_for_nothing_outside_and_runs_nothing() -> None:
    page = page_of(in_debt())
    policy = page.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    style = page.one("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert [element.tag for element in page.all() if "src" in element.attributes or "style" in element.attributes] == []
    assert page.all("link") == page.all("script") == []
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_a_notebook_that_cannot_be_read_gets_a_page_that_says_so() -> None:
    report = check_unreadable("broken.ipynb", Unreadable("The file is not valid JSON."))
    page = parsed(notebook_page(report, None, CIRCUMSTANCES, DEFAULT.title))
    assert "The file is not valid JSON." in page.one("article", data_code="NDX121").text
    assert "This notebook could not be analysed as a whole." in page.text
    assert [item.attributes["data-state"] for item in page.all("li", "mldebt-item")] == ["unknown"] * 12
    assert rich_page(UNREADABLE).one("section", id="mldebt-checklist").text.endswith("no checklist for this notebook.")


@pytest.mark.parametrize("document", [notebook(), notebook("cat(1)", language_info={"name": "R"})], ids=["empty", "R"])
def test_notebooks_without_python_have_a_page(document: dict[str, Any]) -> None:
    page = page_of(document)
    assert "Nothing was found" in page.one("section", id="mldebt-findings").text
    assert page.one("h1").text == "a.ipynb"


def test_ten_megabytes_in_a_finding_make_no_large_page() -> None:
    long = replace(RICH.findings[0], message="`" + "x" * 10_000_000 + "`", names=("y" * 10_000_000,))
    page = notebook_page(replace(RICH, findings=(long,)), None, CIRCUMSTANCES, DEFAULT.title)
    assert len(page) < 60_000
    assert "more characters)" in page
    document = notebook(f"open('/home/ana/{'z' * 10_000_000}')")
    assert len(notebook_page(check(document), read_document(document, "a"), CIRCUMSTANCES, DEFAULT.title)) < 60_000


def test_half_a_surrogate_can_be_written_to_a_file() -> None:
    document = notebook("open('/home/ana/\ud800.csv')")
    notebook_page(check(document), read_document(document, "a"), CIRCUMSTANCES, DEFAULT.title).encode("utf-8")


def test_the_score_of_a_profile_that_is_counted_is_shown_with_its_sections() -> None:
    profile = built_in("ml-test-score")
    read = read_document(in_debt(), "a.ipynb")
    report = check_notebook(read, Settings(), Surroundings(), profile=profile)
    section = parsed(notebook_page(report, read, CIRCUMSTANCES, profile.title)).one("section", id="mldebt-checklist")
    assert section.one("p", "mldebt-score").text.startswith("Score: at least 0 (the least of Data 0, Model 0, ")
    assert [heading.text for heading in section.all("h3")] == ["Data", "Model", "Infrastructure", "Monitoring"]
