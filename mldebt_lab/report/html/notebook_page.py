"""The page on one notebook."""

from __future__ import annotations

import msgspec

from mldebt_lab import __version__
from mldebt_lab.notebook import Notebook
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.report.html.background import evidence_section, ignored_section, limits_section
from mldebt_lab.report.html.checklist import checklist
from mldebt_lab.report.html.dependencies import dependencies_section
from mldebt_lab.report.html.files import files_section
from mldebt_lab.report.html.findings import findings
from mldebt_lab.report.html.markup import Markup, each, element, joined
from mldebt_lab.report.html.page import page
from mldebt_lab.report.html.rules import practices_section, rules_section
from mldebt_lab.report.html.verdict import verdict
from mldebt_lab.report.html.view import View

_CONTENTS = (
    ("checklist", "Checklist"),
    ("findings", "Findings"),
    ("rules", "Why, and how to fix it"),
    ("files", "Files"),
    ("dependencies", "Dependencies"),
    ("evidence", "How sure"),
    ("practices", "Best practices"),
    ("ignored", "Ignored"),
    ("limits", "Not analysed"),
)


class Circumstances(msgspec.Struct, frozen=True):
    """What a page says of itself: ``made`` is when, ``notebook`` and ``index`` are addresses as seen from the page."""

    made: str
    notebook: str | None = None
    index: str | None = None


def notebook_page(
    report: NotebookReport, notebook: Notebook | None, circumstances: Circumstances, checklist_title: str = ""
) -> str:
    """The whole document. ``notebook`` is None for one that could not be read."""
    view = View(circumstances.notebook)
    shown = [finding.fingerprint for finding in report.findings]
    sections = {
        "checklist": checklist(report.checklist, checklist_title, shown, view),
        "findings": findings(report, notebook, view),
        "rules": rules_section(report.findings, view),
        "files": files_section(report, view) if notebook is not None else joined(),
        "dependencies": dependencies_section(report, notebook, view),
        "evidence": evidence_section(report, view),
        "practices": practices_section(report.findings, view),
        "ignored": ignored_section(report, view),
        "limits": limits_section(report, view),
    }
    content = joined(
        _header(report, view, circumstances),
        _contents(sections, view),
        element("main", verdict(report, view), each(sections[name] for name, _ in _CONTENTS)),
        element("footer", element("p", f"Made by mldebt-lab {__version__} on {circumstances.made}.")),
    )
    return page(f"Notebook hygiene: {_name(report)}", content)


def _header(report: NotebookReport, view: View, circumstances: Circumstances) -> Markup:
    path: Markup = element("span", report.path)
    if view.notebook is not None:
        path = element("a", report.path, href=view.notebook)
    index = element("a", "All notebooks", href=circumstances.index) if circumstances.index is not None else joined()
    return element(
        "header",
        element("p", "Notebook hygiene", class_="mldebt-kicker"),
        element("h1", _name(report)),
        element("p", path, f" ({report.language})" if report.language != "unknown" else ""),
        element("p", index) if index else joined(),
    )


def _contents(sections: dict[str, Markup], view: View) -> Markup:
    links = (
        element("li", element("a", title, href=f"#{view.id(name)}")) for name, title in _CONTENTS if sections[name]
    )
    return element("nav", element("ul", each(links)), aria_label="Contents", class_="mldebt-contents")


def _name(report: NotebookReport) -> str:
    return report.path.replace("\\", "/").rsplit("/", 1)[-1] or report.path
