"""The exporter of reports in a Jupyter server, as the export menu of JupyterLab and Notebook 7 finds and calls it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.export.exporting import in_debt, written
from tests.report.documents import parsed


async def test_the_menu_finds_it_and_gets_a_page(
    jp_fetch: Any,
    jp_root_dir: Path,
    service: Any,  # noqa: ARG001 - for its end
) -> None:
    formats = json.loads((await jp_fetch("api", "nbconvert", request_timeout=120)).body)
    assert formats["mldebt-report"] == {"output_mimetype": "text/html"}
    written(jp_root_dir, in_debt())
    hello = await jp_fetch("api", "me")
    cookies = "; ".join(part.split(";")[0] for part in hello.headers.get_list("Set-Cookie"))
    answer = await jp_fetch(
        "nbconvert",
        "mldebt-report",
        "x.ipynb",
        params={"download": "true"},
        headers={"Cookie": cookies},
        request_timeout=120,
    )
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Content-Disposition"].endswith("x.html")
    page = parsed(answer.body.decode())
    assert "Fails on a clean run" in page.text
    assert page.one("h1").text == "x.ipynb"
    assert str(jp_root_dir) not in answer.body.decode()


async def test_nobody_gets_it_without_a_token(http_server_client: Any, jp_base_url: str, service: Any) -> None:  # noqa: ARG001
    path = f"{jp_base_url}nbconvert/mldebt-report/x.ipynb"
    response = await http_server_client.fetch(path, raise_error=False, follow_redirects=False)
    assert response.code in (302, 403)
    assert b"hygiene" not in (response.body or b"")
