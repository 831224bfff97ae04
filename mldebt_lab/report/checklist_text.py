"""A notebook's checklist for a terminal."""

from __future__ import annotations

from mldebt_lab.checklist.summary import scored, summarised
from mldebt_lab.outcome import CheckState, NotebookReport
from mldebt_lab.report.terminal import Paint, visible

_WORDS: dict[CheckState, tuple[str, tuple[str, ...]]] = {
    "pass": ("pass", ("green",)),
    "fail": ("FAIL", ("bold", "red")),
    "unknown": ("?", ("yellow",)),
    "na": ("n/a", ("dim",)),
}
_WIDTH = 5


def render_checklist(report: NotebookReport, title: str, paint: Paint) -> str:
    """The notebook's items with their evidence, by section, and the summary; ``title`` is the checklist's."""
    lines = [f"{paint(visible(report.path), 'bold')}: {visible(title)}"]
    section = ""
    for item in report.checklist:
        if item.section != section:
            section = item.section
            lines.append(f"  {paint(visible(section), 'bold')}")
        word, styles = _WORDS[item.state]
        padding = " " * (_WIDTH - len(word))
        lines.append(f"  {paint(word, *styles)}{padding}{visible(item.id)}: {visible(item.text)}")
        lines.append(f"  {'':{_WIDTH}}{paint(visible(item.evidence), 'dim')}")
    lines.append(paint(f"{summarised(report.checklist)}.", "bold"))
    score = scored(report.checklist)
    if score is not None:
        sums = ", ".join(f"{visible(name)} {total:g}" for name, total in score.sections)
        lines.append(f"{paint(f'Score: at least {score.total:g}', 'bold')} (the least of {sums}): {score.meaning}.")
    return "\n".join(lines) + "\n"
