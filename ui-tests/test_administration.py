"""What administrators set for everybody, by the files and commands that JupyterLab has for it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from live.lab import Lab
from live.server import Server, environment, running

PLUGIN = "lab/api/settings/mldebt-lab:plugin"


@pytest.mark.goal("U10")
def test_defaults_for_everybody_hold_until_somebody_sets_something_else(tmp_path: Path) -> None:
    settings = tmp_path / "of-the-environment"
    settings.mkdir()
    overrides = {"mldebt-lab:plugin": {"run": ["onSave", "onRun"], "minimumSeverity": "error"}}
    (settings / "overrides.json").write_text(json.dumps(overrides))
    labconfig = tmp_path / "config" / "labconfig"
    labconfig.mkdir(parents=True)
    (labconfig / "default_setting_overrides.json").write_text('{"mldebt-lab:plugin": {"inline": "off"}}')
    with running(tmp_path, options=[f"--LabApp.app_settings_dir={settings}"]) as server:
        server.set("mldebt-lab:plugin", {"minimumSeverity": "info"})
        answer = server.ask(PLUGIN)
        properties = answer["schema"]["properties"]
        defaults = {name: properties[name]["default"] for name in ("run", "minimumSeverity", "inline", "debounce")}
        assert defaults == {"run": ["onSave", "onRun"], "minimumSeverity": "error", "inline": "off", "debounce": 400}
        assert json.loads(answer["raw"]) == {"minimumSeverity": "info"}


@pytest.mark.goal("U10")
def test_where_the_front_end_is_disabled_there_is_none_of_it(tmp_path: Path, new_lab: Callable[[Server], Lab]) -> None:
    with running(tmp_path) as server:
        disable = [sys.executable, "-m", "jupyter", "labextension", "disable", "--level=user", "mldebt-lab"]
        subprocess.run(disable, env=environment(tmp_path), check=True, capture_output=True)
        lab = new_lab(server)
        lab.go("lab")
        commands = lab.page.evaluate("() => jupyterapp.commands.listCommands()")
        assert "notebook:run-cell" in commands
        assert [command for command in commands if command.startswith("mldebt:")] == []
        lab.close()
