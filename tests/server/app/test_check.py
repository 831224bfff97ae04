"""What a check answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from tests.server.app.conftest import Post
from tests.server.requests import cell, request

SCHEMA = json.loads((Path(__file__).parents[3] / "schema" / "report.schema.json").read_text("utf-8"))
NOTEBOOK = Draft202012Validator({"$ref": "#/$defs/notebook", "$defs": SCHEMA["$defs"]})


def report(response: Any) -> dict[str, Any]:
    """The report in an answer, which fits the schema."""
    assert response.code == 200, response.body
    assert response.headers["Content-Type"] == "application/json"
    document: dict[str, Any] = json.loads(response.body)
    assert [error.message for error in NOTEBOOK.iter_errors(document)] == []
    return document


def codes(document: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in document["findings"]]


async def test_a_notebook_with_debt(post: Post) -> None:
    """The report is that of the notebook in the request, by the ids that the request gives."""
    document = report(await post(request("print(rate)", "rate = 0.1", path="deep/down/a.ipynb")))
    assert document["path"] == "deep/down/a.ipynb"
    assert document["verdict"] == "fails"
    (finding,) = [finding for finding in document["findings"] if finding["code"] == "NDX101"]
    assert finding["cell"] == {"id": "c0", "index": 0, "execution_count": None}
    assert finding["span"]["start"] == {"line": 1, "column": 6}
    assert finding["file_line"] is None


async def test_columns_are_code_points(post: Post) -> None:
    """A character outside the basic plane counts one."""
    document = report(await post(request('print("📈", rate)', "rate = 0.1")))
    assert document["findings"][0]["span"]["start"] == {"line": 1, "column": 11}


async def test_the_same_again_and_after_an_edit(post: Post) -> None:
    """What is remembered of the last check changes nothing of what is said."""
    first = (await post(request("print(rate)", "rate = 0.1"))).body
    assert (await post(request("print(rate)", "rate = 0.1"))).body == first
    assert codes(report(await post(request("print(2)", "rate = 0.1")))) == []
    assert (await post(request("print(rate)", "rate = 0.1"))).body == first


async def test_kernels_of_other_languages(post: Post) -> None:
    """They are answered, in lower case; nothing is said that takes Python to say."""
    for language in ("R", "julia", "C++17", "", None):
        body = request("print(rate)", "rate = 1") | {"kernel": {"id": None, "started": None, "language": language}}
        document = report(await post(body))
        assert document["language"] == (language.lower() if language else "python")
        assert ("NDX101" in codes(document)) == (not language)


async def test_without_kernel_and_session(post: Post) -> None:
    """Both may be null, and what is not needed may be missing."""
    body = {
        "path": "a.ipynb",
        "kernel": None,
        "session": None,
        "cells": [{"id": "a", "type": "code", "source": "x = 1"}],
    }
    assert report(await post(body))["findings"] == []


async def test_tags_and_errors_are_seen(post: Post) -> None:
    """A cell's tags suppress, and its stored error is found."""
    error = {"name": "ZeroDivisionError", "message": "division by zero"}
    body = request()
    body["cells"] = [
        cell("print(rate)", "a", tags=["mldebt-ignore:NDX101"]),
        cell("rate = 0.1", "b"),
        cell("1 / zero()", "c", execution_count=3, has_output=True, error=error, tags=["mldebt-ignore:NDX102"]),
    ]
    document = report(await post(body))
    assert "NDX112" in codes(document)
    assert "NDX101" not in codes(document)
    assert {ignored["scope"] for ignored in document["ignored"]} == {"tag"}


async def test_an_empty_notebook(post: Post) -> None:
    """Nothing to say is a report too."""
    document = report(await post(request()))
    assert (document["findings"], document["verdict"]) == ([], "plausible")


async def test_rules(jp_fetch: Any, service: Any) -> None:
    """The catalogue says of every rule what the panel shows, and asking again asks no process."""
    first = await jp_fetch("mldebt-lab", "rules")
    rules = {rule["code"]: rule for rule in json.loads(first.body)["rules"]}
    assert {"NDX101", "NDR201", "NDP301", "NDS401"} <= set(rules)
    for rule in rules.values():
        assert rule["name"]
        assert rule["summary"]
        assert rule["why"]
        assert rule["fix"]
        assert rule["severity"] in ("error", "warning", "info")
    await service.close()
    assert (await jp_fetch("mldebt-lab", "rules")).body == first.body
    assert service.worker_pids == []
