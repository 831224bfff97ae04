"""Pictures of states for docs/states.md, in light and dark, small enough to be kept beside the text."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Protocol

from playwright.sync_api import FloatRect, Locator

from live.themes import DARK, LIGHT, change

FOLDER = Path(__file__).parents[2] / "docs" / "pictures" / "states"
_COLOURS = 128
_MARGIN = 8
# The focus is lost where JupyterLab draws itself anew, and so is how far something was scrolled.
_FOCUS = "node => { node?.focus(); node?.scrollIntoView({ block: 'center' }); }"
# Where a node's content is, in pixels of the window: the panel is as high as the window, also where it says little.
_PLACE = """node => {
    const boxes = [node, ...node.querySelectorAll('.mldebt-Header, .mldebt-Message, .mldebt-Section')]
        .map(part => part.getBoundingClientRect());
    const isPanel = node.id === 'mldebt-panel';
    const bottom = Math.max(...boxes.slice(isPanel ? 1 : 0).map(box => box.bottom));
    const margin = isPanel ? 0 : MARGIN;
    return [boxes[0].left - margin, boxes[0].top - margin, boxes[0].right + margin, bottom + margin];
}""".replace("MARGIN", str(_MARGIN))


class ShowState(Protocol):
    """Shows the page of states what there is to see now, in the part of the page where these nodes lie."""

    def __call__(self, name: str, *nodes: Locator) -> None: ...


def take(name: str, *nodes: Locator) -> None:
    """Take the part of the page in which the nodes lie, in both themes; it is left as it was, in the light one."""
    page = nodes[0].page
    focused = page.evaluate_handle("() => document.activeElement")
    for suffix, theme in (("dark", DARK), ("light", LIGHT)):
        change(page, theme)
        focused.evaluate(_FOCUS)
        picture = page.screenshot(clip=_around(nodes), caret="hide")
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / f"{name}-{suffix}.png").write_bytes(_reduced(picture))


def _around(nodes: tuple[Locator, ...]) -> FloatRect:
    size = nodes[0].page.viewport_size
    assert size
    lefts, tops, rights, bottoms = zip(*(node.evaluate(_PLACE) for node in nodes), strict=True)
    left, top = max(min(lefts), 0), max(min(tops), 0)
    right, bottom = min(max(rights), size["width"]), min(max(bottoms), size["height"])
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def _reduced(picture: bytes) -> bytes:
    """The same picture with a palette: a quarter of the size, and no difference to the eye."""
    from PIL import Image

    reduced = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    palette = image.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    palette.save(reduced, "PNG", optimize=True)
    return reduced.getvalue()
