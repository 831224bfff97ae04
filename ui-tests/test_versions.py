"""One wheel in every version that it is for.

Needs minutes and a package index: pytest -m versions ui-tests
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from live.environments import MakeEnvironment
from live.lab import Lab
from live.server import Server, running
from live.smoke import list_mark_jump_and_follow

VERSIONS = {
    "4.2": ("jupyterlab>=4.2,<4.3", "notebook>=7.2,<7.3"),
    "4.5": ("jupyterlab>=4.5,<4.6", "notebook>=7.5,<7.6"),
    "4.6": ("jupyterlab>=4.6,<4.7", "notebook>=7.6,<7.7"),
}
PLACES = {"jupyterlab": "lab/tree/{path}", "notebook": "notebooks/{path}"}
# Older versions say of every extension built for a newer one that it is; Notebook's own parts ask for things too early.
OF_OTHERS = ("Unsatisfied version", "undefined (reading 'schema')", "undefined (reading 'last_modified')")

pytestmark = pytest.mark.versions


@pytest.fixture(scope="module", params=VERSIONS)
def version(request: pytest.FixtureRequest, environment: MakeEnvironment) -> tuple[str, str]:
    """A version's name and its Python."""
    return request.param, environment(*VERSIONS[request.param])


@pytest.mark.goal("U10")
@pytest.mark.parametrize("app", PLACES)
def test_the_wheel_works_in(
    app: str, version: tuple[str, str], tmp_path: Path, new_lab: Callable[[Server], Lab]
) -> None:
    name, python = version
    with running(tmp_path, app=app, python=python) as server:
        lab = new_lab(server)
        list_mark_jump_and_follow(lab, PLACES[app])
        lab.picture(f"version-{name}-{app}")
        lab.complaints.forgive(*OF_OTHERS)
        lab.close()
