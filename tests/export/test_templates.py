"""Where the box stands: where a template has a place for it, else before the first cell."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.export.exporting import export, in_debt, notebook

OURS = Path(__file__).parents[2] / "jupyter-config" / "nbconvert-templates"
SHIPPED = {"extra_template_basedirs": [str(OURS)]}


def made_with(template: Path, text: str) -> dict[str, Any]:
    """A template of somebody's own, on top of nbconvert's."""
    template.mkdir(parents=True)
    (template / "conf.json").write_text(json.dumps({"base_template": "lab", "mimetypes": {"text/html": True}}))
    (template / "index.html.j2").write_text("{%- extends 'lab/index.html.j2' -%}\n" + text)
    return {"extra_template_basedirs": [str(template.parent)], "template_name": template.name}


def test_the_template_that_we_ship_shows_the_box_above_the_notebook() -> None:
    output, _ = export(in_debt(), "html", box=True, exporter_traits={**SHIPPED, "template_name": "mldebt"})
    assert output.count('class="mldebt-box"') == 1
    assert output.index("<main>") < output.index('class="mldebt-box"') < output.index("jp-Cell jp-CodeCell")
    assert "jp-MarkdownCell" not in output[output.index("<main>") :]


def test_the_slides_that_we_ship_show_it_on_a_slide_of_its_own_behind_the_others() -> None:
    traits = {**SHIPPED, "template_name": "mldebt-slides"}
    output, _ = export(in_debt(), "slides", box=True, exporter_traits=traits)
    slides = output[output.index('<div class="slides">') :]
    parts = re.findall(r"</?section|Notebook hygiene(?=<)|rate</span>", slides)
    assert parts.count("Notebook hygiene") == 1
    assert parts[-5:] == ["<section", "<section", "Notebook hygiene", "</section", "</section"]
    assert parts.count("<section") == parts.count("</section")


@pytest.mark.parametrize(("name", "form"), [("mldebt", "html"), ("mldebt-slides", "slides")])
def test_without_a_box_they_are_nbconverts_own(name: str, form: str) -> None:
    output, _ = export(in_debt(), form, exporter_traits={**SHIPPED, "template_name": name})
    assert "mldebt" not in output


def test_a_template_of_ones_own_places_the_box(tmp_path: Path) -> None:
    box = "{% block mldebt_box %}{{ resources.mldebt_box }}{% endblock %}"
    block = f"{{% block body_footer %}}{box}{{{{ super() }}}}{{% endblock %}}"
    output, _ = export(in_debt(), "html", box=True, exporter_traits=made_with(tmp_path / "lab-of-ana", block))
    assert output.count('class="mldebt-box"') == 1
    assert output.index("read_csv") < output.index('class="mldebt-box"')


def test_one_that_is_built_on_another_with_the_block_places_it_there(tmp_path: Path) -> None:
    traits = made_with(tmp_path / "mine", "")
    (tmp_path / "mine" / "index.html.j2").write_text("{%- extends 'mldebt/index.html.j2' -%}")
    traits["extra_template_paths"] = [str(OURS)]
    output, _ = export(in_debt(), "html", box=True, exporter_traits=traits)
    assert output.count('class="mldebt-box"') == 1


def test_a_template_that_lacks_the_block_exports_and_a_line_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        output, _ = export(in_debt(), "html", box=True, exporter_traits=made_with(tmp_path / "plain", ""))
    assert output.count('class="mldebt-box"') == 1
    lines = [record.getMessage() for record in caplog.records if record.levelname == "INFO"]
    assert lines == ["The template plain has no block mldebt_box: the hygiene summary stands before the first cell."]


def test_a_latex_template_of_ones_own_places_the_box(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "conf.json").write_text(json.dumps({"base_template": "latex", "mimetypes": {"text/latex": True}}))
    (folder / "index.tex.j2").write_text(
        "((*- extends 'latex/index.tex.j2' -*))\n"
        "((* block postdoc *))((* block mldebt_box *))((( resources.mldebt_box )))((* endblock *))((* endblock *))"
    )
    traits = {"extra_template_basedirs": [str(tmp_path)], "template_name": "paper"}
    output, _ = export(in_debt(), "latex", box=True, exporter_traits=traits)
    assert output.count(r"\begin{mldebtbox}") == 1
    assert output.index("read") < output.index(r"\begin{mldebtbox}")


def test_the_profile_says_which_checklist_goes_into_the_box() -> None:
    default, _ = export(in_debt(), "markdown", box=True)
    assert "Checklist: " in default
    output, resources = export(in_debt(), "markdown", box=True, profile="code-completeness")
    assert "Checklist “Code completeness of a machine learning repository”: " in output
    assert {item["profile"] for item in resources["mldebt"]["checklist"]} == {"code-completeness"}


def test_the_box_names_what_the_checklist_misses_although_no_finding_says_so() -> None:
    output, _ = export(notebook("import pandas as pd", "print(pd.Series([1]))"), "markdown", box=True)
    assert "- not met: It is written down what has to be installed." in output


def test_a_profile_that_does_not_exist_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    output, _ = export(in_debt(), "markdown", box=True, profile="neurip")
    assert "print(rate)" in output
    assert "There is no checklist profile 'neurip'; did you mean neurips?" in caplog.text
