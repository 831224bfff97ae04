"""What evaluators are given: the analysis, the findings that stand, the rules that were asked, and the texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from mldebt_lab.checklist.judgement import Judgement, counted, failed_by, unknown, unknown_by
from mldebt_lab.checklist.project_texts import ProjectTexts
from mldebt_lab.finding import Finding
from mldebt_lab.notebook import Cell
from mldebt_lab.outcome import Ignored

if TYPE_CHECKING:
    from mldebt_lab.dataflow.analysis import Analysis

_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#[^\n]*")


class Facts:
    """The facts about one notebook that items of a checklist are answered from."""

    def __init__(
        self, analysis: Analysis, findings: Sequence[Finding], ignored: Iterable[Ignored], asked: Collection[str]
    ) -> None:
        self.analysis = analysis
        self.notebook = analysis.notebook
        self.findings = findings
        self._accepted = [entry.code for entry in ignored]
        self._asked = frozenset(asked)

    def objection(self, codes: Sequence[str]) -> Judgement | None:
        """What the findings of these rules say against an item; None when all were asked and none objects."""
        found = [finding for finding in self.findings if finding.code in codes and finding.severity != "info"]
        sure = [finding for finding in found if finding.confidence != "possible"]
        if sure:
            return failed_by(sure)
        if found:
            return unknown_by(found)
        unasked = [code for code in codes if code not in self._asked]
        if unasked:
            return unknown(f"The rules that look at this were not asked: {', '.join(unasked)}.")
        return None

    def notes(self, codes: Sequence[str]) -> list[Finding]:
        """The findings of these rules that are mere notes."""
        return [finding for finding in self.findings if finding.code in codes and finding.severity == "info"]

    def accepted(self, codes: Sequence[str]) -> str:
        """Words on findings of these rules that people decided to live with; empty when there are none."""
        number = sum(code in codes for code in self._accepted)
        return f" {counted(number, 'finding')} on it {'was' if number == 1 else 'were'} accepted." if number else ""

    @cached_property
    def not_python(self) -> Judgement | None:
        """Why nothing can be said of the code, where it was not followed."""
        if self.analysis.follows_python:
            return None
        language = self.notebook.language
        why = "not all of it is Python" if language == "python" else f"the notebook's language is {language}"
        return unknown(f"The code is not followed: {why}.")

    @cached_property
    def written_cells(self) -> tuple[Cell, ...]:
        """The code cells that hold any code."""
        return tuple(cell for cell in self.notebook.code_cells if cell.source.strip())

    @cached_property
    def code(self) -> tuple[tuple[Cell, str], ...]:
        """Each code cell with its source, comments taken off."""
        return tuple((cell, _COMMENT.sub("", cell.source)) for cell in self.written_cells)

    @cached_property
    def prose(self) -> tuple[tuple[Cell, str], ...]:
        """Each Markdown cell with its text."""
        return tuple((cell, cell.source) for cell in self.notebook.cells if cell.type == "markdown")

    @cached_property
    def project(self) -> ProjectTexts | None:
        """The files near the notebook; None where they may not be looked at."""
        surroundings = self.analysis.surroundings
        if surroundings.project is None or surroundings.project_root is None:
            return None
        return ProjectTexts(surroundings.project, surroundings.folder)

    def in_code(self, pattern: re.Pattern[str]) -> tuple[Cell, str] | None:
        """The first place in the code that matches, as its cell and the words."""
        return _first(self.code, pattern)

    def in_prose(self, pattern: re.Pattern[str]) -> tuple[Cell, str] | None:
        """The first place in the Markdown cells that matches, as its cell and the words."""
        return _first(self.prose, pattern)


def _first(texts: Iterable[tuple[Cell, str]], pattern: re.Pattern[str]) -> tuple[Cell, str] | None:
    for cell, text in texts:
        match = pattern.search(text)
        if match is not None:
            return cell, match.group().strip()
    return None
