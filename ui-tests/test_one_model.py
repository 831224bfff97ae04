"""One finding is the same finding wherever it is shown."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from live.lab import Open
from live.notebooks import code, notebook
from playwright.sync_api import expect

DEBT = notebook(
    code("print(rate)", "reader"),
    code("rate = 0.1", "writer"),
    code("import random\nrandom.random()", "draw"),
    code('rows = open("/home/ana/rows.csv").read()\nprint(rows)', "path"),
)
WIDGET = "from mldebt_lab.widget import Hygiene; print(Hygiene('analysis.ipynb')._repr_mimebundle_()[0]['text/html'])"


@pytest.mark.goal("U2")
def test_panel_marks_command_export_widget_and_baseline_know_the_same_findings(open_notebook: Open) -> None:
    lab = open_notebook(DEBT)
    panel = lab.show_panel()
    found = lab.report()["findings"]
    known = {(finding["code"], finding["fingerprint"]) for finding in found}
    assert {code for code, _ in known} >= {"NDX101", "NDR203", "NDP301"}
    assert len({fingerprint for _, fingerprint in known}) == len(found)
    by_fingerprint = {fingerprint: code for code, fingerprint in known}

    expect(panel.findings).to_have_count(len(found))
    identities = "nodes => nodes.map(node => [node.dataset.code, node.dataset.fingerprint])"
    assert {tuple(pair) for pair in panel.findings.evaluate_all(identities)} == known
    for index in (0, 2, 3):
        expect(lab.marks(index)).not_to_have_count(0)
    marked = {tuple(pair) for pair in lab.page.locator(".mldebt-mark").evaluate_all(identities)}
    assert marked == {
        (finding["code"], finding["fingerprint"])
        for finding in found
        if finding["severity"] != "info" and finding["confidence"] != "possible"
    }

    report = json.loads(python(lab.folder, "-m", "mldebt_lab", "check", "--format", "json", "analysis.ipynb"))
    assert {(one["code"], one["fingerprint"]) for one in report["notebooks"][0]["findings"]} == known
    page = python(lab.folder, "-m", "nbconvert", "--to", "mldebt-report", "--stdout", "analysis.ipynb")
    assert in_page(page) == set(by_fingerprint)
    assert in_page(python(lab.folder, "-c", WIDGET)) == set(by_fingerprint)
    # What CI compares with.
    python(lab.folder, "-m", "mldebt_lab", "baseline", "write", "analysis.ipynb")
    (baseline,) = json.loads((lab.folder / "mldebt-baseline.json").read_text("utf-8"))["notebooks"].values()
    assert set(baseline) == set(by_fingerprint)


def python(folder: Path, *arguments: str) -> str:
    """What a Python program prints in the folder, whatever its exit code."""
    done = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def in_page(html: str) -> set[str]:
    """The findings of a page."""
    return set(re.findall(r'data-fingerprint="([^"]+)"', html))
