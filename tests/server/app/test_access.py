"""Who may ask."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from jupyter_server.auth.authorizer import Authorizer

from mldebt_lab.server.routes import ROUTES, HygieneHandler
from tests.server.requests import request

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")


def served_routes(web_app: Any) -> dict[str, type]:
    """The patterns below our prefix that the server really serves, with their handlers."""
    rules = [rule for group in web_app.default_router.rules for rule in getattr(group.target, "rules", ())]
    return {
        rule.matcher.regex.pattern: rule.target
        for rule in rules
        if re.escape("/mldebt-lab/") in getattr(rule.matcher, "regex", re.compile("")).pattern
    }


@pytest.mark.usefixtures("service")
def test_only_the_table_is_served(jp_web_app: Any) -> None:
    """Every route that the server serves below our prefix is in the table that the next tests walk."""
    served = served_routes(jp_web_app)
    assert len(served) == len(ROUTES)
    assert set(served.values()) == {handler for _, handler in ROUTES}


@pytest.mark.parametrize("token", [None, "token wrong", "Bearer wrong"])
async def test_no_route_answers_without_a_token(
    jp_web_app: Any, http_server_client: Any, service: Any, token: str | None
) -> None:
    """Whatever the method, nobody is told anything, and no process is started."""
    for pattern in served_routes(jp_web_app):
        path = re.sub(r"\\(.)", r"\1", pattern.rstrip("$"))
        for method in METHODS:
            response = await http_server_client.fetch(
                path,
                method=method,
                headers={"Authorization": token} if token else {},
                body=json.dumps(request("x = 1")) if method in ("POST", "PUT", "PATCH") else None,
                raise_error=False,
                follow_redirects=False,
            )
            assert response.code in (302, 403, 405), (path, method)
            assert b"verdict" not in (response.body or b"")
            assert b"rules" not in (response.body or b"")
    assert service.worker_pids == []


@pytest.mark.usefixtures("service")
def test_each_method_is_guarded_by_both(jp_web_app: Any) -> None:
    """Each method that a handler offers asks for a user and for leave, by the decorators made for it."""
    for handler in served_routes(jp_web_app).values():
        assert issubclass(handler, HygieneHandler)
        assert handler.auth_resource == "mldebt-lab"
        for method in (handler.__dict__[name.lower()] for name in METHODS if name.lower() in handler.__dict__):
            assert method.__wrapped__.__wrapped__, method


class NobodyMay(Authorizer):
    """Lets nobody do anything with our resource."""

    def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:  # noqa: ARG002
        return resource != "mldebt-lab"


async def test_no_route_answers_without_leave(jp_fetch: Any, jp_serverapp: Any, jp_web_app: Any, service: Any) -> None:
    """A user who is known but not authorized gets 403 and starts no process."""
    jp_web_app.settings["authorizer"] = NobodyMay(parent=jp_serverapp)
    for name, handler in ROUTES:
        method = "POST" if "post" in handler.__dict__ else "GET"
        body = json.dumps(request("x = 1")) if method == "POST" else None
        response = await jp_fetch("mldebt-lab", name, method=method, body=body, raise_error=False)
        assert response.code == 403
        assert "message" in json.loads(response.body)
    assert service.worker_pids == []


async def test_a_cookie_alone_is_not_enough(jp_fetch: Any, http_server_client: Any, jp_base_url: str) -> None:
    """A page of another origin that rides on the user's cookie is refused, as by the server's own API."""
    first = await jp_fetch("api", "status")
    login = await jp_fetch("lab", raise_error=False, follow_redirects=False)
    cookies = "; ".join(
        part.split(";")[0] for answer in (first, login) for part in answer.headers.get_list("Set-Cookie")
    )
    assert "username" in cookies
    headers = {"Cookie": cookies, "Content-Type": "text/plain"}
    for extra in ({}, {"Origin": "https://elsewhere.example", "Host": "127.0.0.1"}):
        response = await http_server_client.fetch(
            f"{jp_base_url}mldebt-lab/check",
            method="POST",
            body=json.dumps(request("x = 1")),
            headers={**headers, **extra},
            raise_error=False,
        )
        assert response.code in (403, 404)
        assert b"verdict" not in response.body


@pytest.mark.parametrize("traits", [{"enabled": False}], indirect=True)
async def test_switched_off(jp_fetch: Any) -> None:
    """Where the administrator has switched it off there are no routes."""
    response = await jp_fetch("mldebt-lab", "rules", raise_error=False)
    assert response.code == 404
