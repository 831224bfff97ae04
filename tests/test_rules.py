"""Every rule's own examples are its tests."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mldebt_lab.config_files import settings_from_toml
from mldebt_lab.dataflow.analysis import analyse
from mldebt_lab.finding import Finding, Span
from mldebt_lab.places import Surroundings
from mldebt_lab.project import Project
from mldebt_lab.rules.base import Rule
from mldebt_lab.rules.example import Example, parse_example
from mldebt_lab.rules.registry import all_rules

BAD = [
    pytest.param(rule, text, id=f"{rule.code}-bad-{number}")
    for rule in all_rules()
    for number, text in enumerate(rule.bad)
]
GOOD = [
    pytest.param(rule, text, id=f"{rule.code}-good-{number}")
    for rule in all_rules()
    for number, text in enumerate(rule.good)
]


def findings_of(rule: type[Rule], example: Example) -> list[Finding]:
    with surroundings_of_example(example) as surroundings:
        return list(rule().check(analyse(example.notebook, surroundings, example.session)))


@contextmanager
def surroundings_of_example(example: Example) -> Iterator[Surroundings]:
    settings = settings_from_toml(example.config, "/home/ada/project")
    shared = settings.shared_directories
    if not example.files:
        yield Surroundings("/home/ada/project", "", shared)
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / ".git").mkdir()
        for name, content in example.files:
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        yield Surroundings(folder, "", shared, project=Project(folder), data=settings.data_directories)


@pytest.mark.parametrize(("rule", "text"), BAD)
def test_a_bad_example_is_reported_exactly_where_it_is_marked(rule: type[Rule], text: str) -> None:
    example = parse_example(text)
    if not example.marks:
        assert [finding.cell for finding in findings_of(rule, example)] == [None], (
            "without a mark the whole notebook is meant"
        )
        return
    found = [
        (finding.cell.index, finding.span) for finding in findings_of(rule, example) if finding.cell and finding.span
    ]
    assert sorted(map(_start, found)) == sorted((mark.cell, mark.span.start) for mark in example.marks)
    expected = {(mark.cell, mark.span.start): mark.span.end for mark in example.marks}
    for cell, span in found:
        if span.start.line == span.end.line:
            assert span.end == expected[cell, span.start]


@pytest.mark.parametrize(("rule", "text"), GOOD)
def test_a_good_example_is_not_reported(rule: type[Rule], text: str) -> None:
    assert findings_of(rule, parse_example(text)) == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_explains_itself(rule: type[Rule]) -> None:
    assert rule.summary().endswith(".")
    assert "\n" not in rule.summary()
    assert rule.why
    assert rule.fix
    assert rule.practices
    assert rule.code.startswith("ND")
    assert rule.code == "NDX121" or (rule.bad and rule.good)


def test_codes_and_names_are_unique() -> None:
    rules = all_rules()
    assert len({rule.name for rule in rules}) == len(rules) == len({rule.code for rule in rules})


def _start(place: tuple[int, Span]) -> tuple[int, object]:
    return place[0], place[1].start
