"""The generators are scripts that import each other by name: their folder goes on the path for these tests."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts" / "knowledge"))


@pytest.fixture
def same_versions() -> None:
    """Skip where the installed libraries are not those that the tables were generated from."""
    import table

    pytest.importorskip("sklearn")
    pytest.importorskip("pandas")
    if table.versions() not in table.read("draws")["about"]:
        pytest.skip(f"the tables were generated from other versions than {table.versions()}")
