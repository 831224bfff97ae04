"""Shell commands in cells: the files that they surely read and write, and IPython's filling in of variables."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from typing import Literal

from mldebt_lab.dataflow import texts
from mldebt_lab.dataflow.events import Access, AccessKind
from mldebt_lab.dataflow.files import working_folder
from mldebt_lab.dataflow.state import State
from mldebt_lab.dataflow.values import UNKNOWN, Text, Value

_TOKEN = re.compile(r"""'[^']*(?:'|$)|"(?:[^"\\]|\\.)*(?:"|$)|>>|>|[|;&]+|(?:\\.|[^\s'"|;&>])+""")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")
_HERE_DOCUMENT = re.compile(r"<<-?\s*([\'\"]?)(\w+)\1")
_VARIABLE = re.compile(r"\{([A-Za-z_]\w*)\}|\$([A-Za-z_]\w*)")
_ABSOLUTE = re.compile(r"^(?:/[\w.~-]|[A-Za-z]:[\\/]|~/|\\\\\w)")
_COPIES = frozenset({"cp", "mv", "ln", "rsync", "scp", "install"})
_PATTERN_FIRST = frozenset({"sed", "awk", "grep", "egrep"})
"""Programs whose first argument says what to look for."""
_KEEPS_OUT = frozenset({"rm", "rmdir", "mkdir", "ls", "du", "stat", "test", "chmod", "chown"})
"""Programs that look at, make or remove a place, and read nothing in it."""
_WRITES = frozenset({"mkdir", "touch", "tee", "truncate"})
_OUTPUT_OPTIONS = {
    "wget": ("-O", "--output-document", "-P", "--directory-prefix"),
    "curl": ("-o", "--output"),
    "unzip": ("-d",),
    "tar": ("-C", "--directory"),
    "pip": ("-d", "--dest", "-t", "--target"),
    "kaggle": ("-p", "--path"),
    "gdown": ("-O", "--output"),
    "jupyter": ("--output-dir",),
}
_NO_FILES = frozenset(
    {
        "echo",
        "printf",
        "sed",
        "awk",
        "grep",
        "egrep",
        "find",
        "cd",
        "export",
        "which",
        "git",
        "conda",
        "apt",
        "apt-get",
        "sudo",
        "docker",
        "curl",
        "wget",
    }
)
_READS = frozenset(
    {
        "cat",
        "head",
        "tail",
        "wc",
        "less",
        "more",
        "sort",
        "uniq",
        "unzip",
        "gunzip",
        "zcat",
        "source",
        "diff",
        "md5sum",
        "sha256sum",
    }
)
_PLAIN_FILE = re.compile(r"^[\w./ -]*[\w]\.\w+$")
_UNKNOWN_WORD = "\0"
"""Stands for an argument of which nothing is known."""
_RESOURCE = re.compile(r"^[a-z][a-z0-9+.-]*://")


def note_command(state: State, text: str, node: ast.stmt | ast.expr) -> None:
    """Log the accesses of one command line."""
    words: list[str] = []
    end = -1
    for match in _TOKEN.finditer(text.split(" #", maxsplit=1)[0]):
        token = match.group(0)
        if token[0] in "|;&":
            _note_simple(state, words, node)
            words = []
            continue
        if token[0] in "'\"":
            token = token.strip(token[0])
        if match.start() == end and words and token not in (">", ">>") and words[-1] not in (">", ">>"):
            words[-1] += token  # 'data/'$NAME is one word
        else:
            words.append(token)
        end = match.end()
    _note_simple(state, words, node)


def note_words(state: State, words: Sequence[Text | None], node: ast.stmt | ast.expr) -> None:
    """Log the accesses of a program that is run with these arguments, without a shell; None for one that is not
    known."""
    plain = [
        word.text if word is not None and word.complete and word.text not in (">", ">>") else _UNKNOWN_WORD
        for word in words
    ]
    if len(plain) > 2 and plain[0].rpartition("/")[2] in ("bash", "sh") and plain[1] == "-c":
        note_command(state, plain[2], node)
    elif plain and plain[0] != _UNKNOWN_WORD:
        _note_simple(state, plain, node, {word.text: word for word in words if word is not None})


def note_script(state: State, body: str, first_line: int, node: ast.stmt | ast.expr) -> None:
    """Log the accesses of a shell script, the body of a ``%%bash`` cell; ``first_line`` is that of the magic."""
    del node
    until, begun = "", ""
    for number, line in enumerate(body.split("\n"), start=first_line + 1):
        if until:  # the text of a here-document is data
            until = "" if line.strip() == until else until
        elif line.strip() and not line.lstrip().startswith("#"):
            document = _HERE_DOCUMENT.search(line)
            until = document[2] if document is not None else ""
            where = ast.Pass(
                lineno=number, col_offset=0, end_lineno=number, end_col_offset=len(line.encode("utf-8", "replace"))
            )
            command = f"{begun} {line.strip()}" if begun else line.strip()
            note_command(state, command.removesuffix("\\"), where)
            begun = command.split(maxsplit=1)[0] if line.rstrip().endswith("\\") else ""


def expand(state: State, text: str, node: ast.stmt | ast.expr) -> Value:
    """The text with ``{name}`` and ``$name`` filled in from the notebook's variables."""
    parts: list[Value] = []
    reached = 0
    for match in _VARIABLE.finditer(text):
        parts.append(Text(text[reached : match.start()]))
        reached = match.end()
        name = match.group(1) or match.group(2)
        binding = state.find(name)
        value = binding.value if binding is not None else UNKNOWN
        parts.append(texts.to_string(value))
    parts.append(Text(text[reached:]))
    del node
    return texts.chain(parts, Text(""))


def _note_simple(
    state: State, words: list[str], node: ast.stmt | ast.expr, known: Mapping[str, Text] | None = None
) -> None:
    """Log the accesses of a program with its arguments; ``known`` are the notebook's texts that some of them are."""
    words = [word for word in words if word]
    while words and _ASSIGNMENT.match(words[0]):
        words = words[1:]
    if not words:
        return
    program = words[0].rpartition("/")[2].strip("!%'\"")
    if program in ("python", "python3") and len(words) > 2 and words[1] == "-m":
        program, words = words[2], words[2:]
    outputs = _OUTPUT_OPTIONS.get(program, ())
    arguments: list[tuple[str, AccessKind]] = []
    mode: AccessKind | None = None
    plain: list[str] = []
    for index, word in enumerate(words[1:], start=1):
        if word in (">", ">>"):
            mode = "append" if word == ">>" else "write"
        elif mode is not None:
            arguments.append((word, mode))
            mode = None
        elif words[index - 1] in outputs:
            arguments.append((word, "write"))
        elif word.startswith("-"):
            _, _, value = word.partition("=")
            if value:
                arguments.append((value, "read"))
        else:
            plain.append(word)
    if program not in _NO_FILES:
        for position, word in enumerate(plain):
            writes = program in _WRITES or (
                program in _COPIES and program != "ln" and position == len(plain) - 1 and position > 0
            )
            arguments.append((word, "write" if writes else "read"))
    elif program in ("find", "sed", "awk", "grep", "egrep", "sudo", "cd"):
        names = plain[1:] if program in _PATTERN_FIRST else plain
        arguments.extend((word, "read") for word in names if program != "cd")
    folder = working_folder(state)
    for word, kind in arguments:
        if word != _UNKNOWN_WORD:
            path: Value | None = known.get(word) if known is not None else None
            if path is None:
                path = expand(state, word.strip("'\"").replace("\\ ", " "), node)
            _note_path(state, program, path, kind, folder, node)


def _note_path(
    state: State, program: str, value: Value, mode: AccessKind, folder: str | None, node: ast.stmt | ast.expr
) -> None:
    for text in texts.texts_in(value):
        if (
            (_ABSOLUTE.match(text.text) and not _RESOURCE.match(text.text) and "*.*" not in text.text[:2])
            or text.text.startswith("../")
            or (
                text.complete
                and text.text
                and (mode != "read" or (program in _READS | _COPIES and _PLAIN_FILE.match(text.text)))
            )
        ):
            target: Literal["file", "folder"] = "folder" if program in _KEEPS_OUT else "file"
            access = Access(state.site(node), state.call_site(), mode, f"!{program}", text, folder, target)
            state.events.append(access)
