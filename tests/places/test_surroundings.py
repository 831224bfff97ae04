"""Where a path lies, by its text alone."""

import pytest

from mldebt_lab.places import Surroundings

PROJECT = Surroundings("/home/alice/project", "analysis")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("data.csv", "analysis/data.csv"),
        ("./data/../x.csv", "analysis/x.csv"),
        ("../data/x.csv", "data/x.csv"),
        ("..\\data\\x.csv", "data/x.csv"),
        ("/home/alice/project/x.csv", "x.csv"),
        ("/home/alice/project", "."),
        ("../../project/x.csv", "x.csv"),
        ("file:///home/alice/project/a%20b.csv", "a b.csv"),
        ("sqlite:///results.db", "analysis/results.db"),
        ("shared/x.csv", "analysis/shared/x.csv"),
        ("a:b.csv", "analysis/a:b.csv"),
    ],
)
def test_inside_the_project_a_path_is_shown_relative_to_its_root(path: str, shown: str) -> None:
    """Relative, absolute, as a URL, with either slash."""
    location = PROJECT.locate(path)
    assert (location.place, location.shown) == ("project", shown)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("../../x.csv", "../x.csv"),
        ("..\\..\\..\\x.csv", "../../x.csv"),
        ("/data/x.csv", "/data/x.csv"),
        ("/home/alice/project2/x.csv", "/home/alice/project2/x.csv"),
        ("~/x.csv", "~/x.csv"),
        ("$HOME/x.csv", "$HOME/x.csv"),
        ("C:\\Users\\bob\\x.csv", "C:/Users/bob/x.csv"),
        ("c:/data/../x.csv", "C:/x.csv"),
        ("\\\\?\\C:\\x.csv", "C:/x.csv"),
        ("file://C:/data/x.csv", "C:/data/x.csv"),
        ("sqlite:////srv/results.db", "/srv/results.db"),
        ("/", "/"),
    ],
)
def test_outside_the_project(path: str, shown: str) -> None:
    """What is written with ".." stays so, and does not tell where the project lies on this machine."""
    location = PROJECT.locate(path)
    assert (location.place, location.shown) == ("outside", shown)


@pytest.mark.parametrize(
    "path",
    [
        "/tmp/x",
        "/tmp",
        "/var/tmp/x",
        "/private/var/folders/a/T/x",
        "$TMPDIR/x",
        "%TEMP%\\x",
        "c:\\temp\\x",
        "/dev/null",
    ],
)
def test_temporary_places(path: str) -> None:
    """What is written there does not stay."""
    assert PROJECT.locate(path).place == "tmp"


def test_a_folder_whose_name_only_starts_like_a_temporary_one_is_none() -> None:
    """Prefixes end at the boundary of a folder's name."""
    assert PROJECT.locate("/tmpfiles/x").place == "outside"


@pytest.mark.parametrize("path", ["s3://bucket/key", "https://host/x.csv", "dbfs:/x", "gs://b/k", "unheard-of://x"])
def test_remote_places(path: str) -> None:
    """A URL is shown as it is written."""
    location = PROJECT.locate(path)
    assert (location.place, location.shown) == ("remote", path)


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/mnt/shared/team/x", "shared"),
        ("/mnt/nfs/x", "nfs"),
        ("/Users/Shared/x", "Shared"),
        ("G:\\Shared drives\\x", "Shared drives"),
        ("\\\\server\\share\\x", "//server/share"),
        ("file://server/share/x", "//server/share"),
        ("../../shared/x", "shared"),
    ],
)
def test_shared_by_its_own_words(path: str, word: str) -> None:
    """A folder's whole name says so, or that it is on another machine."""
    location = PROJECT.locate(path)
    assert (location.place, location.shared_by, location.reason) == ("shared", "words", word)


def test_words_in_the_folders_that_the_project_lies_in_do_not_count() -> None:
    """Whoever wrote ../../x did not write "shared"."""
    assert Surroundings("/srv/shared/project", "").locate("../x").place == "outside"
    assert Surroundings("/srv/shared/project", "").locate("x").place == "project"
    assert Surroundings("/srv/shared/project", "").locate("/srv/shared/project/x").place == "project"


@pytest.mark.parametrize(
    ("declared", "path"),
    [
        ("/srv/team", "/srv/team/x"),
        ("/srv/team/", "/srv/team"),
        ("out/public", "../out/public/x"),
        ("../exchange", "../../exchange/x"),
        ("/home/alice/exchange", "../../exchange/x"),
        ("s3://team", "s3://team/x"),
        ("~/exchange", "~/exchange/x"),
        ("D:\\Team", "d:/team/x"),
        ("/tmp/exchange", "/tmp/exchange/x"),
    ],
)
def test_shared_by_declaration(declared: str, path: str) -> None:
    """A declaration counts wherever the place is, however both are written."""
    location = Surroundings("/home/alice/project", "analysis", (declared,)).locate(path)
    assert (location.place, location.shared_by) == ("shared", "declaration")


def test_a_declared_folder_is_not_one_whose_name_starts_alike() -> None:
    """/srv/team2 is not in /srv/team."""
    assert Surroundings("/p", "", ("/srv/team",)).locate("/srv/team2/x").place == "outside"


def test_measured_places_count_only_outside_the_project() -> None:
    """The measurement is asked with absolute paths, and not about the project or temporary folders."""

    class Asked:
        paths: list[str] = []

        def reason(self, path: str) -> str | None:
            self.paths.append(path)
            return "because"

    measured = Asked()
    surroundings = Surroundings("/home/alice/project", "analysis", measured=measured)
    for path in ("x", "/tmp/x", "/home/alice/project/x", "s3://b/x", "C:\\x", "../../y", "/data/z"):
        surroundings.locate(path)
    assert measured.paths == ["C:/x", "/home/alice/y", "/data/z"]
    assert surroundings.locate("/data/z").shared_by == "measured"


def test_another_working_folder() -> None:
    """After a change of the working folder, relative paths are taken from there, be it outside the project."""
    assert PROJECT.locate("x", "data").shown == "data/x"
    assert PROJECT.locate("x", "/mnt/shared").place == "shared"
    assert PROJECT.locate("x", "C:\\work\\").shown == "C:/work/x"
    assert PROJECT.locate("/y", "data").shown == "/y"


def test_without_a_known_root_relative_paths_are_judged_all_the_same() -> None:
    """A notebook that was never saved has a folder all the same."""
    assert Surroundings().locate("x").place == "project"
    assert Surroundings().locate("../x").place == "outside"
    assert Surroundings(None, "a").locate("../x").shown == "x"


@pytest.mark.parametrize("path", ["", ".", "\0", "\ud800", "~", "file://[x", "file:", ":", "\\\\", "a" * 10_000, "C:"])
def test_odd_texts_are_places_too(path: str) -> None:
    """Whatever a notebook holds, it gets an answer."""
    assert PROJECT.locate(path).place in ("project", "outside", "shared", "tmp", "remote")
