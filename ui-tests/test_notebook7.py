"""The same in Notebook 7, started as people start it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from live.lab import Lab
from live.server import Server, running
from live.smoke import list_mark_jump_and_follow


def test_list_marks_jump_and_follow(new_lab: Callable[[Server], Lab]) -> None:
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), app="notebook") as server:
        lab = new_lab(server)
        list_mark_jump_and_follow(lab, "notebooks/{path}")
        lab.picture("notebook7")
        # Notebook's own, also without the extension: its menus ask for settings that are not there yet.
        lab.complaints.forgive("Cannot read properties of undefined (reading 'schema')")
        lab.close()
