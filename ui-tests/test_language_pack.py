"""With a real language pack for JupyterLab, and one for this extension, in a language whose words are longer.

Needs minutes and a package index: pytest -m versions ui-tests
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from live.environments import PROJECT, MakeEnvironment
from live.lab import Lab
from live.notebooks import code, notebook, write
from live.server import Server, running
from playwright.sync_api import expect

TRANSLATION = "@jupyterlab/translation-extension:plugin"
TEXTS = re.compile(r"trans\.__\(\s*(?:'((?:[^'\\]|\\.)*)'|\"([^\"]*)\")")
GERMAN = {
    "Findings": "Feststellungen",
    "Checklist": "Prüfliste",
    "Check again": "Erneut überprüfen",
    "Fails on a clean run": "Scheitert bei einem Lauf mit leerem Kernel",
    "Notebook Hygiene": "Notebook-Hygiene",
}

pytestmark = pytest.mark.versions


def write_pack(folder: Path) -> None:
    """A distribution with our texts in German: those above, and all others with longer words."""
    source = "".join(path.read_text("utf-8") for path in (PROJECT / "src").rglob("*.ts*"))
    texts = {(one or other).replace("\\'", "'") for one, other in TEXTS.findall(source)}
    assert len(texts) > 200
    messages = {text: [GERMAN.get(text, re.sub(r"(?<!%)\b([A-Za-z]{5,})\b", r"\1ungen", text))] for text in texts}
    head = {"": {"domain": "mldebt_lab", "language": "de-DE", "plural_forms": "nplurals=2; plural=(n != 1);"}}
    locale = folder / "mldebt_german" / "locale" / "de_DE" / "LC_MESSAGES"
    locale.mkdir(parents=True)
    (locale / "mldebt_lab.json").write_text(json.dumps({**head, **messages}))
    (folder / "mldebt_german" / "__init__.py").touch()
    about = folder / "mldebt_german-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: mldebt-german\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[jupyterlab.locale]\nmldebt_lab = mldebt_german\n")


@pytest.mark.goal("U13")
def test_all_is_in_german_and_nothing_breaks(
    environment: MakeEnvironment,
    tmp_path: Path,
    new_lab: Callable[[Server], Lab],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    python = environment("jupyterlab>=4.6,<4.7", "jupyterlab-language-pack-de-DE")
    write_pack(tmp_path / "packs")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "packs"))
    with running(tmp_path, python=python) as server:
        server.set(TRANSLATION, {"locale": "de_DE"})
        lab = new_lab(server)
        write(lab.folder / "analysis.ipynb", notebook(code("print(rate)", "early"), code("rate = 0.1", "late")))
        lab.open(f"{lab.name}/analysis.ipynb")
        expect(lab.page.get_by_role("menuitem", name="Datei")).to_be_visible()
        panel = lab.show_panel()
        expect(panel.finding("NDX101", "early")).to_be_visible()
        expect(panel.verdict).to_contain_text(GERMAN["Fails on a clean run"])
        expect(panel.section("findings").locator(".mldebt-Section-title")).to_contain_text(GERMAN["Findings"])
        expect(panel.check_button).to_have_accessible_name(GERMAN["Check again"])
        expect(lab.marks(0)).to_have_text(["rate"])
        # The panel is at its narrowest, and nothing is cut off at its side.
        lab.page.set_viewport_size({"width": 700, "height": 850})
        for section in ("checklist", "accesses", "dependencies", "ignored"):
            panel.open_section(section)
        lab.picture("language-pack")
        for part in panel.node.locator(".mldebt-Header, .mldebt-Section-head, .mldebt-Section-body").all():
            assert part.evaluate("node => node.scrollWidth <= node.clientWidth"), part.inner_text()
        lab.close()
