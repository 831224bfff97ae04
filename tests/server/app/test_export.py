"""Exports that a server makes: what was chosen before them goes with them, once, and what fails may be blocked."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from tornado.httpclient import HTTPResponse

from mldebt_lab.export_terms import GATE
from tests.export.exporting import HOSTILE, clean, in_debt

Browser = Callable[..., Awaitable[HTTPResponse]]
BOX = "Notebook hygiene"


@pytest.fixture
def browser(jp_fetch: Any, http_server_client: Any, jp_base_url: str, service: Any) -> Browser:  # noqa: ARG001
    """Asks as one browser does, which is known by its cookie; another ``who`` is another person."""
    jars: dict[str, str] = {}

    async def ask(*parts: str, body: Any = None, who: str = "ana", **more: Any) -> HTTPResponse:
        if who not in jars:
            hello = await jp_fetch("api", "me")
            jars[who] = "; ".join(part.split(";")[0] for part in hello.headers.get_list("Set-Cookie"))
        headers = {"Cookie": jars[who]}
        if body is not None:
            more |= {"method": "POST", "body": body if isinstance(body, bytes) else json.dumps(body).encode()}
        answer: HTTPResponse = await jp_fetch(*parts, headers=headers, raise_error=False, request_timeout=60, **more)
        return answer

    return ask


def intent(**more: Any) -> dict[str, Any]:
    return {"path": "a.ipynb", "format": "html", "choices": {"box": True}, "reason": "", **more}


@pytest.fixture
def notebook(jp_root_dir: Path) -> Path:
    """A notebook of which a clean run fails."""
    nbformat.write(in_debt(), jp_root_dir / "a.ipynb")
    return jp_root_dir / "a.ipynb"


async def exported(browser: Browser, form: str = "html", path: str = "a.ipynb", **more: Any) -> str:
    answer = await browser("nbconvert", form, path, **more)
    assert answer.code == 200, answer.body
    return str(answer.body.decode())


@pytest.mark.usefixtures("notebook")
async def test_without_a_choice_an_export_is_what_it_was(browser: Browser) -> None:
    assert BOX not in await exported(browser)


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("form", ["html", "slides", "latex", "rst", "asciidoc", "markdown", "script", "python"])
async def test_what_was_chosen_goes_with_the_next_export_alone(browser: Browser, form: str) -> None:
    assert (await browser("mldebt-lab", "export-intent", body=intent(format=form))).code == 200
    assert "Running all cells from an empty kernel would fail. 2 errors" in await exported(browser, form)
    assert "Running all cells from an empty kernel would fail." not in await exported(browser, form)


async def test_in_a_notebook_it_stands_in_the_metadata_of_the_export_alone(browser: Browser, notebook: Path) -> None:
    before = notebook.read_bytes()
    chosen = intent(format="notebook", choices={"box": True, "anyway": True}, reason="for\nthe  talk")
    await browser("mldebt-lab", "export-intent", body=chosen)
    metadata = json.loads(await exported(browser, "notebook"))["metadata"]["mldebt"]["export"]
    assert metadata["verdict"] == "fails"
    assert metadata["stamp"] == "Exported anyway with 2 errors. Reason: for the talk"
    assert notebook.read_bytes() == before


@pytest.mark.usefixtures("notebook")
async def test_the_box_tells_of_the_checklist_that_was_gone_through(browser: Browser) -> None:
    for profile, said in (("neurips", "Checklist “"), ("of-another-project", "Checklist: "), (None, "Checklist: ")):
        await browser("mldebt-lab", "export-intent", body=intent(choices={"box": True, "profile": profile}))
        assert said in await exported(browser)


@pytest.mark.usefixtures("notebook")
async def test_strip_leaves_the_counts_out(browser: Browser) -> None:
    assert "In\xa0[1]:" in await exported(browser)
    await browser("mldebt-lab", "export-intent", body=intent(choices={"strip": True}))
    page = await exported(browser)
    assert "In\xa0[1]:" not in page
    assert "In\xa0[\xa0]:" in page
    assert BOX not in page


@pytest.mark.usefixtures("notebook")
async def test_a_stamp_needs_no_box(browser: Browser) -> None:
    await browser("mldebt-lab", "export-intent", body=intent(choices={"anyway": True}))
    page = await exported(browser)
    assert "Exported anyway with 2 errors." in page
    assert "Running all cells from an empty kernel would fail." not in page


@pytest.mark.usefixtures("notebook")
async def test_a_reason_full_of_markup_is_text(browser: Browser) -> None:
    await browser("mldebt-lab", "export-intent", body=intent(choices={"anyway": True}, reason=HOSTILE))
    page = await exported(browser)
    assert "&lt;img src=x onerror=alert(1)&gt;" in re.sub(r"<span>(.*?)</span>", r"\1", page)
    assert "Reason: /home/ana/<img" not in page


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("traits", [{"export_signed": True}], indirect=True)
async def test_the_stamp_says_who_and_when_where_the_policy_asks(browser: Browser) -> None:
    await browser("mldebt-lab", "export-intent", body=intent(choices={"anyway": True}))
    page = await exported(browser)
    assert re.search(r"Exported anyway with 2 errors, by Anonymous \w+, \d{4}-\d\d-\d\d \d\d:\d\d UTC\.", page)


@pytest.mark.usefixtures("notebook")
async def test_choices_are_those_of_one_person_one_notebook_and_one_format(browser: Browser, jp_root_dir: Path) -> None:
    nbformat.write(in_debt(), jp_root_dir / "b.ipynb")
    await browser("mldebt-lab", "export-intent", body=intent())
    assert BOX not in await exported(browser, who="ben")
    assert BOX not in await exported(browser, path="b.ipynb")
    assert BOX not in await exported(browser, "markdown")
    assert BOX in await exported(browser)


@pytest.mark.usefixtures("notebook")
async def test_choices_are_forgotten_after_a_minute(browser: Browser, jp_web_app: Any) -> None:
    clock = [0.0]
    jp_web_app.settings[GATE].intents._now = lambda: clock[0]
    await browser("mldebt-lab", "export-intent", body=intent())
    clock[0] = 59.9
    await browser("mldebt-lab", "export-intent", body=intent(path="RTC:./a.ipynb"))
    clock[0] = 119.8
    assert BOX in await exported(browser)
    await browser("mldebt-lab", "export-intent", body=intent())
    clock[0] = 179.9
    assert BOX not in await exported(browser)


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("traits", [{"export_gate": "block"}], indirect=True)
async def test_block_answers_with_one_line(browser: Browser, jp_root_dir: Path) -> None:
    await browser("mldebt-lab", "export-intent", body=intent(choices={"anyway": True}))
    answer = await browser("nbconvert", "html", "a.ipynb")
    assert answer.code == 500
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.body.decode()))
    assert (
        "nbconvert failed: The administrator of this server blocks the export of a.ipynb (c.MLDebt.export_gate): "
        "2 errors (NDX101 in cell 1 [1], NDP301 in cell 3 [3])." in text
    )
    assert "Traceback" not in text
    nbformat.write(clean(), jp_root_dir / "b.ipynb")
    assert "print" in await exported(browser, path="b.ipynb")


@pytest.mark.parametrize("traits", [{"export_gate": "block"}], indirect=True)
async def test_block_holds_for_a_notebook_that_is_sent(browser: Browser) -> None:
    for nb, code in ((in_debt(), 500), (clean(), 200)):
        answer = await browser("nbconvert", "html", body={"name": "x.ipynb", "content": nb})
        assert answer.code == code


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("traits", [{"export_gate": "block"}], indirect=True)
async def test_the_report_is_exported_whatever_it_says(
    browser: Browser, http_server_client: Any, jp_base_url: str
) -> None:
    assert "NDX101" in await exported(browser, "mldebt-report")
    address = f"{jp_base_url}nbconvert/mldebt-report/a.ipynb"
    stranger = await http_server_client.fetch(address, raise_error=False, follow_redirects=False)
    assert stranger.code in (302, 403)


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    "traits", [{"export_gate": "block", "ignore": ["NDX101", "NDP301"], "lock": ["ignore"]}], indirect=True
)
async def test_block_asks_the_rules_that_the_panel_asks(browser: Browser) -> None:
    await exported(browser)


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("traits", [{"export_reason": True}], indirect=True)
async def test_a_reason_is_asked_for_where_the_policy_asks(browser: Browser) -> None:
    bare = await browser("mldebt-lab", "export-intent", body=intent(choices={"anyway": True}, reason=" \n"))
    assert (bare.code, "asks for a reason" in json.loads(bare.body)["message"]) == (400, True)
    assert (await browser("mldebt-lab", "export-intent", body=intent())).code == 200


@pytest.mark.parametrize(
    ("traits", "policy"),
    [
        ({}, {"policy": None, "fail_on": "error", "reason": False}),
        (
            {"export_gate": "block", "export_fail_on": "warning", "export_reason": True},
            {"policy": "block", "fail_on": "warning", "reason": True},
        ),
    ],
    indirect=["traits"],
)
async def test_the_policy_and_where_it_comes_from(browser: Browser, policy: dict[str, Any]) -> None:
    answer = await browser("mldebt-lab", "export-gate")
    assert json.loads(answer.body) == {**policy, "origin": "c.MLDebt.export_gate"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{", "not valid JSON"),
        (b'{"path": "\xff"}', "not valid JSON in UTF-8"),
        (b"[" * 19_000, "not"),
        (b" " * 30_000, "too large"),
        ({"path": "a.ipynb"}, "missing required field `format`"),
        (intent(choices={"all": True}), "unknown field `all`"),
        (intent(path="../a.ipynb"), "leads out of the server's root"),
        (intent(path="/etc/a.ipynb\0"), "NUL"),
        (intent(path=""), "empty"),
        (intent(reason="x" * 501), "longer than 500"),
    ],
)
async def test_what_is_no_intent_is_refused_with_a_line(browser: Browser, body: Any, words: str) -> None:
    answer = await browser("mldebt-lab", "export-intent", body=body)
    assert answer.code in (400, 413)
    assert words in json.loads(answer.body)["message"]


@pytest.mark.usefixtures("notebook")
async def test_an_internal_error_is_a_line_in_the_log_and_the_export_goes_on(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("what the notebook says")

    monkeypatch.delenv("MLDEBT_RAISE", raising=False)
    monkeypatch.setattr("mldebt_lab.export.serving.check_document", broken)
    await browser("mldebt-lab", "export-intent", body=intent())
    assert "print" in await exported(browser)
    assert "exported without its hygiene (KeyError)" in caplog.text
    assert "what the notebook says" not in caplog.text


@pytest.mark.usefixtures("notebook")
async def test_a_project_whose_settings_are_wrong_is_exported(browser: Browser, jp_root_dir: Path) -> None:
    (jp_root_dir / "mldebt.toml").write_text("ignore = [")
    await browser("mldebt-lab", "export-intent", body=intent())
    assert BOX in await exported(browser)


@pytest.mark.usefixtures("notebook")
class TestConfigured:
    """What the administrator has configured for nbconvert stays."""

    @pytest.fixture
    def jp_server_config(self, jp_server_config: dict[str, Any]) -> dict[str, Any]:
        """Our own preprocessor for all exports, in a list of the administrator's."""
        ours = {"preprocessors": ["mldebt_lab.export.HygienePreprocessor"]}
        return {**jp_server_config, "Exporter": ours, "HygienePreprocessor": {"box": True}}

    async def test_one_box_is_enough(self, browser: Browser) -> None:
        await browser("mldebt-lab", "export-intent", body=intent())
        assert (await exported(browser)).count('class="mldebt-box"') == 1
        await browser("mldebt-lab", "export-intent", body=intent(choices={"anyway": True}))
        page = await exported(browser)
        assert page.count("Running all cells from an empty kernel would fail.") == 1
        assert "Exported anyway" in page
