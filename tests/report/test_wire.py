"""The JSON format: its schema, its one example that the front end's tests read too, and hostile text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from mldebt_lab.finding import CellRef, Limit
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.report.wire import encode, encode_notebook, encode_run
from tests.report.example import RICH, UNREADABLE, USED_TOO_EARLY

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads((ROOT / "schema" / "report.schema.json").read_text("utf-8"))
EXAMPLE = ROOT / "tests" / "contract" / "report.json"


def errors(document: Any, schema: dict[str, Any] = SCHEMA) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(document)]


def test_the_schema_is_a_schema() -> None:
    """It is valid draft 2020-12."""
    Draft202012Validator.check_schema(SCHEMA)


def test_the_example_is_what_the_encoder_writes() -> None:
    """Python's side of the contract: the file that the front end's tests read is what the encoder gives."""
    assert json.loads(encode_run([RICH, UNREADABLE], "0.1.0")) == json.loads(EXAMPLE.read_text("utf-8"))


def test_each_entry_of_a_list_has_a_line_of_its_own() -> None:
    """The browser reads only the lines that it has not read before."""
    encoded = encode_notebook(RICH)
    lines = [line.removesuffix(b",") for line in encoded.split(b"\n")]
    document = json.loads(encoded)
    for name in ("findings", "checklist", "accesses", "verdict_findings"):
        assert document[name]
        for entry in document[name]:
            assert entry in [json.loads(line) for line in lines if line.startswith((b'{"', b'"')) and line != lines[0]]


def test_the_example_fits_the_schema() -> None:
    """Every member of the example is one of the schema's, and none is missing."""
    assert errors(json.loads(EXAMPLE.read_text("utf-8"))) == []


@pytest.mark.parametrize("reports", [[], [NotebookReport("a.ipynb", "r", "plausible", ())]])
def test_small_runs_fit_the_schema(reports: list[NotebookReport]) -> None:
    """Nothing found and nothing looked at are reports too."""
    assert errors(json.loads(encode_run(reports, "1.2.3"))) == []


def test_one_notebook_fits_its_part_of_the_schema() -> None:
    """The server's answer is a notebook of the schema."""
    notebook = json.loads(encode_notebook(RICH))
    assert errors(notebook, {"$ref": "#/$defs/notebook", "$defs": SCHEMA["$defs"]}) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("notebooks", 0, "verdict"), "fine"),
        (("notebooks", 0, "findings", 0, "severity"), "fatal"),
        (("notebooks", 0, "findings", 0, "names"), ["rate"]),
        (("notebooks", 0, "findings", 1, "span", "start", "line"), 0),
        (("notebooks", 0, "cells", 0, "state"), "old"),
        (("version",), 2),
    ],
)
def test_the_schema_refuses(path: tuple[str | int, ...], value: object) -> None:
    """A member with another value, or one that is not of the format, does not pass."""
    document = json.loads(EXAMPLE.read_text("utf-8"))
    target: Any = document
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    assert errors(document)


def test_internal_errors_and_names_stay_inside() -> None:
    """Tracebacks are for the log."""
    assert b"Traceback" not in encode_notebook(RICH)


def test_the_summary_counts_findings() -> None:
    """By severity and by code, over all notebooks."""
    summary = json.loads(encode_run([RICH, UNREADABLE], "0"))["summary"]
    assert summary == {
        "notebooks": 2,
        "findings": {"error": 3, "warning": 2, "info": 1},
        "by_code": {"NDP301": 1, "NDR204": 1, "NDX101": 1, "NDX103": 1, "NDX108": 1, "NDX121": 1},
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ud83d", "�"),
        ("a\udc00b", "a�b"),
        ("\ud83d\ude00", "😀"),
        ("nul \x00, line \u2028, plain 😀", "nul \x00, line \u2028, plain 😀"),
    ],
)
def test_surrogates_are_replaced(text: str, expected: str) -> None:
    """Half a pair is U+FFFD, a pair that was taken apart is its character; all else is as it was."""
    report = replace(
        RICH,
        path=text,
        findings=(replace(USED_TOO_EARLY, message=text, cell=CellRef(text, 0, None)),),
        limits=(Limit(CellRef(text, 0, None), text),),
    )
    document = json.loads(encode_notebook(report).decode("utf-8"))
    assert document["path"] == expected
    assert document["findings"][0]["message"] == expected
    assert document["findings"][0]["cell"]["id"] == expected
    assert [(limit["cell"]["id"], limit["why"]) for limit in document["limits"]] == [(expected, expected)]


def test_surrogates_in_keys_are_replaced() -> None:
    """Also where a text is a key."""
    assert json.loads(encode({"\udfff": 1})) == {"�": 1}
