"""Notebooks in projects on disk, and how the checklist answers for them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mldebt_lab.checklist.profile import DEFAULT, find_profile
from mldebt_lab.config_files import SettingsFinder
from mldebt_lab.lint import check_notebook
from mldebt_lab.notebook import read_file
from mldebt_lab.outcome import CheckedItem
from mldebt_lab.places import surroundings_of
from mldebt_lab.project import Projects
from mldebt_lab.rules.example import parse_example


def answers(
    text: str, folder: Path, files: Mapping[str, str] | None = None, profile: str = DEFAULT
) -> dict[str, CheckedItem]:
    """The items by id for a notebook in the cell notation, in a project that holds ``files``."""
    for name, content in {"mldebt.toml": "", **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    settings = SettingsFinder(lock_file=folder / "none", user_file=folder / "none").for_folder(folder).settings
    surroundings = surroundings_of(folder / "example.ipynb", projects=Projects(str(folder)))
    example = parse_example(text)
    report = check_notebook(example.notebook, settings, surroundings, example.session, profile=find_profile(profile))
    return {item.id: item for item in report.checklist}


def answers_of_file(path: Path, profile: str = DEFAULT) -> dict[str, CheckedItem]:
    """The items by id for a notebook file."""
    settings = SettingsFinder(lock_file=path / "none", user_file=path / "none").for_folder(path.parent).settings
    surroundings = surroundings_of(path, projects=Projects(str(path.parent)))
    report = check_notebook(read_file(path), settings, surroundings, profile=find_profile(profile))
    return {item.id: item for item in report.checklist}
