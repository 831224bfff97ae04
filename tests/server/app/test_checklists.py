"""Which checklist a notebook is held against, and what its author has answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.server.app.conftest import Post
from tests.server.app.test_check import report
from tests.server.requests import request

LAB = """
name = "our-lab"
title = "Before it leaves the lab"
[[items]]
id = "LAB-1"
text = "The laboratory notebook has been signed."
kind = "ask"
"""


def items(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in document["checklist"]}


async def names(jp_fetch: Any, path: str) -> list[str]:
    response = await jp_fetch("mldebt-lab", "profiles", params={"path": path})
    return [profile["name"] for profile in json.loads(response.body)["profiles"]]


async def test_the_default_is_answered_where_none_is_named(post: Post) -> None:
    """Each item carries the name of the checklist that it belongs to."""
    document = report(await post(request("x = 1")))
    assert {item["profile"] for item in document["checklist"]} == {"default"}


async def test_another_checklist_can_be_asked_for(post: Post) -> None:
    """By its name."""
    document = report(await post(request("x = 1", profile="pineau-v2")))
    assert {item["profile"] for item in document["checklist"]} == {"pineau-v2"}


async def test_a_checklist_that_is_not_there_is_said_to_be_missing(post: Post) -> None:
    """The default one is answered in its place."""
    document = report(await post(request("x = 1", profile="pineau-v3")))
    assert {item["profile"] for item in document["checklist"]} == {"default"}
    assert any("did you mean pineau-v2?" in limit["why"] for limit in document["limits"])


async def test_the_authors_answers_count(post: Post) -> None:
    """As they stand in the notebook's metadata, with the day and the note."""
    unanswered = items(report(await post(request("x = 1"))))["second-person"]
    assert (unanswered["state"], unanswered["kind"]) == ("unknown", "ask")
    answers = {"second-person": {"answer": "yes", "date": "2026-02-03", "note": "<b>Ana</b>"}}
    answered = items(report(await post(request("x = 1", answers=answers))))["second-person"]
    assert answered["state"] == "pass"
    assert "2026-02-03" in answered["evidence"]
    assert "<b>Ana</b>" in answered["evidence"]


@pytest.mark.parametrize("answers", [None, [], "yes", 3, {"second-person": None}, {"second-person": {"answer": 1}}])
async def test_answers_that_are_none_are_no_error(post: Post, answers: Any) -> None:
    """A notebook's metadata may hold anything."""
    document = report(await post(request("x = 1", answers=answers)))
    assert items(document)["second-person"]["state"] == "unknown"


async def test_the_verdict_names_the_findings_that_it_rests_on(post: Post) -> None:
    """And no other; mended, it is better."""
    document = report(await post(request("print(rate)", "rate = 0.1\nopen('/home/ana/x.csv')")))
    by_code = {finding["code"]: finding["fingerprint"] for finding in document["findings"]}
    assert document["verdict"] == "fails"
    assert document["verdict_findings"] == [by_code["NDX101"]]
    mended = report(await post(request("rate = 0.1\nopen('/home/ana/x.csv')", "print(rate)")))
    assert (mended["verdict"], mended["verdict_findings"]) == ("plausible", [])


async def test_there_is_a_list_of_them(jp_fetch: Any, service: Any) -> None:  # noqa: ARG001 - for its end
    """The default one is the first; each has a title for people."""
    response = await jp_fetch("mldebt-lab", "profiles", params={"path": "a.ipynb"})
    profiles = json.loads(response.body)["profiles"]
    assert profiles[0]["name"] == "default"
    assert {"pineau-v2", "code-completeness"} <= {profile["name"] for profile in profiles}
    assert all(profile["title"] for profile in profiles)


async def test_a_path_that_leads_out_of_the_root_is_refused(jp_fetch: Any, service: Any) -> None:  # noqa: ARG001
    """As everywhere."""
    response = await jp_fetch("mldebt-lab", "profiles", params={"path": "../../a.ipynb"}, raise_error=False)
    assert response.code == 400


async def test_a_project_has_checklists_of_its_own(post: Post, jp_fetch: Any, jp_root_dir: Path) -> None:
    """Where its configuration names them; elsewhere nobody hears of them."""
    project = jp_root_dir / "project"
    project.mkdir()
    (project / "lab.toml").write_text(LAB)
    (project / "mldebt.toml").write_text('checklist-profiles = ["lab.toml"]')
    assert "our-lab" in await names(jp_fetch, "project/a.ipynb")
    assert "our-lab" not in await names(jp_fetch, "other/a.ipynb")
    document = report(await post(request("x = 1", path="project/a.ipynb", profile="our-lab")))
    assert list(items(document)) == ["LAB-1"]


@pytest.mark.parametrize("link", [False, True])
async def test_a_project_names_no_file_outside_the_root(
    post: Post, jp_fetch: Any, jp_root_dir: Path, link: bool
) -> None:
    """Neither by its path nor by a link; nothing of such a file is told."""
    outside = jp_root_dir.parent / "secret.toml"
    outside.write_text(LAB)
    project = jp_root_dir / "project"
    project.mkdir()
    if link:
        (project / "secret.toml").symlink_to(outside)
    named = "secret.toml" if link else str(outside)
    (project / "mldebt.toml").write_text(f'checklist-profiles = [{json.dumps(named)}, "nul\\u0000.toml"]')
    assert "our-lab" not in await names(jp_fetch, "project/a.ipynb")
    document = report(await post(request("x = 1", path="project/a.ipynb", profile="our-lab")))
    assert "LAB-1" not in items(document)
    assert "signed" not in json.dumps(document)
