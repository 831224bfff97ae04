"""The routes of the gate in the browser: what the policy is, and what was chosen there."""

from __future__ import annotations

from typing import Any

from jupyter_server.auth.decorator import authorized
from tornado import web

from mldebt_lab.export_terms import GATE
from mldebt_lab.server.export_gate import ExportGate
from mldebt_lab.server.export_intents import LASTS
from mldebt_lab.server.handler import HygieneHandler

_LARGEST = 20_000
"""Bytes. The path and the reason are all that has a length."""


class _GateHandler(HygieneHandler):
    @property
    def gate(self) -> ExportGate:
        gate: ExportGate = self.settings[GATE]
        return gate


class ExportGateHandler(_GateHandler):
    """``GET export-gate``: the administrator's policy; ``policy`` is null where people decide for themselves."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """The policy."""
        settings = self.gate.settings
        answer: dict[str, Any] = {
            "policy": settings.export_gate,
            "origin": "c.MLDebt.export_gate",
            "fail_on": settings.export_fail_on,
            "reason": settings.export_reason,
        }
        self.finish(answer)


class ExportIntentHandler(_GateHandler):
    """``POST export-intent``: what was chosen for a notebook's next export in a format; kept for a minute."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Keep the choices."""
        if len(self.request.body) > _LARGEST:
            self.refuse(413, "The request is too large.")
            return
        from mldebt_lab.server.export_request import BadIntent, read_intent

        try:
            path, form, choices = read_intent(self.request.body)
        except BadIntent as error:
            self.refuse(400, str(error))
            return
        if choices.anyway and self.gate.settings.export_reason and not choices.reason:
            self.refuse(400, "This server asks for a reason (c.MLDebt.export_reason).")
            return
        self.gate.intents.put(self.current_user.username, path, form, choices)
        self.finish({"seconds": LASTS})


EXPORT_ROUTES: tuple[tuple[str, type[HygieneHandler]], ...] = (
    ("export-gate", ExportGateHandler),
    ("export-intent", ExportIntentHandler),
)
