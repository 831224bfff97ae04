"""Every form in which a notebook may come, and what is no notebook."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from mldebt_lab.notebook import ErrorOutput, Notebook, Unreadable, read_bytes, read_document, read_file
from tests.notebook.files import code, document, raw

Read = Callable[[Any], Notebook]


@pytest.fixture(params=["bytes", "mapping"])
def read(request: pytest.FixtureRequest) -> Read:
    """Reading from a file's bytes and from a document in memory."""
    if request.param == "bytes":
        return lambda value: read_bytes(raw(value), "a.ipynb")
    return lambda value: read_document(value, "a.ipynb")


def test_a_notebook_as_jupyter_writes_it(read: Read) -> None:
    """Cells with all that is known of them."""
    error = {"output_type": "error", "ename": "KeyError", "evalue": "'a'", "traceback": ["..."]}
    notebook = read(
        document(
            code(source=["x = 1\n", "y"], metadata={"tags": ["a", "b"]}, outputs=[error]),
            {"cell_type": "markdown", "id": "two", "metadata": {}, "source": "# Title"},
            {"cell_type": "raw", "id": "three", "metadata": {}, "source": ""},
        )
    )
    first, second, third = notebook.cells
    assert (first.id, first.type, first.source, first.execution_count) == ("one", "code", "x = 1\ny", 1)
    assert (first.tags, first.has_output, first.error) == (("a", "b"), True, ErrorOutput("KeyError", "'a'"))
    assert (second.type, second.source, third.type) == ("markdown", "# Title", "raw")
    assert [cell.index for cell in notebook.cells] == [0, 1, 2]
    assert (notebook.language, notebook.nbformat, notebook.declares_language) == ("python", (4, 5), True)


@pytest.mark.parametrize("major", [2, 3])
def test_notebooks_of_the_first_years(read: Read, major: int) -> None:
    """Cells on worksheets, sources as input, counts as prompt numbers; nbformat 2 left out the ends of lines."""
    lines = ["print 'a'", "b"] if major == 2 else ["print 'a'\n", "b"]
    old = {"cell_type": "code", "input": lines, "prompt_number": 3, "outputs": [], "language": "python"}
    notebook = read(
        {"metadata": {"name": "old"}, "nbformat": major, "nbformat_minor": 0, "worksheets": [{"cells": [old]}]}
    )
    (cell,) = notebook.cells
    assert (cell.source, cell.execution_count, notebook.language) == ("print 'a'\nb", 3, "python")


def test_sources_are_those_that_nbformat_reads() -> None:
    """Of the versions that it upgrades."""
    old = {"cell_type": "code", "input": ["a\n", "b"], "outputs": [], "language": "python", "collapsed": False}
    text = raw({"metadata": {}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": [old], "metadata": {}}]})
    upgraded = nbformat.reads(text.decode(), as_version=4)
    assert [cell.source for cell in read_bytes(text, "").cells] == [cell.source for cell in upgraded.cells]


@pytest.mark.parametrize(
    ("metadata", "language", "version"),
    [
        ({}, "python", ""),
        ({"language_info": {"name": "python", "version": "3.11.7"}}, "python", "3.11.7"),
        ({"kernelspec": {"name": "python2", "language": "python"}}, "python", "2"),
        ({"kernelspec": {"name": "ir", "language": "R"}}, "r", ""),
        ({"kernelspec": {"name": "ir"}}, "r", ""),
        ({"kernelspec": {"name": "julia-1.9"}}, "julia", ""),
        ({"language_info": {"name": "Julia", "version": "1.9"}}, "julia", "1.9"),
        ({"language_info": {"name": "brainfuck"}}, "brainfuck", ""),
        ({"language_info": {"name": "ipython"}}, "python", ""),
        # the kernel was changed after the last run: it is what the cells are for
        ({"language_info": {"name": "python"}, "kernelspec": {"name": "w", "language": "Wolfram"}}, "wolfram", ""),
        ({"language_info": {"name": "pyspark"}, "kernelspec": {"language": "python"}}, "pyspark", ""),
        ({"language_info": {"name": "python"}, "kernelspec": {"name": "sagemath", "language": ""}}, "sage", ""),
        ({"language_info": {"name": "python"}, "kernelspec": {"name": "SageMath-10.2"}}, "sage", ""),
        ({"language_info": None, "kernelspec": []}, "python", ""),
        ({"language_info": {"name": 3, "version": 4}}, "python", ""),
        ([], "python", ""),
        (None, "python", ""),
    ],
)
def test_the_language(read: Read, metadata: Any, language: str, version: str) -> None:
    """Of any kernel, and of none."""
    notebook = read({**document(code()), "metadata": metadata})
    assert (notebook.language, notebook.language_version) == (language, version)


@pytest.mark.parametrize(
    ("members", "name", "expected"),
    [
        ({"source": None}, "source", ""),
        ({"source": 3}, "source", ""),
        ({"source": ["a", 3, None, "b"]}, "source", "ab"),
        ({"source": {"a": 1}}, "source", ""),
        ({"execution_count": "3"}, "execution_count", None),
        ({"execution_count": 2.0}, "execution_count", None),
        ({"execution_count": True}, "execution_count", None),
        ({"execution_count": 10**30}, "execution_count", None),
        ({"execution_count": -(10**30)}, "execution_count", None),
        ({"execution_count": [1]}, "execution_count", None),
        ({"metadata": None}, "tags", ()),
        ({"metadata": {"tags": "a"}}, "tags", ()),
        ({"metadata": {"tags": ["a", 1, None, ["b"]]}}, "tags", ("a",)),
        ({"outputs": "none"}, "has_output", False),
        ({"outputs": ["text"]}, "has_output", False),
        ({"outputs": {"a": 1}}, "has_output", False),
        ({"outputs": [{"output_type": ["error"]}]}, "error", None),
        ({"outputs": [{"output_type": "error"}]}, "error", ErrorOutput("", "")),
        (
            {"outputs": [{"output_type": "error", "ename": 1, "evalue": {"a": 2}}]},
            "error",
            ErrorOutput("1", "{'a': 2}"),
        ),
        ({"id": 3}, "id", "cell-0"),
        ({"id": ""}, "id", "cell-0"),
        ({"id": ["a"]}, "id", "cell-0"),
        ({"cell_type": "heading"}, "type", "raw"),
        ({"cell_type": ["code"]}, "type", "raw"),
    ],
)
def test_members_of_other_types_than_expected(read: Read, members: dict[str, Any], name: str, expected: Any) -> None:
    """What is of no use is left out; the rest of the notebook is read."""
    notebook = read(document(code(**members), code(id="other", source="print(1)")))
    assert getattr(notebook.cells[0], name) == expected
    assert notebook.cells[1].source == "print(1)"


@pytest.mark.parametrize(
    "ids",
    [["a", "a", "a~2"], ["a~2", "a", "a"], [None, "cell-0"], ["cell-1", None], ["a", "a", "a~2", "a~2", "a", "a~3"]],
)
def test_no_two_cells_have_the_same_id(read: Read, ids: list[str | None]) -> None:
    """Whatever the file says; an id that is there once stays."""
    cells = read(document(*(code(id=given) for given in ids))).cells
    assert len({cell.id for cell in cells}) == len(ids)
    assert all(cell.id == given for cell, given in zip(cells, ids, strict=True) if ids.count(given) == 1 and given)


@pytest.mark.parametrize("cell", [None, 3, "code", [], {}])
def test_what_is_no_cell_keeps_its_place(read: Read, cell: Any) -> None:
    """So that the indices of the others are true."""
    notebook = read(document(cell, code()))
    assert [one.type for one in notebook.cells] == ["raw", "code"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n ",
        b"no json",
        b"{",
        b"[]",
        b"3",
        b"null",
        b'"cells"',
        b"{}",
        b'{"cells": 3}',
        b'{"cells": {"a": 1}}',
        b'{"worksheets": 3}',
        b"\x80abc",
        b'{"cells": [{"cell_type": "code", "source": "\xe9"}]}',
        codecs.BOM_UTF16_LE + b"a",
        codecs.BOM_UTF8 + b"\xff",
        b"[" * 100_000 + b"]" * 100_000,
        b'{"cells": [], "metadata": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"cells": [{"source": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}]}",
        b'{"cells": [' + b"9" * 5_000 + b'], "metadata": 1' + b"}{",
        b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n",
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n",
        b"\x00" * 100,
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_no_notebook_is_told_in_one_sentence(data: bytes) -> None:
    """And nothing else is raised."""
    with pytest.raises(Unreadable) as told:
        read_bytes(data, "a.ipynb")
    assert str(told.value).endswith(".")
    assert len(str(told.value)) < 200
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark(encoding: str) -> None:
    """Some editors write one."""
    notebook = read_bytes(raw(document(code(source="x = 'é𝒳'"))).decode().encode(encoding), "a.ipynb")
    assert notebook.cells[0].source == "x = 'é𝒳'"


@pytest.mark.parametrize(
    "text", ["\ud800", "a\udfff", "\u2028", "\0", "\f", "\r\n\r", "\x1b[31m", "<img onerror=alert(1)>"]
)
def test_text_is_read_as_it_is(read: Read, text: str) -> None:
    """In sources, ids and tags."""
    (cell,) = read(document(code(source=text, id=text, metadata={"tags": [text]}))).cells
    assert (cell.source, cell.id, cell.tags) == (text, text, (text,))


def test_numbers_too_long_for_python(read: Read) -> None:
    """Wherever they stand; some are no reason to give up."""
    cell = code(execution_count=10**18 + 1, metadata={"a": 10**400, "b": 1e308})
    assert len(read(document(cell)).cells) == 1


def test_a_folder_and_a_link_that_leads_nowhere_cannot_be_read(tmp_path: Path) -> None:
    """Neither can what changes into them after it was found."""
    (tmp_path / "folder.ipynb").mkdir()
    (tmp_path / "link.ipynb").symlink_to("link.ipynb")
    for name in ("folder.ipynb", "link.ipynb", "missing.ipynb"):
        with pytest.raises(Unreadable, match=r"could not be read: .+\."):
            read_file(tmp_path / name)
