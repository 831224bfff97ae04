"""The same in Notebook 7, started as people start it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from live.lab import Lab
from live.pictures import ShowState
from live.server import Server, running
from live.smoke import list_mark_jump_and_follow


@pytest.mark.goal("U10")
def test_list_marks_jump_and_follow(new_lab: Callable[[Server], Lab], state_picture: ShowState) -> None:
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), app="notebook") as server:
        lab = new_lab(server)
        list_mark_jump_and_follow(lab, "notebooks/{path}")
        state_picture("notebook-7", lab.page.locator("#main"))
        # Notebook's own, also without the extension: its menus ask for settings that are not there yet.
        lab.complaints.forgive("Cannot read properties of undefined (reading 'schema')")
        lab.close()
