"""A rule is ignored in one notebook by the project's settings; nothing else in the file changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mldebt_lab.config_editing import CannotEdit, file_to_edit, ignore_in_file, restore_in_file
from mldebt_lab.config_files import SettingsFinder
from mldebt_lab.notebook.ignores import Ignore

ENTRY = Ignore("NDR205", "a lesson", "2026-11-26")
LINE = '"./a.ipynb" = [{ code = "NDR205", reason = "a lesson", date = "2026-11-26" }]\n'


def edited(folder: Path, name: str, text: str, notebook: str = "a.ipynb", entry: Ignore = ENTRY) -> str:
    (folder / name).write_bytes(text.encode())
    ignore_in_file(folder / name, folder / notebook, entry)
    return (folder / name).read_bytes().decode()


def ignored(folder: Path, notebook: str = "a.ipynb") -> list[Ignore]:
    found = SettingsFinder(top=folder).for_folder((folder / notebook).parent).settings
    return list(found.ignores_in((folder / notebook).as_posix()))


@pytest.mark.parametrize(
    ("name", "text", "after"),
    [
        ("mldebt.toml", "", f"[per-notebook-ignores]\n{LINE}"),
        ("mldebt.toml", 'select = ["NDR"]  # ours', f'select = ["NDR"]  # ours\n\n[per-notebook-ignores]\n{LINE}'),
        (
            "pyproject.toml",
            '[project]\nname = "x"\n',
            f'[project]\nname = "x"\n\n[tool.mldebt.per-notebook-ignores]\n{LINE}',
        ),
        (
            "pyproject.toml",
            '[tool.mldebt.per-notebook-ignores] # why\n"b.ipynb" = ["NDX"]\n\n[tool.other]\nx = 1\n',
            f'[tool.mldebt.per-notebook-ignores] # why\n{LINE}"b.ipynb" = ["NDX"]\n\n[tool.other]\nx = 1\n',
        ),
        (
            "mldebt.toml",
            '[per-notebook-ignores]\n"./a.ipynb" = [\n    "NDX",  # kept\n]\n',
            '[per-notebook-ignores]\n"./a.ipynb" = [\n'
            '    { code = "NDR205", reason = "a lesson", date = "2026-11-26" },\n    "NDX",  # kept\n]\n',
        ),
        ("mldebt.toml", '[per-notebook-ignores]\n"./a.ipynb" = ["NDR205"]\n', f"[per-notebook-ignores]\n{LINE}"),
    ],
)
def test_the_entry_is_added_and_the_rest_stays(tmp_path: Path, name: str, text: str, after: str) -> None:
    """To the character, comments included; an older entry for the rule makes way."""
    assert edited(tmp_path, name, text) == after
    assert ENTRY in ignored(tmp_path)


def test_line_ends_stay_what_they_are(tmp_path: Path) -> None:
    """As on Windows."""
    after = edited(tmp_path, "mldebt.toml", 'ignore = ["NDX"]\r\n')
    assert after == f'ignore = ["NDX"]\r\n\r\n[per-notebook-ignores]\r\n{LINE}'.replace("]\n", "]\r\n")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mldebt.toml", '[per-notebook-ignores]\n"b.ipynb" = ["NDX"]  # why\n'),
        ("mldebt.toml", '[per-notebook-ignores]\n"./a.ipynb" = ["NDX", "NDP"]\n"b.ipynb" = []\n'),
        ("mldebt.toml", '[per-notebook-ignores]\n"./a.ipynb" = [\n  "NDX", # why\n  "NDP"\n]\n'),
        ("pyproject.toml", "[tool.mldebt]\nignore = []\n[tool.mldebt.per-notebook-ignores]\n[tool.z]\n"),
    ],
)
def test_restoring_gives_the_file_as_it_was(tmp_path: Path, name: str, text: str) -> None:
    """Where the table was there before."""
    edited(tmp_path, name, text)
    restore_in_file(tmp_path / name, tmp_path / "a.ipynb", "NDR205")
    assert (tmp_path / name).read_text() == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mldebt.toml", 'per-notebook-ignores = { "b.ipynb" = ["NDX"] }\n'),
        ("mldebt.toml", 'per-notebook-ignores."b.ipynb" = ["NDX"]\n'),
        ("pyproject.toml", 'tool.mldebt = { ignore = ["NDX"] }\n'),
        ("pyproject.toml", "tool = 1\n"),
        ("mldebt.toml", 'x = """\n[per-notebook-ignores]\n"""\n'),
        ("mldebt.toml", '[per-notebook-ignores]\n"./a.ipynb" = "NDX"\n'),
    ],
)
def test_what_cannot_be_edited_safely_is_left_alone(tmp_path: Path, name: str, text: str) -> None:
    """With words that say so."""
    with pytest.raises(CannotEdit, match="by hand"):
        edited(tmp_path, name, text)
    assert (tmp_path / name).read_text() == text
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_what_is_ignored_for_more_notebooks_is_not_restored_for_one(tmp_path: Path) -> None:
    """It is somebody's decision about them all."""
    (tmp_path / "mldebt.toml").write_text('[per-notebook-ignores]\n"*.ipynb" = ["NDR205"]\n')
    with pytest.raises(CannotEdit, match="this notebook alone"):
        restore_in_file(tmp_path / "mldebt.toml", tmp_path / "a.ipynb", "NDR205")


def test_only_this_notebook_is_meant(tmp_path: Path) -> None:
    """Not those of the same name in folders below, nor those that its name would match as a pattern."""
    edited(tmp_path, "mldebt.toml", "", "what[1]*?.ipynb")
    assert ignored(tmp_path, "what[1]*?.ipynb") == [ENTRY]
    assert ignored(tmp_path, "what1x.ipynb") == []
    assert ignored(tmp_path, "sub/what[1]*?.ipynb") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    reason=st.text(st.characters(exclude_categories=["C"]), max_size=30), name=st.text("ab\"'\\#=[]*é. ", min_size=1)
)
def test_whatever_the_reason_and_the_name_are(tmp_path: Path, reason: str, name: str) -> None:
    """They come back as they were."""
    notebook = f"n{name}.ipynb"
    edited(tmp_path, "mldebt.toml", "", notebook, Ignore("NDX101", reason.strip()))
    assert ignored(tmp_path, notebook) == [Ignore("NDX101", reason.strip())]


def test_which_file(tmp_path: Path) -> None:
    """The nearest that has settings; else the project's pyproject.toml; else a new one in the project's root."""
    inner = tmp_path / "project" / "inner"
    inner.mkdir(parents=True)
    project = tmp_path / "project"
    assert file_to_edit(inner, tmp_path, project) == project / "mldebt.toml"
    (project / "pyproject.toml").write_text("[project]\n")
    assert file_to_edit(inner, tmp_path, project) == project / "pyproject.toml"
    (tmp_path / "mldebt.toml").touch()
    assert file_to_edit(inner, tmp_path, project) == tmp_path / "mldebt.toml"
    (project / "pyproject.toml").write_text("[tool.mldebt]\n")
    assert file_to_edit(inner, tmp_path, project) == project / "pyproject.toml"
