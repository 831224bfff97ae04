"""Notebook hygiene for Jupyter: hidden state, missing seeds, hard-coded paths, writes to shared directories.

``check`` is for scripts; people use ``mldebt check`` or the panel in JupyterLab. Both names are loaded on first use, so
that importing the package costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers read it; importing typing would cost more than all the rest here
if TYPE_CHECKING:
    from mldebt_lab.api import check as check

    __version__: str

__all__ = ["__version__", "check"]


def __getattr__(name: str) -> object:
    if name == "check":
        from mldebt_lab.api import check

        return check
    if name == "__version__":
        return _find_version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _find_version() -> str:
    """The version that the build wrote; from a source tree that was never built, the installed one or a placeholder."""
    try:
        from mldebt_lab._version import __version__ as version  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        from importlib.metadata import PackageNotFoundError
        from importlib.metadata import version as installed

        try:
            return installed("mldebt-lab")
        except PackageNotFoundError:
            return "0.0.0+source"
    return str(version)


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    """Where JupyterLab finds the front end when the package is installed for development."""
    return [{"src": "labextension", "dest": "mldebt-lab"}]


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Where Jupyter Server finds the server extension."""
    return [{"module": "mldebt_lab.server.extension"}]
