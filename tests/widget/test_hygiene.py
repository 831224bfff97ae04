"""The widget without a frontend: what it says, its traits, and what stands in its place in an export."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import ipywidgets
import nbformat
import pytest
from nbformat import v4

from mldebt_lab.checklist.profile import built_in_names
from mldebt_lab.widget import Hygiene
from tests.cli.program import CLEAN, WRONG_ORDER, mldebt, notebook, write
from tests.report.documents import Element, parsed

NO_STATE = "--ExecutePreprocessor.store_widget_state=False"  # as in notebooks that JupyterLab has saved
HOSTILE = "/home/ana/<img src=x onerror=alert(1)></style><script>alert(1)</script>"


def shown(widget: Hygiene) -> Element:
    """What the widget shows."""
    return parsed(widget._view)


def test_it_shows_verdict_checklist_and_findings_and_when_the_file_was_saved(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", WRONG_ORDER)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    view = shown(Hygiene(path))
    assert view.one("div", "mldebt-verdict").attributes["data-verdict"] == "fails"
    assert len(view.all("li", "mldebt-item")) == 12
    assert view.one("article").attributes["data-code"] == "NDX101"
    assert "As saved on 2023-11-1" in view.text


def test_the_report_is_what_the_command_prints(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", WRONG_ORDER)
    printed = json.loads(mldebt("check", ".", "--format", "json", cwd=tmp_path).stdout)
    assert Hygiene(tmp_path).report == printed


def test_a_folder_is_a_list_that_can_be_opened(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", WRONG_ORDER)
    write(tmp_path / "deep" / "b.ipynb", CLEAN)
    view = shown(Hygiene(tmp_path))
    lines = [line.text for line in view.all("summary")]
    assert lines[0].startswith("✗Fails on a clean run a.ipynb: 1 error; checklist: ")
    assert lines[1].startswith("○Plausible, not proved deep/b.ipynb: no findings; checklist: ")
    ids = [element.attributes["id"] for element in view.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))


def test_another_profile_answers_another_checklist_and_can_be_linked_to_a_dropdown(tmp_path: Path) -> None:
    hygiene = Hygiene(write(tmp_path / "a.ipynb", CLEAN))
    dropdown = ipywidgets.Dropdown(options=built_in_names())
    ipywidgets.link((dropdown, "value"), (hygiene, "profile"))
    dropdown.value = "ml-test-score"
    assert shown(hygiene).one("p", "mldebt-score").text.startswith("Score: at least 0")
    assert {item["profile"] for item in hygiene.report["notebooks"][0]["checklist"]} == {"ml-test-score"}
    dropdown.value = "default"
    assert len(shown(hygiene).all("li", "mldebt-item")) == 12


def test_the_file_is_read_again_when_that_is_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", WRONG_ORDER)
    hygiene = Hygiene(path)
    write(path, CLEAN)
    hygiene._receive(hygiene, {"event": "check"}, [])
    assert "Plausible" in shown(hygiene).text


def test_jumps_are_handed_on(tmp_path: Path) -> None:
    hygiene = Hygiene(write(tmp_path / "a.ipynb", CLEAN))
    jumps: list[tuple[str, str]] = []
    hygiene.on_jump(lambda path, cell: jumps.append((path, cell)))
    hygiene._receive(hygiene, {"event": "jump", "path": "a.ipynb", "cell": "cell-1"}, [])
    for nonsense in ({"event": "jump", "path": 7, "cell": None}, "jump", None, {"event": "check me"}):
        hygiene._receive(hygiene, nonsense, [])
    assert jumps == [("a.ipynb", "cell-1")]


@pytest.mark.parametrize(
    ("argument", "profile", "said"),
    [
        (None, "default", "It cannot be known from here which notebook this is."),
        ("gone.ipynb", "default", "gone.ipynb: there is no such file or folder."),
        ("empty", "default", "empty: no notebook found."),
        ("a.ipynb", "pineau", "did you mean pineau-v2?"),
        ("broken.ipynb", "default", "NDX121"),
    ],
)
def test_what_is_wrong_is_said_in_its_place(
    argument: str | None, profile: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.ipynb").write_text("{")
    write(tmp_path / "a.ipynb", CLEAN)
    hygiene = Hygiene(argument, profile=profile)
    assert said in shown(hygiene).text
    assert (hygiene.report == {}) == (argument != "broken.ipynb")


def test_a_faulty_configuration_is_said(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", CLEAN)
    (tmp_path / "mldebt.toml").write_text("selekt = []")
    assert "selekt" in shown(Hygiene(path)).text


def test_the_session_name_tells_which_notebook_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "work" / "a.ipynb", WRONG_ORDER)
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "work" / "a.ipynb"))
    view = shown(Hygiene())
    assert view.one("p", "mldebt-Widget-title").text == "Notebook hygiene: a.ipynb"
    assert view.one("article").one("p", "mldebt-finding-head").one("a").attributes["href"] == "#cell-id=cell-0"


def test_text_from_a_notebook_stays_text(tmp_path: Path) -> None:
    path = write(tmp_path / "<img src=x onerror=alert(2)>.ipynb", notebook(f"open({HOSTILE!r})"))
    hygiene = Hygiene(path)
    static = parsed(hygiene._repr_mimebundle_()[0]["text/html"])
    for view in (shown(hygiene), static):
        assert view.all("img") == view.all("script") == []
        assert HOSTILE in view.text
    assert len(static.all("style")) == 1


def test_there_are_never_more_findings_than_an_output_can_hold(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ipynb", notebook(*(f"print(missing_{number})" for number in range(150))))
    view = shown(Hygiene(path))
    assert len(view.all("article")) == 100
    assert "50 more findings are not shown here" in view.text


def test_what_nbconvert_exports_holds_the_report(tmp_path: Path) -> None:
    """Run by a real kernel, and exported as it was stored."""
    cells = [v4.new_code_cell("from mldebt_lab.widget import Hygiene\nHygiene('b.ipynb')")]
    nbformat.write(v4.new_notebook(cells=cells), tmp_path / "a.ipynb")
    write(tmp_path / "b.ipynb", notebook("print(rate)", f"rate = 1\nopen({HOSTILE!r})"))
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--execute", NO_STATE, "a.ipynb"]
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(tmp_path / "none")}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    exported = (tmp_path / "a.html").read_text("utf-8")
    assert 'data-code="NDX101"' in exported
    assert "b.ipynb#cell-id=cell-0" in exported
    assert "<img src=x" not in exported


def test_without_anywidget_it_is_said_how_to_get_it(tmp_path: Path) -> None:
    code = "import sys; sys.modules['anywidget'] = None\nimport mldebt_lab.widget"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert 'ImportError: The widget needs anywidget: pip install "mldebt-lab[widget]"' in done.stderr
