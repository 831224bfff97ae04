"""Patterns for files."""

import pytest

from mldebt_lab.globs import Glob


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("drafts", "/p/drafts/a.ipynb", True),
        ("drafts", "/p/x/drafts/y/a.ipynb", True),
        ("drafts/", "/p/x/drafts/a.ipynb", True),
        ("drafts", "/p/mydrafts/a.ipynb", False),
        ("drafts", "/q/drafts/a.ipynb", False),
        ("*.draft.ipynb", "/p/x/a.draft.ipynb", True),
        ("*.draft.ipynb", "/p/x/a.ipynb", False),
        ("archive/**", "/p/archive/x/a.ipynb", True),
        ("archive/**", "/p/x/archive/a.ipynb", False),
        ("archive/*.ipynb", "/p/archive/a.ipynb", True),
        ("archive/*.ipynb", "/p/archive/x/a.ipynb", False),
        ("./archive/old", "/p/archive/old/a.ipynb", True),
        ("/archive", "/p/archive/a.ipynb", True),
        ("/archive", "/p/x/archive/a.ipynb", False),
        ("**/tmp/*", "/p/x/y/tmp/a.ipynb", True),
        ("a/**/z.ipynb", "/p/a/z.ipynb", True),
        ("a/**/z.ipynb", "/p/a/b/c/z.ipynb", True),
        ("0?-*.ipynb", "/p/01-x.ipynb", True),
        ("[01]*.ipynb", "/p/2.ipynb", False),
        ("[!01]*.ipynb", "/p/2.ipynb", True),
        ("a.ipynb", "/p/aXipynb", False),
    ],
)
def test_patterns(pattern: str, path: str, meant: bool) -> None:
    """As people know them from .gitignore."""
    assert Glob("/p", pattern).matches(path) is meant


def test_without_a_folder_of_its_own_a_pattern_means_any() -> None:
    """A user's own configuration belongs to no project."""
    assert Glob("", "archive/old").matches("/home/x/archive/old/a.ipynb")
    assert not Glob("", "archive/old").matches("/home/x/archive/new/a.ipynb")
