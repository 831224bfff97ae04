"""The server extension's entry point."""

from __future__ import annotations

from typing import Any

from mldebt_lab.export_terms import GATE
from mldebt_lab.server.check_service import CheckService
from mldebt_lab.server.export_gate import ExportGate
from mldebt_lab.server.report_route import report_route
from mldebt_lab.server.routes import routes_below
from mldebt_lab.server.settings import MLDebt


def _load_jupyter_server_extension(server_app: Any) -> None:
    """Called by Jupyter Server when it starts."""
    settings = MLDebt(parent=server_app)
    if not settings.enabled:
        server_app.log.info("mldebt_lab: switched off by MLDebt.enabled")
        return
    service = CheckService(server_app, settings)
    gate = ExportGate(settings, service.local_root)
    gate.register(server_app.config)
    server_app.web_app.settings.update({"mldebt_lab_service": service, GATE: gate})
    routes = [*routes_below(server_app.base_url, service), report_route(server_app.base_url)]
    server_app.web_app.add_handlers(".*$", routes)
