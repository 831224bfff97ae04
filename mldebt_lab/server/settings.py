"""What a server's administrator may set, as ``c.MLDebt.*`` in ``jupyter_server_config.py``."""

from __future__ import annotations

from typing import Any

from traitlets import Bool, Enum, Float, Integer, List, Unicode
from traitlets.config import Configurable

LOCKABLE = ("select", "ignore", "shared_dirs", "measure_places")


class MLDebt(Configurable):
    """Limits of the analysis on this server, and settings of the checks for all its notebooks."""

    enabled = Bool(True, help="Whether notebooks are checked on this server at all.").tag(config=True)
    select = List(
        Unicode(),
        allow_none=True,
        default_value=None,
        help="Codes, prefixes or names of the rules to check; None for those that are on by default.",
    ).tag(config=True)
    ignore = List(Unicode(), help="Codes, prefixes or names of rules that are not checked.").tag(config=True)
    shared_dirs = List(Unicode(), help="Directories that other people use too: writes to them are reported.").tag(
        config=True
    )
    measure_places = Bool(
        False, help="Whether to look at the mode bits of directories outside the project to tell which are shared."
    ).tag(config=True)
    lock = List(
        Enum(LOCKABLE),
        help="""
        Which of select, ignore, shared_dirs and measure_places projects and users cannot change. The others are what
        counts where neither the project nor the user sets anything.
        """,
    ).tag(config=True)
    export_gate = Enum(
        ("off", "ask", "block"),
        default_value=None,
        allow_none=True,
        help="""
        What comes before an export from JupyterLab. off: nothing. ask: a checklist, where something fails. block: the
        same, and what fails is not exported, neither there nor by the address of the export. None: people decide for
        themselves between off and ask.
        """,
    ).tag(config=True)
    export_fail_on = Enum(
        ("error", "warning"), default_value="error", help="The least severity of findings that fail an export."
    ).tag(config=True)
    export_reason = Bool(False, help="Whether who exports a notebook that fails has to say why.").tag(config=True)
    export_signed = Bool(
        False, help="Whether the stamp on the export of a notebook that fails says who exported it, and when."
    ).tag(config=True)
    project_ignores = Bool(
        True, help="Whether the panel may write into a project's settings that a rule is ignored in a notebook."
    ).tag(config=True)
    max_notebook_mb = Float(50.0, min=0.001, help="The largest request that is accepted, in millions of bytes.").tag(
        config=True
    )
    max_cells = Integer(20_000, min=1, help="The largest number of cells that is analysed.").tag(config=True)
    workers = Integer(1, min=1, help="How many analysis processes may run at the same time.").tag(config=True)
    worker_memory_mb = Integer(
        2048,
        min=256,
        help="Memory that an analysis process may use, in millions of bytes, where the system can limit it.",
    ).tag(config=True)
    timeout = Float(30.0, min=0.001, help="Seconds after which a check is stopped.").tag(config=True)
    idle_minutes = Float(5.0, min=0.0, help="After how many minutes without a check the analysis processes end.").tag(
        config=True
    )

    @property
    def max_body_size(self) -> int:
        """The largest request in bytes."""
        return int(self.max_notebook_mb * 1_000_000)

    def for_checks(self) -> dict[str, Any]:
        """The settings that concern the checks themselves, as a worker is told of them."""
        values = {
            "select": self.select,
            "ignore": self.ignore,
            "shared_dirs": self.shared_dirs,
            "measure_places": self.measure_places,
        }
        return {
            "locked": {name: values[name] for name in self.lock},
            "defaults": {name: value for name, value in values.items() if value not in (None, [], False)},
        }
