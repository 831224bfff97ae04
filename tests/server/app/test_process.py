"""The worker process: when it is there, when it is ended, and that nobody else waits for it."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError

from tests.server.app.conftest import Post
from tests.server.requests import large, request


def running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def until_at_work(service: Any) -> None:
    """Until the worker is at a check, and no other one waits for it."""
    (lane,) = service._lanes
    await until(lambda: lane._running is not None and not lane._waiting)


async def until(is_so: Callable[[], bool]) -> None:
    for _ in range(2_000):
        if is_so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it has not come to be so")


async def test_it_is_started_at_the_first_check(post: Post, service: Any) -> None:
    """Not before, and the second check goes to the same one."""
    assert service.worker_pids == []
    await post(request("x = 1"))
    (first,) = service.worker_pids
    await post(request("x = 1", path="b.ipynb"))
    assert service.worker_pids == [first]


@pytest.mark.parametrize("traits", [{"idle_minutes": 0.2 / 60}], indirect=True)
async def test_it_ends_when_idle(post: Post, service: Any) -> None:
    """And comes back when it is needed."""
    await post(request("x = 1"))
    (pid,) = service.worker_pids
    await asyncio.sleep(0.6)
    assert service.worker_pids == []
    assert not running(pid)
    assert (await post(request("x = 1"))).code == 200


@pytest.mark.skipif(sys.platform != "linux", reason="Linux chooses which process ends where memory runs out")
async def test_where_memory_runs_out_it_ends_before_any_kernel(post: Post, service: Any) -> None:
    """Kernels have the score of the server that starts them."""
    await post(request("x = 1"))
    (pid,) = service.worker_pids
    scores = [int(Path(f"/proc/{process}/oom_score_adj").read_text()) for process in (pid, "self")]
    assert scores[0] == 1000 > scores[1]


@pytest.mark.parametrize("traits", [{"timeout": 0.2}], indirect=True)
async def test_a_check_that_takes_too_long_is_stopped(post: Post, service: Any) -> None:
    """503 names the limit, the process is gone, and the next check is answered by another."""
    await post(request("x = 1"))
    (pid,) = service.worker_pids
    started = time.perf_counter()
    response = await post(large(4_000))
    assert time.perf_counter() - started < 5
    assert response.code == 503
    message = json.loads(response.body)["message"]
    assert "0.2 s" in message
    assert "MLDebt.timeout" in message
    assert not running(pid)
    assert (await post(request("x = 1"))).code == 200
    assert service.worker_pids != [pid]


async def test_a_process_that_dies_is_replaced(post: Post, service: Any, jp_asyncio_loop: Any) -> None:
    """While it is idle nobody notices; in the middle of a check the answer is 503."""
    await post(request("x = 1"))
    os.kill(service.worker_pids[0], 9)
    while service.worker_pids:
        await asyncio.sleep(0.01)
    assert (await post(request("x = 1"))).code == 200
    checking = jp_asyncio_loop.create_task(post(large(4_000)))
    await until_at_work(service)
    os.kill(service.worker_pids[0], 9)
    response = await checking
    assert response.code == 503
    assert "signal 9" in json.loads(response.body)["message"]
    assert (await post(request("x = 1"))).code == 200


async def test_a_newer_check_supersedes_one_that_waits(post: Post, service: Any, jp_asyncio_loop: Any) -> None:
    """However fast somebody types, one check runs and one waits."""
    await post(request("x = 1"))
    running_check = jp_asyncio_loop.create_task(post(large(2_000)))
    await until_at_work(service)
    other = jp_asyncio_loop.create_task(post(request("x = 1", path="c.ipynb")))
    page = jp_asyncio_loop.create_task(post(request("x = 1", path="b.ipynb"), params={"client": "another page"}))
    answers = []
    newest = jp_asyncio_loop.create_task(post(request("x = 0", path="b.ipynb")))
    for index in range(1, 5):
        newer = jp_asyncio_loop.create_task(post(request(f"x = {index}", path="b.ipynb")))
        await asyncio.wait([newest, newer], return_when=asyncio.FIRST_COMPLETED)
        assert newest.done() != newer.done()  # whichever of the two arrived first gives way
        old, newest = (newest, newer) if newest.done() else (newer, newest)
        answers.append(await old)
    assert [answer.code for answer in answers] == [409, 409, 409, 409]
    assert (await newest).code == 200
    assert "newer" in json.loads(answers[0].body)["message"]
    assert [answer.code for answer in await asyncio.gather(running_check, other, page)] == [200, 200, 200]


@pytest.mark.alone
async def test_a_check_that_nobody_waits_for_is_not_made(
    post: Post, service: Any, jp_fetch: Any, jp_asyncio_loop: Any
) -> None:
    """A page that goes away takes its waiting check with it."""
    await post(request("x = 1"))
    running_check = jp_asyncio_loop.create_task(post(large(2_000)))
    await until_at_work(service)
    (lane,) = service._lanes
    body = json.dumps(request("x = 1", path="b.ipynb"))
    leaving = jp_fetch("mldebt-lab", "check", method="POST", body=body, request_timeout=0.2, raise_error=False)
    await until(lambda: len(lane._waiting) == 1)
    with pytest.raises(HTTPClientError):
        await leaving
    await until(lambda: lane._waiting == [])
    assert not running_check.done()
    assert (await running_check).code == 200


@pytest.mark.parametrize("traits", [{"workers": 2}], indirect=True)
async def test_two_workers_check_two_notebooks_at_once(post: Post, service: Any, jp_asyncio_loop: Any) -> None:
    """And one notebook always goes to the same, which remembers it."""
    await asyncio.gather(*(post(request("x = 1", path=f"{name}.ipynb")) for name in "abcdefgh"))
    assert len(service.worker_pids) == 2
    slow = jp_asyncio_loop.create_task(post(large(1_000, path="a.ipynb")))
    await asyncio.sleep(0.1)
    quick = [jp_asyncio_loop.create_task(post(request("x = 1", path=f"{name}.ipynb"))) for name in "bcdefgh"]
    done, _ = await asyncio.wait([slow, *quick], return_when=asyncio.FIRST_COMPLETED)
    assert slow not in done
    await asyncio.gather(slow, *quick)


@pytest.mark.alone
async def test_the_server_answers_meanwhile(post: Post, jp_fetch: Any, jp_asyncio_loop: Any) -> None:
    """While a large notebook is analysed the server's own API answers; benchmarks/server_delay.py measures how fast."""
    await post(request("x = 1"))
    checking = jp_asyncio_loop.create_task(post(large(1_000)))
    delays = []
    while not checking.done():
        started = time.perf_counter()
        await jp_fetch("api", "status")
        delays.append(time.perf_counter() - started)
        await asyncio.sleep(0.005)
    assert (await checking).code == 200
    assert len(delays) > 10
    assert sorted(delays)[len(delays) // 2] < 0.05


async def test_it_does_not_take_modules_from_the_working_directory(
    post: Post, jp_root_dir: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A user's json.py beside the notebooks must not run in it."""
    for name in ("json", "ast", "random", "msgspec", "sitecustomize"):
        (jp_root_dir / f"{name}.py").write_text(f"open({str(jp_root_dir / 'ran')!r}, 'w').write('x')")
    monkeypatch.chdir(jp_root_dir)
    assert (await post(request("x = 1"))).code == 200
    assert not (jp_root_dir / "ran").exists()


def test_it_ends_when_the_server_is_gone() -> None:
    """A server that is killed leaves no process behind."""
    program = (
        "import time; from mldebt_lab.server.worker_process import WorkerProcess; "
        "p = WorkerProcess(2048); p.start(); print(p.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        pid = int(server.stdout.readline())
        assert running(pid)
        server.kill()
    for _ in range(100):
        if not running(pid):
            break
        time.sleep(0.02)
    assert not running(pid)


def test_the_server_process_imports_no_analysis() -> None:
    """The extension costs the server little memory: neither rules nor engine nor their tables are loaded in it."""
    program = (
        "import sys; import mldebt_lab.server.extension; "
        "print(*sorted(name for name in sys.modules if name.split('.')[0] in ('mldebt_lab', 'msgspec', 'numpy')))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    light = {"mldebt_lab", "mldebt_lab.export_terms", "mldebt_lab.server"}
    assert {name for name in loaded if not name.startswith("mldebt_lab.server.")} <= light
    assert not [name for name in loaded if name.startswith("mldebt_lab.server.worker.")]
