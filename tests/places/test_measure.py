"""Real folders with real modes."""

import os
import threading
import time
from pathlib import Path

import pytest

from mldebt_lab.places import Measurements, measure

pytestmark = pytest.mark.skipif(os.name != "posix", reason="mode bits are those of POSIX systems")


def _folder(parent: Path, mode: int) -> Path:
    folder = parent / "place"
    folder.mkdir()
    folder.chmod(mode)
    return folder


@pytest.mark.parametrize(
    ("mode", "shared"),
    [(0o755, False), (0o700, False), (0o777, True), (0o1777, False), (0o702, True), (0o2757, True)],
)
def test_others_may_write_without_the_sticky_bit(tmp_path: Path, mode: int, shared: bool) -> None:
    """The sticky bit is what makes /tmp a place of one's own."""
    reason = Measurements().reason(f"{_folder(tmp_path, mode)}/new/deeper/x.csv")
    assert (reason is not None) is shared
    if reason is not None:
        assert reason == f"everyone on this machine can write to {tmp_path / 'place'}"


def test_a_file_and_a_folder_that_exist_are_measured_by_their_own_folder(tmp_path: Path) -> None:
    """A path may name the folder itself, as data sets of many files do."""
    folder = _folder(tmp_path, 0o777)
    (folder / "x.csv").write_text("")
    assert Measurements().reason(str(folder)) is not None
    assert Measurements().reason(str(folder / "x.csv")) is not None


def test_a_group_counts_if_someone_else_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A umask of 002 with a group of one's own is no sharing."""
    import grp
    import pwd

    me = pwd.getpwuid(os.geteuid())
    folder = _folder(tmp_path, 0o775)
    os.chown(folder, -1, os.getegid())
    alone = grp.struct_group(("mine", "x", os.getegid(), [me.pw_name]))
    monkeypatch.setattr(grp, "getgrgid", lambda _gid: alone)
    monkeypatch.setattr(pwd, "getpwall", lambda: [me])
    assert Measurements().reason(f"{folder}/x") is None
    together = grp.struct_group(("team", "x", os.getegid(), [me.pw_name, "bob"]))
    monkeypatch.setattr(grp, "getgrgid", lambda _gid: together)
    assert Measurements().reason(f"{folder}/x") == f"the other members of the group team can write to {folder}"
    # Someone whose primary group it is, is not among its listed members.
    bob = pwd.struct_passwd(("bob", "x", 4711, os.getegid(), "", "/", "/bin/sh"))
    monkeypatch.setattr(grp, "getgrgid", lambda _gid: alone)
    monkeypatch.setattr(pwd, "getpwall", lambda: [me, bob])
    assert Measurements().reason(f"{folder}/x") is not None


def test_a_mount_that_hangs_is_given_up_and_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first question costs the patience, the others under the same mount nothing; other mounts are still asked."""
    table = tmp_path / "mounts"
    table.write_text("server:/x /mnt/my\\040data nfs rw 0 0\n/dev/sda / ext4 rw 0 0\n")
    release = threading.Event()
    asked: list[str] = []

    def hanging(path: str) -> str | None:
        asked.append(path)
        if path.startswith("/mnt/my data/"):
            release.wait(10)
        return "asked"

    monkeypatch.setattr(measure, "_reason_of", hanging)
    measurements = Measurements(table)
    start = time.monotonic()
    assert measurements.reason("/mnt/my data/a/x") is None
    assert measurements.reason("/mnt/my data/b/x") is None
    assert time.monotonic() - start < 1
    assert measurements.reason("/mnt/my database/x") == "asked"
    assert asked == ["/mnt/my data/a/x", "/mnt/my database/x"]
    release.set()


def test_every_path_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report is about one moment, and a notebook writes to few places often."""
    asked: list[str] = []
    monkeypatch.setattr(measure, "_reason_of", asked.append)
    measurements = Measurements()
    measurements.reason(f"{tmp_path}/x")
    measurements.reason(f"{tmp_path}/x")
    assert asked == [f"{tmp_path}/x"]


def test_a_path_that_no_file_can_have_is_not_known() -> None:
    """A NUL in a path is refused by the system, not a crash."""
    assert Measurements().reason("/tmp/\0/x") is None
