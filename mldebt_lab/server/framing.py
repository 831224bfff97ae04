"""How the server and a worker process talk over a pipe: a small JSON head and a body of any bytes."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">IQ")


def write_frame(stream: BinaryIO, head: Mapping[str, Any], chunks: Sequence[bytes] = ()) -> None:
    """Write one frame, whose body is the chunks one after the other: a large body is never copied into one piece."""
    head_bytes = json.dumps(head).encode("ascii")
    stream.write(_LENGTHS.pack(len(head_bytes), sum(len(chunk) for chunk in chunks)))
    stream.write(head_bytes)
    for chunk in chunks:
        stream.write(chunk)
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """Read one frame. Raises :class:`EOFError` when the other side is gone."""
    head_length, body_length = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    head: dict[str, Any] = json.loads(_exactly(stream, head_length))
    return head, _exactly(stream, body_length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
