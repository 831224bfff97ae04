"""What axe-core finds wrong with the accessibility of what is ours on a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

_AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_OURS = ("#mldebt-panel", ".mldebt-Gate", ".mldebt-Card", ".mldebt-Badge", ".mldebt-mark", ".mldebt-Status")
_RUN = """async ours => {
    const include = ours.filter(selector => document.querySelector(selector)).map(selector => [selector]);
    const { violations } = await axe.run({ include });
    return violations.flatMap(({ id, impact, nodes }) =>
        nodes.map(node => `${impact}: ${id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}"""


def complaints(page: Page, within: Sequence[str] = _OURS) -> list[str]:
    """What is wrong within these elements, the serious and the critical ones."""
    # In the page's main world, and not as a script element, which a page may forbid.
    page.evaluate(_AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(_RUN, list(within))
    return [complaint for complaint in found if complaint.startswith(("serious", "critical"))]
