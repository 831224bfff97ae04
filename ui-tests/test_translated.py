"""Every word that people see goes through the translation.

JupyterLab's own pseudo-locale puts a sign before each text that was looked up; what has none was not.
"""

from __future__ import annotations

import pytest
from live.lab import Lab
from playwright.sync_api import expect

SIGN = "!!"
TRANSLATION = "@jupyterlab/translation-extension:plugin"
# Texts of ours without the sign. Names and code of the notebook, what the server says, and numbers are left out.
UNTRANSLATED = """([root, sign]) => {
    const theirs = [
        '.mldebt-Header-name', '.mldebt-CellLabel-text', '.mldebt-Finding-message', '.mldebt-Finding-code',
        '.mldebt-Related', '.mldebt-Link', '.mldebt-Fix-title', '.mldebt-Explanation-text',
        '.mldebt-Explanation-example', '.mldebt-Check-text',
        '.mldebt-Check-evidence', '.mldebt-Check-findings', '.mldebt-Ignored-message', '.mldebt-mod-idle',
        '.mldebt-Card-code', '.mldebt-Card-message', '.mldebt-Card-places', '.mldebt-Card-fix',
        '.mldebt-Count > [aria-hidden]', '.mldebt-Ignore-project', '.mldebt-Diff', 'code', 'pre', 'option', 'svg'
    ].join(',');
    const says = text => /\\p{L}{2}/u.test(text ?? '') && !text.includes(sign);
    const found = [];
    for (const node of document.querySelectorAll(`${root}, ${root} *`)) {
        if (node.closest(theirs)) {
            continue;
        }
        for (const name of ['aria-label', 'title', 'placeholder']) {
            if (says(node.getAttribute(name))) {
                found.push(`${node.className} ${name}: ${node.getAttribute(name)}`);
            }
        }
        // A text may be put together of several nodes.
        const own = [...node.childNodes].filter(child => child.nodeType === Node.TEXT_NODE);
        if (says(own.map(child => child.data).join(''))) {
            found.push(`${node.className}: ${node.textContent}`);
        }
    }
    return found;
}"""


def untranslated(lab: Lab, root: str) -> list[str]:
    expect(lab.page.locator(root).first).to_be_visible()
    return list(lab.page.evaluate(UNTRANSLATED, [root, SIGN]))


@pytest.fixture
def pseudo(lab: Lab) -> None:
    """A page in a language of which no text is known."""
    lab.server.set(TRANSLATION, {"locale": "xx_XX", "displayStringsPrefix": True, "stringsPrefix": SIGN})
    lab.page.route("**/api/translations/*", lambda route: route.fulfill(json={"data": {}, "message": ""}))


@pytest.mark.goal("U13")
@pytest.mark.usefixtures("pseudo")
def test_a_pseudo_locale_reaches_every_text(demo: Lab) -> None:
    panel = demo.show_panel()
    for section in ("checklist", "accesses", "dependencies", "ignored"):
        panel.open_section(section)
    row = panel.finding("NDR205", "split")
    item = panel.open(row)
    item.locator(".mldebt-Fix").click()
    expect(item.locator(".mldebt-FixApply")).to_be_visible()
    assert untranslated(demo, "#mldebt-panel") == []
    assert untranslated(demo, ".mldebt-Status") == []
    row.hover()
    row.locator(".mldebt-Actions-button").click()
    demo.page.locator(".lm-Menu-item", has_text="Ignore in This Cell").click()
    assert untranslated(demo, ".mldebt-Ignore") == []
    demo.picture("pseudo-locale")
    demo.page.keyboard.press("Escape")
    row.click()
    demo.command("mldebt:show-card")
    assert untranslated(demo, ".mldebt-Card") == []
    demo.page.keyboard.press("Escape")
    labels = demo.page.evaluate(
        "() => jupyterapp.commands.listCommands().filter(id => id.startsWith('mldebt:'))"
        ".map(id => jupyterapp.commands.label(id))"
    )
    assert len(labels) > 10
    assert [label for label in labels if SIGN not in label] == []
    demo.page.evaluate("() => { void jupyterapp.commands.execute('mldebt:check-and-export'); }")
    assert untranslated(demo, ".mldebt-Gate .mldebt-GateBody .mldebt-Gate-options") == []
    demo.page.locator(".mldebt-GateCancel").click()
