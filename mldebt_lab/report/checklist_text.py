"""A notebook's checklist for a terminal."""

from __future__ import annotations

from mldebt_lab.checklist.summary import scored, summarised
from mldebt_lab.outcome import CheckState, NotebookReport
from mldebt_lab.report.terminal import Paint, visible
from mldebt_lab.report.words import STATE_WORD

_STYLES: dict[CheckState, tuple[str, ...]] = {
    "pass": ("green",),
    "fail": ("bold", "red"),
    "unknown": ("yellow",),
    "na": ("dim",),
}


def render_checklist(report: NotebookReport, title: str, paint: Paint) -> str:
    """The notebook's items with their evidence, by section, and the summary; ``title`` is the checklist's."""
    lines = [f"{paint(visible(report.path), 'bold')}: {visible(title)}"]
    words = {state: STATE_WORD[state] if state != "fail" else STATE_WORD[state].upper() for state in _STYLES}
    width = max((len(words[item.state]) for item in report.checklist), default=0) + 1
    section = ""
    for item in report.checklist:
        if item.section != section:
            section = item.section
            lines.append(f"  {paint(visible(section), 'bold')}")
        word = words[item.state]
        padding = " " * (width - len(word))
        lines.append(f"  {paint(word, *_STYLES[item.state])}{padding}{visible(item.id)}: {visible(item.text)}")
        lines.append(f"  {'':{width}}{paint(visible(item.evidence), 'dim')}")
    lines.append(paint(f"{summarised(report.checklist)}.", "bold"))
    score = scored(report.checklist)
    if score is not None:
        sums = ", ".join(f"{visible(name)} {total:g}" for name, total in score.sections)
        lines.append(f"{paint(f'Score: at least {score.total:g}', 'bold')} (the least of {sums}): {score.meaning}.")
    return "\n".join(lines) + "\n"
