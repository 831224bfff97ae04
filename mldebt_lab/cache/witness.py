"""What a report depends on outside the notebook: the answers that its project gave, and today's date.

They are noted while the notebook is analysed. A report that was kept may be given out again if each question, asked
anew, has the same answer: whatever the project looks at on disk to find it, now or in a later version, counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any, TypeAlias

import msgspec

from mldebt_lab.config import Settings
from mldebt_lab.notebook import Notebook
from mldebt_lab.project import Project

Observation: TypeAlias = tuple[str, tuple[str, ...], str]
"""A question, what it is about, and the answer."""

TODAY = "today"
SEARCH, STATE = "mention", "texts_state"
"""The one question that is slow to answer, and what tells without asking it that its answers are as they were."""
_UNKNOWN = repr(None)
_LONG = 60
"""Characters. Of a longer text only a digest is kept: a cache is no place for what stands in a project's files."""


class WitnessedProject(Project):
    """A project that notes what it is asked and what it answers."""

    def __init__(self, project: Project) -> None:
        self.root = project.root
        self.complete = True
        """Whether all that it was asked could be noted."""
        self._witnessed = project
        self._answers: dict[tuple[str, tuple[str, ...]], str] = {}

    @property
    def observations(self) -> tuple[Observation, ...]:
        """All questions so far, with their answers."""
        return tuple((question, about, answer) for (question, about), answer in self._answers.items())

    def _ask(self, question: str, about: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
        if question == SEARCH:
            state = self._witnessed.texts_state()
            if state is not None:
                self._answers[STATE, ()] = ascii(state)
        answer = getattr(self._witnessed, question)(*about, **named)
        text = written(answer)
        if text is None or named or not all(isinstance(part, str) for part in about):
            self.complete = False
        else:
            self._answers[question, about] = text
        return answer


def _noting(question: str) -> Callable[..., Any]:
    def ask(self: WitnessedProject, *about: Any, **named: Any) -> Any:
        return self._ask(question, about, named)

    return ask


COMPOSED = frozenset({"absence"})
"""What a project answers by asking itself: it is the parts that are noted."""
QUESTIONS = frozenset(
    name for name, member in vars(Project).items() if callable(member) and not name.startswith("_")
).difference(COMPOSED)
"""What a project can be asked: all its public methods, so that none can be forgotten here."""
for _question in QUESTIONS:
    setattr(WitnessedProject, _question, _noting(_question))


def date_matters(notebook: Notebook, settings: Settings) -> bool:
    """Whether the report may depend on the date: a suppression can be limited to a day."""
    entries = [entry for _, entries in settings.per_notebook_ignores for entry in entries]
    entries += notebook.ignores
    entries += (entry for cell in notebook.cells for entry in cell.ignores)
    return any(entry.until for entry in entries) or any("mldebt" in cell.source for cell in notebook.cells)


class Answers:
    """What projects answer today, each question asked once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str, tuple[str, ...]], str | None] = {}

    def confirm(self, observations: Sequence[Observation], project: Project | None) -> tuple[Observation, ...] | None:
        """The observations, brought up to date, if every question still has the answer that it had; else None."""
        before = next((answer for question, _, answer in observations if question == STATE), None)
        now = (self._of(project, STATE, ()) if before is not None else None) or _UNKNOWN
        confirmed: list[Observation] = []
        for question, about, answer in observations:
            if question == STATE:
                if now != _UNKNOWN:
                    confirmed.append((STATE, (), now))
                continue
            as_before = question == SEARCH and before is not None and before == now
            if not as_before and self._of(project, question, about) != answer:
                return None
            confirmed.append((question, about, answer))
        return tuple(confirmed)

    def _of(self, project: Project | None, question: str, about: tuple[str, ...]) -> str | None:
        if question == TODAY:
            return date.today().isoformat()
        if project is None or question not in QUESTIONS:
            return None
        key = id(project), question, about
        if key not in self._known:
            self._known[key] = written(getattr(project, question)(*about))
        return self._known[key]


def written(answer: Any) -> str | None:
    """An answer as text, the same for equal answers in whatever order a set is walked.

    None for what cannot be compared.
    """
    if answer is None or isinstance(answer, (bool, int)):
        return repr(answer)
    if isinstance(answer, str):
        return ascii(answer) if len(answer) < _LONG else _digest(answer)
    if isinstance(answer, msgspec.Struct):
        parts = [written(getattr(answer, name)) for name in answer.__struct_fields__]
    elif isinstance(answer, (tuple, list, set, frozenset)):
        parts = [written(part) for part in answer]
    else:
        return None
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    text = f"{type(answer).__name__}({','.join(sorted(known) if isinstance(answer, (set, frozenset)) else known)})"
    return text if len(text) < _LONG else _digest(text)


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
