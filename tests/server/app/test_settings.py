"""Whose settings count, and which project a notebook belongs to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.server.app.conftest import Post
from tests.server.app.test_check import codes, report
from tests.server.requests import request

DEBT = ("print(rate)", "rate = 0.1\nopen('/home/ana/x.csv')")


async def found(post: Post, path: str = "project/notebooks/a.ipynb") -> set[str]:
    return set(codes(report(await post(request(*DEBT, path=path)))))


def configure(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mldebt.toml").write_text(text)


async def test_the_defaults(post: Post) -> None:
    """Without any settings both kinds of debt are found."""
    assert {"NDX101", "NDP301"} <= await found(post)


async def test_the_project_counts(post: Post, jp_root_dir: Path) -> None:
    """Its configuration is looked for upwards, at each check anew; the notebook itself need not exist."""
    assert "NDX101" in await found(post)
    configure(jp_root_dir / "project", 'ignore = ["NDX101"]')
    assert "NDX101" not in await found(post)
    assert "NDX101" in await found(post, "other/a.ipynb")


async def test_nothing_above_the_root_counts(post: Post, jp_root_dir: Path) -> None:
    """What lies above the server's root is not the business of its users."""
    configure(jp_root_dir.parent, 'ignore = ["NDX101"]')
    assert "NDX101" in await found(post)
    (access,) = report(await post(request("open('../x.csv').read()", path="folder/a.ipynb")))["accesses"]
    assert (access["path"], access["place"]) == ("../x.csv", "outside")


async def test_the_user_counts_less_than_the_project(post: Post, jp_root_dir: Path) -> None:
    """The user's own file holds where the project says nothing."""
    configure(Path(os.environ["XDG_CONFIG_HOME"]) / "mldebt", 'ignore = ["NDX101"]')
    assert "NDX101" not in await found(post)
    configure(jp_root_dir / "project", 'ignore = ["NDP301"]')
    assert "NDX101" in await found(post)


@pytest.mark.parametrize("traits", [{"ignore": ["NDX101"]}], indirect=True)
async def test_the_server_has_defaults(post: Post, jp_root_dir: Path) -> None:
    """What the administrator sets without locking holds until somebody sets something else."""
    assert "NDX101" not in await found(post)
    configure(jp_root_dir / "project", "ignore = []")
    assert "NDX101" in await found(post)


@pytest.mark.parametrize("traits", [{"select": ["NDP"], "lock": ["select", "ignore"]}], indirect=True)
async def test_the_lock_counts_most(post: Post, jp_root_dir: Path) -> None:
    """What is locked nobody changes."""
    configure(jp_root_dir / "project", 'select = ["NDX"]\nignore = ["NDP301"]')
    assert await found(post) == {"NDP301"}


@pytest.mark.parametrize("traits", [{"shared_dirs": ["/home/ana"]}], indirect=True)
async def test_shared_directories(post: Post) -> None:
    """Those that the administrator names are shared for every notebook."""
    document = report(await post(request("import os\nopen('/home/ana/x.csv', 'w').write('x')")))
    assert "NDS401" in codes(document)
    assert document["accesses"][0]["place"] == "shared"


@pytest.mark.parametrize(
    ("traits", "text", "words"),
    [
        ({}, "ignore = [", "not valid TOML"),
        ({}, "ignores = []", "did you mean ignore"),
        ({}, 'ignore = ["NDX999"]', "NDX999"),
        ({"select": ["NDX999"]}, "", "NDX999"),
        ({"select": ["NDX999"], "lock": ["select"]}, "", "NDX999"),
    ],
    indirect=["traits"],
)
async def test_settings_that_cannot_be_understood(post: Post, jp_root_dir: Path, text: str, words: str) -> None:
    """The notebook is checked all the same, and the report says that they were not applied, and why."""
    configure(jp_root_dir / "project", text)
    document = report(await post(request(*DEBT, path="project/a.ipynb")))
    assert "NDX101" in codes(document)
    assert words in document["limits"][0]["why"]
    assert "not applied" in document["limits"][0]["why"]


async def test_drives_are_stripped(post: Post, jp_root_dir: Path) -> None:
    """A path of a drive, as jupyter-collaboration gives it, is that of the file."""
    configure(jp_root_dir / "project", 'ignore = ["NDX101"]')
    for prefix in ("", "RTC:", "GDrive:", "RTC:./", "a/../"):
        document = report(await post(request(*DEBT, path=f"{prefix}project/a.ipynb")))
        assert document["path"] == "project/a.ipynb"
        assert "NDX101" not in codes(document)


async def test_paths_are_those_of_the_project(post: Post, jp_root_dir: Path) -> None:
    """What a notebook reads is named from the project's root, which is found at the notebook's folder or above."""
    (jp_root_dir / "project" / "notebooks").mkdir(parents=True)
    (jp_root_dir / "project" / "pyproject.toml").touch()
    body = request("open('../data/x.csv').read()", path="project/notebooks/a.ipynb")
    (access,) = report(await post(body))["accesses"]
    assert (access["path"], access["place"]) == ("data/x.csv", "project")


async def test_a_link_out_of_the_root_is_not_followed(post: Post, jp_root_dir: Path, tmp_path: Path) -> None:
    """The notebook is checked, what lies around it is not looked at, and the report says so."""
    configure(tmp_path / "elsewhere", 'ignore = ["NDX101"]')
    (tmp_path / "elsewhere" / "deeper").mkdir()
    (jp_root_dir / "inside").mkdir()
    (tmp_path / "elsewhere" / "back").symlink_to(jp_root_dir / "inside")
    (jp_root_dir / "link").symlink_to(tmp_path / "elsewhere")
    for path in ("link/a.ipynb", "link/deeper/a.ipynb", "link/back/a.ipynb"):
        document = report(await post(request(*DEBT, path=path)))
        assert "NDX101" in codes(document)
        assert "symbolic link" in document["limits"][0]["why"]


async def test_a_link_inside_the_root_is_followed(post: Post, jp_root_dir: Path) -> None:
    """It leads to nothing that the user may not see."""
    configure(jp_root_dir / "real", 'ignore = ["NDX101"]')
    (jp_root_dir / "link").symlink_to(jp_root_dir / "real")
    document = report(await post(request(*DEBT, path="link/a.ipynb")))
    assert "NDX101" not in codes(document)
    assert document["limits"] == []


async def test_notebooks_that_are_no_files(post: Post, jp_serverapp: Any, jp_root_dir: Path) -> None:
    """With a contents manager that keeps them elsewhere, nothing of this machine is looked at."""
    from jupyter_server.services.contents.manager import ContentsManager

    class Bucket(ContentsManager):
        """Keeps notebooks anywhere but here; its root is not a folder of this machine."""

    configure(jp_root_dir / "project", 'ignore = ["NDX101"]')
    assert "NDX101" not in await found(post)
    jp_serverapp.contents_manager = Bucket(root_dir=str(jp_root_dir))
    assert "NDX101" in await found(post)


async def test_an_unreadable_project(post: Post, jp_root_dir: Path) -> None:
    """A configuration that cannot be read is said not to be applied."""
    (jp_root_dir / "project").mkdir()
    (jp_root_dir / "project" / "mldebt.toml").write_bytes(b"ignore = ['\xff']")
    document = report(await post(request(*DEBT, path="project/a.ipynb")))
    assert "not in UTF-8" in document["limits"][0]["why"]
