"""What the panel asks of a notebook's project, and the one thing that it may write there."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from mldebt_lab.baseline import encode_baseline
from tests.server.app.conftest import Post
from tests.server.app.test_check import codes, report
from tests.server.requests import request

NAME = "project/a.ipynb"
Ask = Callable[..., Awaitable[tuple[int, Any]]]


@pytest.fixture
def ask(jp_fetch: Any, service: Any) -> Ask:  # noqa: ARG001 - for its end
    """Ask a route for something about the notebook, or to change something; gives the status and the answer."""

    async def ask(route: str, change: Any = None, path: str = NAME, **params: str) -> tuple[int, Any]:
        how: dict[str, Any] = {"params": {"path": path, **params}}
        if change is not None:
            how = {"method": "POST", "body": change if isinstance(change, bytes) else json.dumps(change)}
        response = await jp_fetch("mldebt-lab", route, raise_error=False, request_timeout=120, **how)
        return response.code, json.loads(response.body)

    return ask


@pytest.fixture
def project(jp_root_dir: Path) -> Path:
    (jp_root_dir / "project").mkdir()
    (jp_root_dir / "project" / "pyproject.toml").write_text('[project]\nname = "x"  # kept\n')
    return jp_root_dir / "project"


async def test_ignored_in_the_project_and_restored(ask: Ask, post: Post, project: Path) -> None:
    """The next check knows it, with its reason; what else stands in the file stays."""
    change = {"path": NAME, "code": "NDX102", "reason": "a  lesson"}
    assert await ask("project-ignores", change) == (200, {"file": "project/pyproject.toml"})
    document = report(await post(request("print(gone)", path=NAME)))
    assert codes(document) == []
    assert [(entry["scope"], entry["reason"]) for entry in document["ignored"]] == [("project", "a lesson")]
    assert (project / "pyproject.toml").read_text().startswith('[project]\nname = "x"  # kept\n\n[tool.mldebt.')
    status, _ = await ask("project-ignores", {"path": NAME, "code": "NDX102", "remove": True})
    assert status == 200
    assert codes(report(await post(request("print(gone)", path=NAME)))) == ["NDX102"]


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"path": "../a.ipynb", "code": "NDX102"}, 400, "leads out"),
        ({"path": "/etc/a.ipynb", "code": "NDX102"}, 400, "absolute"),
        ({"path": NAME, "code": "NDX999"}, 400, "no such rule"),
        ({"path": NAME, "code": "NDX102", "reason": "a\nb"}, 400, "one line"),
        ({"path": NAME, "code": "NDX102", "reason": "x" * 501}, 400, "500 characters"),
        ({"path": NAME, "code": 7}, 400, "not as agreed"),
        (b"{", 400, "not as agreed"),
        (b"[" * 15_000, 400, "not as agreed"),
        (b" " * 30_000, 413, "too large"),
        ({"path": NAME, "code": "NDX102", "remove": True}, 409, "this notebook alone"),
    ],
)
async def test_what_is_refused_changes_nothing(ask: Ask, project: Path, change: Any, status: int, words: str) -> None:
    """And the answer says why."""
    before = (project / "pyproject.toml").read_bytes()
    code, answer = await ask("project-ignores", change)
    assert (code, words in answer["message"]) == (status, True), answer
    assert (project / "pyproject.toml").read_bytes() == before
    assert [file.name for file in project.iterdir()] == ["pyproject.toml"]


@pytest.mark.parametrize(
    "traits", [{"project_ignores": False}, {"ignore": [], "lock": ["ignore"]}], indirect=True, ids=["off", "locked"]
)
async def test_the_administrator_can_forbid_it(ask: Ask, project: Path) -> None:
    """By the trait for it, and by locking what is ignored; the panel is told beforehand."""
    before = (project / "pyproject.toml").read_bytes()
    status, answer = await ask("project-ignores", {"path": NAME, "code": "NDX102"})
    assert status == 409
    assert "MLDebt." in answer["message"]
    assert (project / "pyproject.toml").read_bytes() == before
    _, told = await ask("settings")
    assert told["project"] == {"file": None, "why": answer["message"]}


async def test_a_link_out_of_the_root_is_not_written_through(
    ask: Ask, project: Path, jp_root_dir: Path, tmp_path: Path
) -> None:
    """Neither of the notebook's folder nor of the file."""
    (tmp_path / "elsewhere.toml").write_text("")
    (project / "mldebt.toml").symlink_to(tmp_path / "elsewhere.toml")
    (tmp_path / "outside").mkdir()
    (jp_root_dir / "linked").symlink_to(tmp_path / "outside")
    for path in (NAME, "linked/a.ipynb"):
        status, answer = await ask("project-ignores", {"path": path, "code": "NDX102"})
        assert (status, "symbolic link" in answer["message"]) == (409, True)
    assert (tmp_path / "elsewhere.toml").read_text() == ""
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize("traits", [{"select": ["NDX"], "ignore": ["NDP"], "lock": ["select"]}], indirect=True)
async def test_settings_come_with_their_origin(ask: Ask, project: Path) -> None:
    """What is locked says so."""
    (project / "mldebt.toml").write_text("measure-places = true\n")
    status, answer = await ask("settings")
    assert status == 200
    told = {entry["name"]: (entry["value"], entry["locked"], entry["origin"]) for entry in answer["settings"]}
    server = "the server's configuration (c.MLDebt)"
    assert told["select"] == (["NDX"], True, server)
    assert told["ignore"] == (["NDP"], False, server)
    assert told["measure-places"][:2] == (True, False)
    assert told["measure-places"][2].endswith("mldebt.toml")
    assert told["shared-directories"] == ([], False, "default")
    assert answer["project"] == {"file": "project/mldebt.toml", "why": None}


def notebook(*sources: str) -> str:
    cells = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": s, "outputs": [], "execution_count": None}
        for n, s in enumerate(sources)
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def git(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


async def fingerprints(post: Post, *sources: str) -> list[str]:
    document = report(await post(request(*sources, path=NAME)))
    return [finding["fingerprint"] for finding in document["findings"]]


async def test_known_is_what_was_committed(ask: Ask, post: Post, project: Path) -> None:
    """Edited meanwhile or not; a notebook that is not committed has nothing that is known."""
    assert (await ask("baseline"))[1] == {"source": None, "fingerprints": None, "why": None}
    git(project, "init", "--quiet")
    (project / "a.ipynb").write_text(notebook("print(gone)"))
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "a")
    (project / "a.ipynb").write_text(notebook("print(other)"))
    _, answer = await ask("baseline")
    assert (answer["source"], answer["fingerprints"]) == ("HEAD", await fingerprints(post, "print(gone)"))
    _, untracked = await ask("baseline", path="project/b.ipynb")
    assert (untracked["source"], untracked["fingerprints"]) == ("HEAD", [])


async def test_the_baseline_file_goes_before_the_commit(ask: Ask, project: Path) -> None:
    """Unless the commit is asked for."""
    git(project, "init", "--quiet")
    (project / "a.ipynb").write_text(notebook("x = 1"))
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "a")
    (project / "mldebt-baseline.json").write_text(encode_baseline({"a.ipynb": ["f1"]}))
    assert (await ask("baseline"))[1]["fingerprints"] == ["f1"]
    assert (await ask("baseline", since="head"))[1]["fingerprints"] == []
    assert (await ask("baseline", since="yesterday"))[0] == 400
    (project / "mldebt-baseline.json").write_text("{")
    _, broken = await ask("baseline")
    assert (broken["fingerprints"], "mldebt baseline write" in broken["why"]) == (None, True)


async def test_nothing_that_a_repository_brings_is_run(ask: Ask, project: Path, tmp_path: Path) -> None:
    """Neither hooks, nor filters, nor what watches files, nor what fetches missing objects."""
    git(project, "init", "--quiet")
    (project / "a.ipynb").write_text(notebook("print(gone)"))
    (project / ".gitattributes").write_text("*.ipynb filter=bad diff=bad\n")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "a")
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "filter.bad.smudge", "filter.bad.clean", "diff.bad.textconv", "core.pager"):
        git(project, "config", key, str(trap))
    git(project, "config", "remote.origin.url", f"ext::{trap}")
    git(project, "config", "remote.origin.promisor", "true")
    git(project, "config", "protocol.ext.allow", "always")
    git(project, "config", "core.hooksPath", str(tmp_path))
    assert (await ask("baseline"))[1]["source"] == "HEAD"
    for packed in (project / ".git" / "objects").glob("??/*"):
        packed.unlink()  # as in a partial clone
    assert (await ask("baseline"))[1]["fingerprints"] is None
    assert not (tmp_path / "sprung").exists()
