"""The routes below ``/mldebt-lab/``.

A request's body is taken as it comes and handed to a worker process, and so is the answer: neither is decoded here.
"""

from __future__ import annotations

import asyncio
import re
from typing import Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.utils import url_path_join
from tornado import web

from mldebt_lab.server.check_service import CheckService
from mldebt_lab.server.export_routes import EXPORT_ROUTES
from mldebt_lab.server.handler import HygieneHandler
from mldebt_lab.server.lane import Answer, Refusal

# A path that stands first, as the contract has it. To find it so costs nothing; unfound, nothing is superseded.
_PATH = re.compile(rb'\s*\{\s*"path"\s*:\s*("(?:[^"\\]|\\.)*")')

_CLIENT_CLOSED_REQUEST = 499
_LARGEST_CHANGE = 20_000


@web.stream_request_body
class CheckHandler(HygieneHandler):
    """``POST check``: the report on a notebook as it stands in the browser.

    The query's ``client`` tells apart pages that show the same notebook.
    """

    def initialize(self, service: CheckService) -> None:
        """Called by tornado with the arguments of the route."""
        super().initialize(service)
        self._chunks: list[bytes] = []
        self._size = 0
        self._asking: asyncio.Future[Answer] | None = None

    async def prepare(self) -> None:  # type: ignore[override]
        """Look at who asks and how much is announced before any of the body is kept."""
        await super().prepare()
        if self.request.method == "POST":
            if not self.current_user:
                raise web.HTTPError(403)
            announced = self.request.headers.get("Content-Length", "0")
            self._size = int(announced) if announced.isdigit() and int(announced) > self._limit else 0

    def data_received(self, chunk: bytes) -> None:
        """Keep a part of the body. What is too large is read to its end, so that the browser gets to see the answer."""
        if self._size <= self._limit:
            self._size += len(chunk)
            self._chunks.append(chunk)
            if self._size > self._limit:
                self._chunks.clear()

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Check the notebook in the body."""
        if self._size > self._limit:
            megabytes = self.service.settings.max_notebook_mb
            message = (
                f"The notebook is larger than the {megabytes:g} MB that this server analyses (MLDebt.max_notebook_mb)."
            )
            self.refuse(413, message)
            return
        path = _PATH.match(self._chunks[0][:8192]) if self._chunks else None
        # A request whose path is not seen supersedes nothing: its key is like no other.
        notebook = path.group(1) if path else str(id(self)).encode()
        asker = self.get_query_argument("client", "")
        self._asking = asyncio.ensure_future(self.service.check(notebook, asker, self._chunks))
        try:
            self.say(await self._asking)
        except Refusal as refusal:
            self.refuse(refusal.status, str(refusal))
        except asyncio.CancelledError:
            self.set_status(_CLIENT_CLOSED_REQUEST, "Client Closed Request")

    def on_connection_close(self) -> None:
        """The page has lost interest, so a check that still waits is not made."""
        if self._asking is not None:
            self._asking.cancel()

    @property
    def _limit(self) -> int:
        return self.service.settings.max_body_size


class RulesHandler(HygieneHandler):
    """``GET rules``: what the rules say of themselves."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """The catalogue."""
        try:
            self.say(await self.service.rules())
        except Refusal as refusal:
            self.refuse(refusal.status, str(refusal))


class ProfilesHandler(HygieneHandler):
    """``GET profiles?path=``: the checklists that there are for a notebook."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Their names and titles."""
        try:
            self.say(await self.service.about("profiles", self.get_query_argument("path", "")))
        except Refusal as refusal:
            self.refuse(refusal.status, str(refusal))


class SettingsHandler(HygieneHandler):
    """``GET settings?path=``: the settings that hold for a notebook, and who has set them."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Their values, origins and locks."""
        try:
            self.say(await self.service.about("settings", self.get_query_argument("path", "")))
        except Refusal as refusal:
            self.refuse(refusal.status, str(refusal))


class BaselineHandler(HygieneHandler):
    """``GET baseline?path=&since=``: the findings that were known before, by the baseline file or the last commit."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Their fingerprints; ``since`` is ``auto``, ``baseline`` or ``head``."""
        since = self.get_query_argument("since", "auto")
        if since not in ("auto", "baseline", "head"):
            self.refuse(400, "since has to be auto, baseline or head.")
            return
        try:
            self.say(await self.service.about("baseline", self.get_query_argument("path", ""), since=since))
        except Refusal as refusal:
            self.refuse(refusal.status, str(refusal))


class ProjectIgnoresHandler(HygieneHandler):
    """``POST project-ignores``: write into a project's settings that a rule is ignored in a notebook, or no more."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Make the change that the body asks for."""
        if len(self.request.body) > _LARGEST_CHANGE:
            self.refuse(413, "The request is too large.")
            return
        try:
            self.say(await self.service.change_project([self.request.body]))
        except Refusal as refusal:
            self.refuse(refusal.status, str(refusal))


ROUTES: tuple[tuple[str, type[HygieneHandler]], ...] = (
    ("baseline", BaselineHandler),
    ("check", CheckHandler),
    ("profiles", ProfilesHandler),
    ("project-ignores", ProjectIgnoresHandler),
    ("rules", RulesHandler),
    ("settings", SettingsHandler),
    *EXPORT_ROUTES,
)


def routes_below(base_url: str, service: CheckService) -> list[tuple[str, type[HygieneHandler], dict[str, Any]]]:
    """The routes as tornado wants them."""
    return [
        (re.escape(url_path_join(base_url, "mldebt-lab", name)), handler, {"service": service})
        for name, handler in ROUTES
    ]
