"""A real Jupyter server with the extension for each test of this folder, and of this folder alone."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from pytest_jupyter.jupyter_server import *  # noqa: F403 - fixtures and hooks
from tornado.httpclient import HTTPResponse

from mldebt_lab.server.check_service import CheckService

Post = Callable[..., Awaitable[HTTPResponse]]


@pytest.fixture
def traits(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the administrator sets; a test says it by parametrizing indirectly."""
    given: dict[str, Any] = getattr(request, "param", {})
    return given


@pytest.fixture  # type: ignore[no-redef]
def jp_server_config(traits: dict[str, Any], tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The server's configuration. Whoever runs the tests may have settings of their own, which must not count here."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user-config"))
    return {"ServerApp": {"jpserver_extensions": {"mldebt_lab": True}}, "MLDebt": traits}


@pytest.fixture
def service(jp_serverapp: Any, jp_asyncio_loop: Any) -> Iterator[CheckService]:
    """The extension's service in that server; its processes are ended after the test."""
    found: CheckService = jp_serverapp.web_app.settings["mldebt_lab_service"]
    yield found
    jp_asyncio_loop.run_until_complete(found.close())


@pytest.fixture
def post(jp_fetch: Any, service: CheckService) -> Post:  # noqa: ARG001 - for its end
    """Ask for a check; the answer's status is for the test to look at."""

    async def ask(
        body: Any, params: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> HTTPResponse:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        response: HTTPResponse = await jp_fetch(
            "mldebt-lab",
            "check",
            method="POST",
            body=raw,
            params=params,
            headers=headers,
            raise_error=False,
            request_timeout=120,
        )
        return response

    return ask
