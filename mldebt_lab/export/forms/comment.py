"""For scripts: comments of the notebook's language."""

from __future__ import annotations

from mldebt_lab.export.forms.literal import plain_lines
from mldebt_lab.export.statement import Statement

_BY_SIGN = {
    "#": "python r julia bash shell sh zsh ruby perl elixir nim powershell coffeescript crystal tcl gnuplot",
    "//": "javascript typescript java scala kotlin groovy c c++ cpp c# csharp f# fsharp go rust swift dart",
    "--": "haskell lua sql ada elm",
    "%": "matlab octave erlang prolog",
    ";": "clojure scheme racket lisp",
}
COMMENT_SIGNS = {language: sign for sign, languages in _BY_SIGN.items() for language in languages.split()}
"""What starts a comment up to the end of the line, by the name of the language in lower case."""


def as_comment(statement: Statement, *, sign: str) -> str:
    """The statement, each line a comment."""
    # Java reads \u000a as the end of a line wherever it stands, in comments too.
    return "\n".join(f"{sign} {line}".replace("\\u", "\\ u") for line in plain_lines(statement))
