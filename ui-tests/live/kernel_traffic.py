"""What a page sends to kernels, as it goes over the wire."""

from __future__ import annotations

import json
import struct

from playwright.sync_api import Page, WebSocket


class KernelTraffic:
    """Listens to the page's connections to kernels; begin before the page is opened."""

    def __init__(self, page: Page) -> None:
        self.sent: list[str] = []
        page.on("websocket", self._follow)

    def _follow(self, socket: WebSocket) -> None:
        if "/channels" in socket.url:
            socket.on("framesent", lambda payload: self.sent.append(message_type(payload)))


def message_type(payload: str | bytes) -> str:
    """The type of a message, in either of the two forms that Jupyter knows."""
    if isinstance(payload, str):
        return str(json.loads(payload)["header"]["msg_type"])
    # Count of offsets and the offsets, 8 bytes each; then channel, header and the rest between them.
    (count,) = struct.unpack_from("<Q", payload)
    offsets = struct.unpack_from(f"<{count}Q", payload, 8)
    return str(json.loads(payload[offsets[1] : offsets[2]])["msg_type"])
