"""Read what the browser sends before an export. Loaded with the first of them, as it imports parts of the analysis."""

from __future__ import annotations

import msgspec

from mldebt_lab.export_terms import Choices
from mldebt_lab.server.worker.location import BadPath, locate

LONGEST_REASON = 500


class BadIntent(Exception):
    """The body is not what is asked for. The message says what is wrong with it."""


class _Choices(msgspec.Struct, forbid_unknown_fields=True):
    box: bool = False
    strip: bool = False
    anyway: bool = False
    profile: str | None = None


class _Intent(msgspec.Struct):
    path: str
    format: str
    choices: _Choices
    reason: str = ""


_decoder = msgspec.json.Decoder(_Intent)


def read_intent(body: bytes) -> tuple[str, str, Choices]:
    """The notebook's path, the format, and what was chosen. Raises :class:`BadIntent`."""
    try:
        intent = _decoder.decode(body)
        path = normalised(intent.path)
    except msgspec.ValidationError as error:
        raise BadIntent(f"The request is not as agreed: {error}.") from None
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise BadIntent("The request is not valid JSON in UTF-8.") from None
    except BadPath as error:
        raise BadIntent(str(error)) from None
    reason = " ".join(intent.reason.split())
    if len(reason) > LONGEST_REASON:
        raise BadIntent(f"The reason is longer than {LONGEST_REASON} characters.")
    chosen = intent.choices
    return path, intent.format, Choices(chosen.box, chosen.strip, chosen.anyway, reason, chosen.profile or "")


def normalised(path: str) -> str:
    """One name for each notebook, however its path was written. Raises :class:`BadPath`."""
    return locate(path, None).path
