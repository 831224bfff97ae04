"""The profiles: ours are whole, a lab's own is read alike, and what is wrong with one is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mldebt_lab.checklist.evidence import evaluator, evaluator_names
from mldebt_lab.checklist.profile import ProfileError, built_in, built_in_names, find_profile

LENGTHS = {"pineau-v2": 21, "code-completeness": 5, "neurips": 16, "ml-test-score": 28}
ITEM = '[[items]]\nid = "ours"\ntext = "Reviewed."\nkind = "ask"\n'
HEAD = 'name = "lab"\ntitle = "Our lab"\n'


@pytest.mark.parametrize(("name", "length"), LENGTHS.items())
def test_each_has_its_items(name: str, length: int) -> None:
    assert len(built_in(name).items) == length


def test_an_item_is_answered_once_for_all_profiles() -> None:
    """Answers are kept by the item's id alone."""
    ids = [item.id for name in built_in_names() for item in built_in(name).items]
    assert len(ids) == len(set(ids))


def test_the_sections_of_the_score_have_seven_tests_each() -> None:
    sections = [item.section for item in built_in("ml-test-score").items]
    assert {section: sections.count(section) for section in sections} == dict.fromkeys(
        ("Data", "Model", "Infrastructure", "Monitoring"), 7
    )


def test_every_evaluator_is_there_and_used() -> None:
    used = {item.evidence for name in built_in_names() for item in built_in(name).items}
    for name in evaluator_names():
        assert callable(evaluator(name))
    assert set(evaluator_names()) <= used


def test_a_lab_adds_its_own(tmp_path: Path) -> None:
    file = tmp_path / "lab.toml"
    file.write_text(HEAD + ITEM, "utf-8")
    assert find_profile("lab", [str(file)]).items[0].id == "ours"
    as_json = tmp_path / "lab.json"
    as_json.write_text(
        json.dumps({"name": "other", "title": "t", "items": [{"id": "a", "text": "b", "kind": "ask"}]}), "utf-8"
    )
    assert find_profile("other", [str(file), str(as_json)]).title == "t"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "not valid TOML"),
        ("", "missing required field `name`"),
        (HEAD, "missing required field `items`"),
        (HEAD + "items = []", "items"),
        (HEAD + ITEM + ITEM, "two items have the id 'ours'"),
        (HEAD + ITEM.replace('"ask"', '"both"'), "items[0].kind"),
        (HEAD + ITEM.replace('"ask"', '"auto"'), "has to name its evidence"),
        (HEAD + ITEM + 'evidence = "seed-set"', "did you mean seeds-set?"),
        (HEAD + ITEM + 'evidense = "seeds-set"', "`evidense`"),
        (HEAD.replace('"lab"', '"my lab"') + ITEM, "name"),
        (HEAD.replace('"lab"', '"default"') + ITEM, "the name 'default' is taken"),
        ("a = " + "[" * 5000, "not valid TOML"),
    ],
)
def test_what_is_wrong_is_said(text: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "lab.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ProfileError) as error:
        find_profile("lab", [str(file)])
    assert str(file) in str(error.value)
    assert said in str(error.value)


@pytest.mark.parametrize("content", [b"\xff\xfe", None])
def test_a_file_that_cannot_be_read_is_named(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "lab.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ProfileError, match=r"lab\.toml"):
        find_profile("lab", [str(file)])


def test_a_name_that_is_not_there_gets_a_hint() -> None:
    with pytest.raises(ProfileError, match="did you mean pineau-v2"):
        find_profile("pineau")


def test_the_guide_names_all_evidence_and_profiles() -> None:
    page = (Path(__file__).parents[2] / "docs" / "checklist.md").read_text("utf-8")
    assert [name for name in (*evaluator_names(), *built_in_names()) if f"`{name}`" not in page] == []
