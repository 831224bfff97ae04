"""What is kept on disk: whole or not at all, within a limit, whatever else happens to it."""

from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mldebt_lab.cache.store import Store

NAMES = [f"{number:040x}" for number in range(0, 10_000 * 7, 7)]


def entry(folder: Path, name: str) -> Path:
    return folder / "reports" / name[:2] / name[2:]


def test_what_was_written_is_read(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "cache"))
    assert store.read(NAMES[0]) is None
    store.write(NAMES[0], b"one")
    store.write(NAMES[1], b"")
    assert (store.read(NAMES[0]), store.read(NAMES[1]), store.read(NAMES[2])) == (b"one", b"", None)
    store.remove(NAMES[0])
    assert store.read(NAMES[0]) is None


def test_the_folder_says_what_it_is_and_is_left_out_by_git_and_backups(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    Store(str(folder)).write(NAMES[0], b"one")
    assert (folder / ".gitignore").read_text() == "*\n"
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    if os.name == "posix":
        assert entry(folder, NAMES[0]).stat().st_mode & 0o077 == 0


@given(content=st.binary(min_size=1, max_size=200), data=st.data())
def test_a_damaged_file_is_not_read(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, data: st.DataObject
) -> None:
    """One bit turned over, cut off, continued, or put under another name."""
    folder = tmp_path_factory.mktemp("cache")
    store = Store(str(folder))
    store.write(NAMES[0], content)
    path = entry(folder, NAMES[0])
    whole = path.read_bytes()
    entry(folder, NAMES[1]).write_bytes(whole)
    assert store.read(NAMES[1]) is None
    bit = data.draw(st.integers(0, len(whole) * 8 - 1))
    turned = bytearray(whole)
    turned[bit // 8] ^= 1 << bit % 8
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    for damaged in (bytes(turned), cut, whole + b"x"):
        path.write_bytes(damaged)
        assert store.read(NAMES[0]) is None
    path.write_bytes(whole)
    assert store.read(NAMES[0]) == content


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_folder_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.write(NAMES[0], b"one")
    shard = entry(tmp_path, NAMES[0]).parent
    shard.chmod(0o500)
    store.write(NAMES[1], b"two")
    store.prune(limit=0)
    assert (store.read(NAMES[0]), store.read(NAMES[1])) == (b"one", None)
    shard.chmod(0o700)


@pytest.mark.parametrize("place", [os.devnull, "file", "file/below", "nul\0"])
def test_where_no_folder_can_be_there_is_nothing(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    store = Store(place if place == os.devnull else str(tmp_path / place))
    store.write(NAMES[0], b"one")
    store.prune(limit=0)
    store.remove(NAMES[0])
    assert (store.read(NAMES[0]), store.clear()) == (None, 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_what_was_not_read_for_longest_makes_room(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    for age, name in enumerate(NAMES[:20]):
        store.write(name, b"x" * 996)
        os.utime(entry(tmp_path, name), (time.time() - 90_000 - age,) * 2)
    assert store.read(NAMES[19]) is not None  # the oldest, which is thereby the last to go
    store.prune(limit=20_000)
    assert all(store.read(name) for name in NAMES[:20])
    for age, name in enumerate(NAMES[:19]):
        os.utime(entry(tmp_path, name), (time.time() - 90_000 - age,) * 2)
    store.prune(limit=10_000)
    left = [name for name in NAMES[:20] if store.read(name) is not None]
    assert left == [*NAMES[:8], NAMES[19]]


def test_what_a_killed_process_left_unfinished_goes(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.write(NAMES[0], b"one")
    old, new = (entry(tmp_path, NAMES[0]).with_name(f"{NAMES[0][2:]}.{kind}") for kind in ("old", "new"))
    for path in (old, new):
        path.write_bytes(b"half of")
    os.utime(old, (time.time() - 90_000,) * 2)
    store.prune()
    assert (old.exists(), new.exists(), store.read(NAMES[0])) == (False, True, b"one")


def test_clearing_removes_nothing_of_others(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    for name in NAMES[:300]:
        store.write(name, b"one")
    others = [tmp_path / "notes.txt", tmp_path / "reports" / "mine.txt", entry(tmp_path, NAMES[0]).parent / "mine"]
    for path in others:
        path.write_text("")
    assert store.clear() == 300
    assert [path.exists() for path in others] == [True, True, True]
    assert [store.read(name) for name in NAMES[:300]] == [None] * 300


def test_several_processes_write_and_read_the_same(tmp_path: Path) -> None:
    """Whoever reads finds all of what somebody wrote, or nothing."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(3) as pool:
        wrong = pool.map(_write_and_read, [(str(tmp_path), number) for number in range(3)])
    assert wrong == [0, 0, 0]
    assert list((tmp_path / "reports").rglob("*.*")) == []


def _write_and_read(work: tuple[str, int]) -> int:
    folder, number = work
    store = Store(folder)
    wrong = 0
    for turn in range(150):
        name = NAMES[turn % 5]
        store.write(name, bytes([number]) * 50_000)
        found = store.read(name)
        wrong += found is not None and (len(found) != 50_000 or len(set(found)) != 1)
        if turn % 50 == 49:
            store.prune(limit=120_000)
    return wrong
