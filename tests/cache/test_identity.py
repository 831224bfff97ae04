"""Another program is another program, however little differs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import mldebt_lab
from mldebt_lab.cache import identity
from mldebt_lab.cache.identity import PACKAGE, program_identity
from mldebt_lab.rules.offers import rules_are_offered


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "rules" / "__pycache__").mkdir(parents=True)
    for name in ("__init__.py", "rules/one.py", "rules/__pycache__/one.pyc", "table.json", "profile.toml"):
        (tmp_path / name).write_text("value = 1")
    return tmp_path


def test_it_is_this_package_that_is_looked_at() -> None:
    assert Path(mldebt_lab.__file__).parent == Path(PACKAGE)
    assert program_identity() == program_identity() is not None


@pytest.mark.parametrize("name", ["__init__.py", "rules/one.py", "table.json", "profile.toml"])
def test_an_edited_file_counts_even_if_its_size_and_date_stay(package: Path, name: str) -> None:
    before = program_identity(str(package))
    status = (package / name).stat()
    (package / name).write_text("value = 2")
    os.utime(package / name, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert program_identity(str(package)) != before


def test_a_file_that_is_new_or_gone_or_has_another_name_counts(package: Path) -> None:
    seen = {program_identity(str(package))}
    (package / "rules" / "two.py").write_text("value = 1")
    seen.add(program_identity(str(package)))
    (package / "rules" / "two.py").rename(package / "rules" / "three.py")
    seen.add(program_identity(str(package)))
    (package / "rules" / "one.py").unlink()
    seen.add(program_identity(str(package)))
    assert len(seen) == 4


def test_compiled_files_and_dates_do_not_count(package: Path) -> None:
    before = program_identity(str(package))
    (package / "rules" / "__pycache__" / "one.pyc").write_text("other")
    os.utime(package / "rules" / "one.py", (1, 1))
    assert program_identity(str(package)) == before


def test_the_python_and_the_libraries_count(
    package: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = {program_identity(str(package))}
    site = tmp_path_factory.mktemp("site")
    monkeypatch.syspath_prepend(str(site))
    (site / "msgspec-99.0.dist-info").mkdir()
    seen.add(program_identity(str(package)))
    monkeypatch.setattr(identity.sys, "version", "3.99.0")
    seen.add(program_identity(str(package)))
    assert len(seen) == 3


def test_a_program_without_files_has_none(tmp_path: Path) -> None:
    """As in an archive: nobody can tell then whether it is the same."""
    assert program_identity(str(tmp_path / "app.pyz" / "mldebt_lab")) is None


@pytest.mark.parametrize("kind", ["dist-info", "egg-info"])
def test_other_peoples_rules_make_it_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    folder = tmp_path / f"ours-1.0.{kind}"
    folder.mkdir()
    (folder / "entry_points.txt").write_text("[console_scripts]\nours = ours:main\n")
    assert not rules_are_offered()
    (folder / "entry_points.txt").write_text("[mldebt_lab.rules]\nours = ours:Rule\n")
    assert rules_are_offered()
    assert program_identity() is None


def test_what_cannot_be_looked_at_may_offer_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "archive.zip").write_bytes(b"PK")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "archive.zip"), str(tmp_path / "gone")])
    assert rules_are_offered()


def test_a_finder_of_distributions_of_another_kind_may_offer_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    class Finder:
        """Finds distributions wherever it likes."""

        def find_spec(self, *_: object) -> None:
            return None

        def find_distributions(self, *_: object) -> list[object]:
            return []

    assert not rules_are_offered()
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])
    assert rules_are_offered()
