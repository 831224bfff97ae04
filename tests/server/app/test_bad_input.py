"""Requests that are not as agreed, and notebooks that are hostile: each gets an answer that says what is wrong."""

from __future__ import annotations

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from mldebt_lab.server.routes import CheckHandler
from tests.server.app.conftest import Post
from tests.server.app.test_check import codes, report
from tests.server.requests import cell, large, request

GOOD = request("x = 1")


def without(member: str) -> dict[str, Any]:
    return {name: value for name, value in GOOD.items() if name != member}


BAD_REQUESTS: list[tuple[Any, str]] = [
    (b"", "not valid JSON"),
    (b"\x00", "not valid JSON"),
    (b"no json", "not valid JSON"),
    (b'{"path": "a.ipynb", "cells": [', "not valid JSON"),
    (b"\xff\xfe{}", "not in UTF-8"),
    (b"[]", "Expected `object`"),
    (b"null", "Expected `object`"),
    (b'{"path": "a.ipynb", "cells": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", "Expected `object`"),
    (b'{"path": "a.ipynb", "more": ' + b"[" * 100_000 + b"]" * 100_000 + b', "cells": []}', "nested too deeply"),
    (b"[" * 100_000, "Expected `object`"),
    (without("path"), "missing required field `path`"),
    (without("cells"), "missing required field `cells`"),
    (GOOD | {"path": 1}, "$.path"),
    (GOOD | {"path": None}, "$.path"),
    (GOOD | {"cells": None}, "$.cells"),
    (GOOD | {"cells": [None]}, "$.cells[0]"),
    (GOOD | {"cells": [{"id": "a", "type": "code"}]}, "source"),
    (GOOD | {"cells": [cell("x", type="heading")]}, "type"),
    (GOOD | {"cells": [{**cell("x"), "source": ["x"]}]}, "source"),
    (GOOD | {"cells": [{**cell("x"), "execution_count": "1"}]}, "execution_count"),
    (GOOD | {"cells": [{**cell("x"), "tags": "x"}]}, "tags"),
    (GOOD | {"cells": [{**cell("x"), "error": {"name": "E"}}]}, "message"),
    (GOOD | {"kernel": "python"}, "$.kernel"),
    (GOOD | {"session": {"events": [{"n": 1, "cell_id": "a", "source": "x", "status": "fine"}]}}, "status"),
    (b'{"path": "\\ud800", "cells": [{"id": 1}]}', "id"),
    (b'{"path": "a.ipynb", "cells": [], "kernel": {"id": ' + b"9" * 10_000 + b"}}", ""),
]


async def test_a_bad_request(post: Post, service: Any, jp_logging_stream: Any) -> None:
    """400, and JSON that says what is wrong; the server logs no traceback, and the same process goes on."""
    await post(GOOD)
    pids = service.worker_pids
    for body, words in BAD_REQUESTS:
        response = await post(body)
        assert response.code == 400, (words, response.body[:300])
        answer = json.loads(response.body)
        assert set(answer) == {"message"}
        assert words in answer["message"]
    assert "Traceback" not in jp_logging_stream.getvalue()
    assert (await post(GOOD)).code == 200
    assert service.worker_pids == pids


BAD_PATHS = [
    "../a.ipynb",
    "a/../../b.ipynb",
    "/etc/a.ipynb",
    "RTC:../a.ipynb",
    "C:\\Users\\a.ipynb",
    "c:/Users/a.ipynb",
    "a\0b.ipynb",
    "",
    ".",
    "RTC:",
    "circle/a.ipynb",
    "\ud800/a.ipynb",
]


async def test_a_path_that_leads_astray(post: Post, jp_root_dir: Any) -> None:
    """400: it is no path below the server's root."""
    (jp_root_dir / "circle").symlink_to(jp_root_dir / "round")
    (jp_root_dir / "round").symlink_to(jp_root_dir / "circle")
    for path in BAD_PATHS:
        response = await post(request("x = 1", path=path))
        assert response.code == 400, (path, response.body)
        assert "path" in json.loads(response.body)["message"]


async def test_hostile_cells(post: Post) -> None:
    """Text that no parser takes is said to be so, or analysed; the cell after it is analysed in any case."""
    sources = [
        "(" * 10_000 + ")" * 10_000,
        "x = " + "-" * 10_000 + "1",
        "a" + ".b" * 10_000,
        "nul = '\0'",
        "half = '\ud83d'",
        "\ufeffbom = 1",
        "<img src=x onerror=alert(1)> = 1",
        "line = 1\x0c\u2028",
        "if True:\n" + "".join(" " * depth + "if True:\n" for depth in range(1, 200)),
    ]
    document = report(await post(request(*sources, "print(undefined_at_the_end)")))
    last = document["findings"][-1]
    assert (last["code"], last["cell"]["id"]) == ("NDX102", f"c{len(sources)}")
    assert document["limits"]


async def test_half_a_surrogate_pair_in_every_text(post: Post) -> None:
    """The notebook is analysed, but for what it makes unreadable; the answer is UTF-8."""
    body = request()
    body["cells"] = [cell("print(late)", "\udfff", tags=["\ud800"]), cell("late = 1", "b"), cell("'\ud800'", "\udffe")]
    document = report(await post(body))
    assert codes(document) == ["NDX101", "NDX120"]
    assert document["findings"][0]["cell"]["id"] == "\ufffd"
    assert [limit["cell"]["index"] for limit in document["limits"]] == [2]


async def test_ids_given_twice(post: Post) -> None:
    """The second gets a number, as when a file is read, and the index tells them apart."""
    body = request()
    body["cells"] = [cell("print(late)", "same"), cell("late = 1", "same"), cell("late", "")]
    document = report(await post(body))
    assert [entry["id"] for entry in document["cells"]] == ["same", "same~2", "cell-2"]
    assert document["findings"][0]["cell"]["index"] == 0


async def test_five_thousand_cells(post: Post) -> None:
    """They are analysed."""
    body = request(*(f"x{index} = {index}" for index in range(5_000)), "print(late)")
    document = report(await post(body))
    assert len(document["cells"]) == 5_001
    assert codes(document) == ["NDX102"]


@pytest.mark.parametrize("traits", [{"max_cells": 3}], indirect=True)
async def test_too_many_cells(post: Post) -> None:
    """413 names the limit and the setting."""
    assert (await post(request(*"abc"))).code == 200
    response = await post(request(*"abcd"))
    assert response.code == 413
    message = json.loads(response.body)["message"]
    assert "4 cells" in message
    assert "MLDebt.max_cells" in message


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes of a body the server holds, after each part that came in."""
    sizes: list[int] = []
    data_received = CheckHandler.data_received

    def noted(handler: CheckHandler, chunk: bytes) -> None:
        data_received(handler, chunk)
        sizes.append(sum(map(len, handler._chunks)))

    monkeypatch.setattr(CheckHandler, "data_received", noted)
    return sizes


@pytest.mark.parametrize("traits", [{"max_notebook_mb": 0.5}], indirect=True)
async def test_too_large(post: Post, service: Any, kept: list[int]) -> None:
    """413 names the limit and the setting; the body is not kept, nor is a process started for it."""
    response = await post(request("#" * 600_000))
    assert response.code == 413
    message = json.loads(response.body)["message"]
    assert "0.5 MB" in message
    assert "MLDebt.max_notebook_mb" in message
    assert (max(kept), service.worker_pids) == (0, [])
    assert (await post(request("#" * 400_000))).code == 200


@pytest.mark.parametrize("traits", [{"max_notebook_mb": 0.5}], indirect=True)
async def test_too_large_without_an_announced_length(
    http_server: Any,
    service: Any,
    kept: list[int],
    jp_base_url: str,
    jp_auth_header: dict[str, str],
    jp_asyncio_loop: Any,
) -> None:
    """A body that comes in chunks is refused as well."""

    def send() -> tuple[int, bytes]:
        port = next(iter(http_server._sockets.values())).getsockname()[1]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {**jp_auth_header, "Transfer-Encoding": "chunked"}
        chunks = [b'{"path": "a.ipynb", "cells": [', *[b" " * 100_000] * 8, b"]}"]
        connection.request("POST", f"{jp_base_url}mldebt-lab/check", iter(chunks), headers, encode_chunked=True)
        response = connection.getresponse()
        return response.status, response.read()

    with ThreadPoolExecutor() as pool:
        status, body = await jp_asyncio_loop.run_in_executor(pool, send)
    assert (status, service.worker_pids) == (413, [])
    assert max(kept) <= 500_000
    assert kept[-1] == 0
    assert b"0.5 MB" in body


@pytest.mark.parametrize("traits", [{"worker_memory_mb": 256}], indirect=True)
async def test_out_of_memory(post: Post) -> None:
    """503 says so, and the next check is answered by a new process."""
    response = await post(large(4_000))
    assert response.code == 503
    assert "memory" in json.loads(response.body)["message"]
    assert (await post(GOOD)).code == 200


async def test_the_log_holds_no_notebook_text(post: Post, jp_logging_stream: Any, caplog: Any) -> None:
    """Neither of what is checked nor of what is refused."""
    secret = "hunter2secret"
    caplog.set_level("DEBUG")
    await post(request(f"{secret} = '{secret}'", f"print({secret}2"))
    await post(GOOD | {"cells": [cell("x", type=secret)]})
    await post(f'{{"path": "a.ipynb", "{secret}'.encode())
    await post(GOOD | {"kernel": secret})
    assert secret not in jp_logging_stream.getvalue()
    assert secret not in caplog.text
