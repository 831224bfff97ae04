"""What the routes below ``/mldebt-lab/`` have in common."""

from __future__ import annotations

import json

from jupyter_server.base.handlers import APIHandler

from mldebt_lab.server.check_service import CheckService
from mldebt_lab.server.lane import Answer

AUTH_RESOURCE = "mldebt-lab"


class HygieneHandler(APIHandler):
    """A route of ours: who may use it is asked under one name for all of them."""

    auth_resource = AUTH_RESOURCE

    def initialize(self, service: CheckService) -> None:
        """Called by tornado with the arguments of the route."""
        self.service = service

    def say(self, answer: Answer) -> None:
        """Finish with a worker's answer."""
        self.set_status(answer.status)
        self.finish(answer.body)

    def refuse(self, status: int, message: str) -> None:
        """Finish with an error. Unlike ``send_error`` this does not log the message, which may quote the notebook."""
        self.set_status(status)
        self.finish(json.dumps({"message": message}))
