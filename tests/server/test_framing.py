"""The pipe between the server and a worker."""

from __future__ import annotations

import io

import pytest

from mldebt_lab.server.framing import read_frame, write_frame


@pytest.mark.parametrize("chunks", [[], [b""], [b"a", b"", b"bc"], [b"\x00\xff" * 100_000]])
def test_a_frame_comes_out_as_it_went_in(chunks: list[bytes]) -> None:
    """Head and body, the body in one piece, and the next frame after it."""
    stream = io.BytesIO()
    write_frame(stream, {"ask": "check", "root": "/ü/\udcff"}, chunks)
    write_frame(stream, {"ask": "rules"})
    stream.seek(0)
    assert read_frame(stream) == ({"ask": "check", "root": "/ü/\udcff"}, b"".join(chunks))
    assert read_frame(stream) == ({"ask": "rules"}, b"")


@pytest.mark.parametrize("kept", [0, 5, 13, -1])
def test_a_frame_that_is_cut_off(kept: int) -> None:
    """Is the end, wherever it was cut."""
    stream = io.BytesIO()
    write_frame(stream, {"ask": "check"}, [b"body"])
    with pytest.raises(EOFError):
        read_frame(io.BytesIO(stream.getvalue()[:kept]))
