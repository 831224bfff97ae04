"""Keep an export from being made, with one message that people can read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

from nbconvert.utils.exceptions import ConversionException
from traitlets.config import Application

from mldebt_lab.export.checking import Checked
from mldebt_lab.export.statement import place_of, words_of_counts
from mldebt_lab.finding import Finding, Severity
from mldebt_lab.report.terminal import visible
from mldebt_lab.report.text import TextStyle, render_notebook

_NAMED = 5


class ExportBlocked(ConversionException):  # type: ignore[misc, unused-ignore]
    """The export is not made because of what was found. The message is one line."""


def block_if_failing(checked: Checked) -> None:
    """Let the export go on if nothing is as bad as the failing severity."""
    failing = checked.failing
    if not failing:
        return
    report = checked.report
    blocked = f"The export of {visible(report.path)} is blocked: {words_of_counts(failing)}"
    shown = type(report)(report.path, report.language, report.verdict, failing)
    text = render_notebook(shown, checked.notebook, TextStyle(show_notes=True))
    stop(blocked + _named(failing), f"{text}{blocked}. Nothing was written for it.")


def block_by_policy(checked: Checked, fail_on: Severity) -> None:
    """The same where a server's administrator says what fails: raises, and never ends the server."""
    failing = checked.at_least(fail_on)
    if failing:
        raise ExportBlocked(
            f"The administrator of this server blocks the export of {visible(checked.report.path)} "
            f"(c.MLDebt.export_gate): {words_of_counts(failing)}{_named(failing)}"
        )


def _named(failing: Sequence[Finding]) -> str:
    named = ", ".join(f"{finding.code} in {place_of(finding.cell)}" for finding in failing[:_NAMED])
    more = f" and {len(failing) - _NAMED} more" if len(failing) > _NAMED else ""
    return f" ({named}{more})."


def stop(message: str, told: str) -> NoReturn:
    """End nbconvert's command with exit code 1 after ``told``; anywhere else, raise ``message``.

    nbconvert logs an exception with its traceback, so its command is ended instead. A server or a script goes on after
    an export that failed, so it is never ended.
    """
    if under_nbconvert():
        sys.stderr.flush()
        print(_encodable(told), file=sys.stderr)
        raise SystemExit(1)
    raise ExportBlocked(message)


def under_nbconvert() -> bool:
    """Whether this process is nbconvert's command, and no server or script that exports."""
    # Not imported here: as it is loaded it makes every exporter that is configured, and with it this preprocessor.
    program = sys.modules.get("nbconvert.nbconvertapp")
    return (
        program is not None and Application.initialized() and isinstance(Application.instance(), program.NbConvertApp)
    )


def _encodable(text: str) -> str:
    encoding = sys.stderr.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)
