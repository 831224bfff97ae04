"""JupyterLab's own themes."""

from __future__ import annotations

from playwright.sync_api import Page

LIGHT = "JupyterLab Light"
DARK = "JupyterLab Dark"
CONTRAST = "JupyterLab Dark High Contrast"
# Until the splash screen of the change has gone a second one would be lost.
_IS_CHANGED = (
    """theme => document.body.dataset.jpThemeName === theme && !document.getElementById('jupyterlab-splash')"""
)


def change(page: Page, theme: str) -> None:
    """Change to a theme, and wait until it is there."""
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme }).then(() => {})", theme)
    page.wait_for_function(_IS_CHANGED, arg=theme)
