"""For LaTeX and PDF: an environment ``mldebtbox``, which a template may define otherwise."""

from __future__ import annotations

from nbconvert.filters.latex import escape_latex

from mldebt_lab.export.statement import Line, Statement

_DEFINITION = r"""\ifcsname mldebtbox\endcsname\else
\newenvironment{mldebtbox}{\par\medskip\hrule\smallskip\noindent}{\par\smallskip\hrule\medskip}
\fi"""


def as_latex(statement: Statement) -> str:
    """The definition, unless there is one, and the environment."""
    parts = [_DEFINITION, r"\begin{mldebtbox}", rf"\textbf{{{_text(statement.title)}}}"]
    if statement.sentences:
        parts.append(_text(" ".join(statement.sentences)))
    if statement.lines:
        parts += [r"\begin{itemize}", *(rf"\item {_line(line)}" for line in statement.lines), r"\end{itemize}"]
    if statement.rest:
        parts.append(_text(statement.rest))
    return "\n".join([*parts, r"\end{mldebtbox}"])


def _line(line: Line) -> str:
    about = f" {_text(line.about)}" if line.about else ""
    return rf"\textbf{{{line.word}}}{about}: {_text(line.message)}"


def _text(text: str) -> str:
    return str(escape_latex(text))  # type: ignore[no-untyped-call]
