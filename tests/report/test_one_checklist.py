"""There is one checklist: whoever shows it shows the same items in the same order, states and words."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from traitlets.config import Config

from mldebt_lab.checklist.profile import built_in_names
from mldebt_lab.report.html.markup import joined
from mldebt_lab.report.words import STATE_WORD
from mldebt_lab.widget import Hygiene
from tests.cli.program import mldebt
from tests.report.documents import Element, parsed

DEMO = Path(__file__).parents[2] / "binder"
Item = tuple[str, str, str]
"""State in words, text, evidence."""
LINE = re.compile(r"^  (FAIL|[a-z]+(?: [a-z]+)?) +(?P<id>[\w.-]+): (?P<text>.*)\n +(?P<evidence>.*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo notebooks."""
    folder = tmp_path_factory.mktemp("work") / "demo"
    shutil.copytree(DEMO, folder)
    return folder


def of_command(folder: Path, profile: str) -> list[Item]:
    said = mldebt("checklist", "taxi-fares.ipynb", "--profile", profile, cwd=folder).stdout.decode()
    return [(line[1].lower(), line["text"], line["evidence"]) for line in LINE.finditer(said)]


def of_html(page: Element) -> list[Item]:
    items = []
    for item in page.all("li", "mldebt-item"):
        evidence = item.one("span", "mldebt-item-evidence")
        links = "".join(f" ({link.text})" for link in evidence.all("a"))
        sign = item.one("span", "mldebt-sign").text
        state = item.one("span", "mldebt-state").text.removeprefix(sign)
        items.append((state, item.one("span", "mldebt-item-text").text, evidence.text.removesuffix(links)))
    return items


def of_page(folder: Path, profile: str) -> list[Item]:
    mldebt("report", "taxi-fares.ipynb", "--profile", profile, "-o", "out", cwd=folder)
    return of_html(parsed((folder / "out" / "taxi-fares.html").read_text("utf-8")))


def of_widget(folder: Path, profile: str) -> list[Item]:
    return of_html(parsed(Hygiene(folder / "taxi-fares.ipynb", profile=profile)._view))


def of_json(folder: Path, profile: str) -> list[Item]:
    """What the panel and the dialog are given to show."""
    encoded = mldebt("checklist", "taxi-fares.ipynb", "--profile", profile, "--format", "json", cwd=folder).stdout
    items = json.loads(encoded)["notebooks"][0]["checklist"]
    return [
        (STATE_WORD[item["state"]], item["text"].replace("`", ""), item["evidence"].replace("`", "")) for item in items
    ]


@pytest.mark.parametrize("profile", built_in_names())
def test_command_page_and_widget_show_what_the_panel_is_given(profile: str, folder: Path) -> None:
    given = of_json(folder, profile)
    assert len(given) >= 5
    assert [tuple(part.replace("`", "") for part in item) for item in of_command(folder, profile)] == given
    assert of_page(folder, profile) == given
    assert of_widget(folder, profile) == given


def test_the_box_in_an_export_counts_the_same(folder: Path) -> None:
    traits = Config({"HygienePreprocessor": {"box": True}})
    traits.HTMLExporter.preprocessors = ["mldebt_lab.export.HygienePreprocessor"]
    resources = {"metadata": {"name": "taxi-fares", "path": str(folder)}}
    read = nbformat.read(folder / "taxi-fares.ipynb", as_version=4)
    exported, _ = HTMLExporter(config=traits).from_notebook_node(read, resources=resources)
    summary = mldebt("checklist", "taxi-fares.ipynb", cwd=folder).stdout.decode().splitlines()[-1]
    assert f"Checklist: {joined(summary)}" in exported
