"""The widget."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

try:
    import anywidget
    import traitlets
except ImportError as error:
    raise ImportError(
        'The widget needs anywidget: pip install "mldebt-lab[widget]", then restart the kernel.'
    ) from error

from mldebt_lab import __version__
from mldebt_lab.checklist.profile import DEFAULT
from mldebt_lab.report.html.markup import Markup
from mldebt_lab.report.wire import encode_run
from mldebt_lab.widget.looking import NothingToShow, Seen, look_at
from mldebt_lab.widget.rendering import Addresses, rendered, said, static, style
from mldebt_lab.widget.whereabouts import NotKnown, Whereabouts, own_notebook, server_root

_FOLDER = Path(__file__).parent

Jump = Callable[[str, str], None]


class Hygiene(anywidget.AnyWidget):  # type: ignore[misc, unused-ignore]
    """Verdict, checklist and findings of a notebook: of the one that this stands in, or of a path's.

    ``report`` is what ``mldebt check --format json`` prints. ``selected`` is the fingerprint of the finding that is
    marked; setting it shows that one. ``profile`` is the checklist's name. The files are read as they are saved.
    """

    _esm = _FOLDER / "widget.js"
    _css = style()

    report = traitlets.Dict(read_only=True, help="What mldebt check --format json prints.")
    selected = traitlets.Unicode("", help="The fingerprint of the finding that is marked.").tag(sync=True)
    profile = traitlets.Unicode(DEFAULT, help="Which checklist is answered.").tag(sync=True)
    _view = traitlets.Unicode("").tag(sync=True)

    def __init__(self, path: str | os.PathLike[str] | None = None, *, profile: str = DEFAULT, **traits: Any) -> None:
        super().__init__(profile=profile, **traits)
        self._path = path
        self._content = Markup("")
        self._jumps: list[Jump] = []
        self.on_msg(self._receive)
        self.check()

    def check(self) -> None:
        """Read the files again, as they are saved now."""
        try:
            whereabouts, shown = self._whereabouts()
            seen = look_at(whereabouts.file, shown, self.profile)
        except (NotKnown, NothingToShow) as why:
            self._show(said(str(why), os.fspath(self._path or "")), [])
            return
        addresses = Addresses(self._link, whereabouts.address)
        self._show(rendered(seen, shown, addresses, f"mldebt-{self.model_id[:8]}-"), seen)

    def on_jump(self, callback: Jump) -> None:
        """Have ``callback(path, cell_id)`` called when somebody follows a link to a cell.

        JupyterLab and Notebook 7 go there by mldebt-lab's extension; other frontends know no way.
        """
        self._jumps.append(callback)

    @traitlets.observe("profile")
    def _profile_changed(self, change: Mapping[str, Any]) -> None:
        if hasattr(self, "_jumps") and change["new"] != change["old"]:
            self.check()

    def _whereabouts(self) -> tuple[Whereabouts, str]:
        if self._path is None:
            found = own_notebook()
            return found, found.file.name
        file = Path(self._path).expanduser()
        return Whereabouts(file.absolute(), server_root()), os.fspath(self._path)

    def _link(self, file: Path) -> str:
        """The page itself for the widget's own notebook; for another one, the way from the working directory."""
        if self._path is None:
            return ""
        return quote(os.fsencode(os.path.relpath(file, Path.cwd())))

    def _show(self, content: Markup, seen: list[Seen]) -> None:
        self._content = content
        encoded = encode_run([one.checked.report for one in seen], __version__)
        self.set_trait("report", msgspec.json.decode(encoded) if seen else {})
        self._view = content

    def _receive(self, _widget: Any, content: Any, _buffers: Any) -> None:
        match content:
            case {"event": "check"}:
                self.check()
                self.send({"event": "checked"})
            case {"event": "jump", "path": str(path), "cell": str(cell)}:
                for callback in self._jumps:
                    callback(path, cell)

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """With HTML for where no widget is drawn: nbconvert, a viewer, a notebook opened without its kernel."""
        drawn = super()._repr_mimebundle_(**options)
        bundle, metadata = drawn if drawn is not None else ({}, {})
        return {**bundle, "text/html": static(self._content)}, metadata
