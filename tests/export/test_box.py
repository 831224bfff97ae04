"""The box in what each exporter makes of a notebook."""

from __future__ import annotations

import ast
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.export.exporting import HOSTILE, clean, export, in_debt, notebook

VERDICT = "Running all cells from an empty kernel would fail. 2 errors"
FORMS = ("html", "slides", "markdown", "latex", "rst", "asciidoc", "script", "python")


class Page(HTMLParser):
    """The elements of a page, with what encloses each, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("form", FORMS)
def test_every_text_format_carries_the_verdict_and_the_findings(form: str) -> None:
    output, _ = export(in_debt(), form, box=True)
    assert VERDICT in output
    assert "NDX101" in output
    assert "NDP301" in output


@pytest.mark.parametrize("form", FORMS)
def test_where_nothing_was_found_the_box_says_so(form: str) -> None:
    output, _ = export(clean(), form, box=True)
    assert "Nothing found" in output


@pytest.mark.parametrize("form", ["html", "slides"])
@pytest.mark.parametrize("sanitize", [False, True])
def test_a_page_shows_what_the_notebook_says_as_text(form: str, sanitize: bool) -> None:
    output, _ = export(in_debt(), form, box=True, mode="annotate", exporter_traits={"sanitize_html": sanitize})
    page = Page(output)
    assert ("img", "x") not in [(tag, attributes.get("src")) for tag, attributes in page.elements]
    assert "<img src=x onerror=alert(1)>" in page.text
    boxes = [attributes for _, attributes in page.elements if attributes.get("class") == "mldebt-box"]
    assert len(boxes) == 3
    if not sanitize:
        assert (boxes[0]["role"], boxes[0]["aria-label"]) == ("region", "Notebook hygiene")


def test_no_formula_can_be_read_out_of_a_box() -> None:
    output, _ = export(notebook('open("/home/ana/$a$ \\\\(b\\\\) $$c$$")'), "html", box=True)
    item = re.search(r"<li><strong>error.*?</li>", output)
    assert item
    pieces = re.split(r"<[^>]*>", item[0])
    assert not [piece for piece in pieces if len(piece) > 1 and ("$" in piece or "\\" in piece)]
    assert "$" in pieces


def test_in_slides_the_box_has_a_slide_of_its_own() -> None:
    nb = in_debt()
    nb.cells[0].metadata.slideshow = {"slide_type": "skip"}
    output, _ = export(nb, "slides", box=True)
    slides = output[output.index('<div class="slides">') :]
    parts = re.findall(r"</?section|Notebook hygiene(?=<)|rate</span>", slides)
    assert parts[:6] == ["<section", "<section", "Notebook hygiene", "</section", "</section", "<section"]
    assert parts.count("<section") == parts.count("</section") == 4


def test_a_python_script_with_a_box_does_what_it_did() -> None:
    plain, _ = export(in_debt(), "python")
    boxed, _ = export(in_debt(), "python", box=True, mode="annotate")
    assert boxed.count("# - ") == 5
    assert ast.dump(ast.parse(boxed)) == ast.dump(ast.parse(plain))


@pytest.mark.parametrize(("language", "sign"), [("R", "#"), ("julia", "#"), ("scala", "//"), ("Haskell", "--")])
def test_scripts_of_other_languages_carry_comments_of_theirs(language: str, sign: str) -> None:
    nb = notebook("x", language_info={"name": language})
    output, _ = export(nb, "script", box=True)
    lines = [line for line in output.splitlines() if line]
    assert "Notebook hygiene" in lines[0]
    assert lines[-1] == "x"
    assert all(line.startswith(f"{sign} ") for line in lines[:-1])


def test_a_script_in_a_language_whose_comments_are_not_known_stays_as_it_is() -> None:
    nb = notebook("x", language_info={"name": "befunge"})
    assert export(nb, "script", box=True)[0] == export(nb, "script")[0]


def test_an_exported_notebook_has_the_state_in_its_metadata_and_no_new_cell() -> None:
    nb = in_debt()
    nb.metadata.mldebt = {"ignore": ["NDX116"]}
    exported = json.loads(export(nb, "notebook", box=True)[0])
    summary = exported["metadata"]["mldebt"]["export"]
    assert (summary["verdict"], summary["findings"]) == ("fails", {"error": 2, "warning": 0, "info": 0})
    assert exported["metadata"]["mldebt"]["ignore"] == ["NDX116"]
    assert [cell["source"] for cell in exported["cells"]] == [
        cell["source"] for cell in json.loads(export(nb, "notebook")[0])["cells"]
    ]


def test_metadata_that_somebody_else_put_there_stay() -> None:
    nb = in_debt()
    nb.metadata.mldebt = "mine"
    assert json.loads(export(nb, "notebook", box=True)[0])["metadata"]["mldebt"] == "mine"


@pytest.mark.parametrize("form", ["rst", "asciidoc", "markdown", "latex"])
def test_no_line_of_a_box_starts_with_what_the_notebook_says(form: str) -> None:
    output, _ = export(in_debt(), form, box=True)
    assert HOSTILE[:9] in output
    assert not [line for line in _box(output) if line.startswith(("boom()", "%", "\u2028"))]
    assert "{{ 7 * 7 }}" not in _box(output) or "49" not in output


def test_in_markdown_and_latex_markup_of_the_notebook_is_escaped() -> None:
    markdown, _ = export(in_debt(), "markdown", box=True)
    assert r"\<img src=x onerror=alert(1)\>" in markdown
    latex, _ = export(in_debt(), "latex", box=True)
    box = latex[latex.index(r"\begin{mldebtbox}") : latex.index(r"\end{mldebtbox}")]
    assert r"\$\textbackslash{}x\$" in box or r"\$\textbackslash{}…" in box
    assert "%" not in box.replace(r"\%", "")
    assert box.count("{") - box.count(r"\{") == box.count("}") - box.count(r"\}")


def test_a_box_is_short_however_much_was_found() -> None:
    nb = notebook(*(f"open('/home/ana/{'x' * 5000}/{number}')" for number in range(40)))
    output, _ = export(nb, "markdown", box=True)
    box = output[: output.index("```")]
    assert "And 34 more." in box
    assert len(box) < 4000


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_where_markdown_cells_are_left_out_the_box_is_not(form: str) -> None:
    output, _ = export(in_debt(), form, box=True, exporter_traits={"exclude_markdown": True})
    assert VERDICT in output


def test_where_no_cell_can_carry_the_box_a_warning_says_so(caplog: pytest.LogCaptureFixture) -> None:
    output, _ = export(in_debt(), "rst", box=True, exporter_traits={"exclude_raw": True})
    assert VERDICT not in output
    assert "RSTExporter leaves no room" in caplog.text


def test_a_notebook_without_cells_gets_its_box() -> None:
    output, _ = export(notebook(), "html", box=True)
    assert "Notebook hygiene" in output


def test_equal_exports_are_equal() -> None:
    nb: Any = in_debt()
    assert export(nb, "html", box=True, mode="annotate")[0] == export(nb, "html", box=True, mode="annotate")[0]


def _box(output: str) -> list[str]:
    lines = output.splitlines()
    start = next(number for number, line in enumerate(lines) if "Notebook hygiene" in line)
    return lines[start : start + 12]
