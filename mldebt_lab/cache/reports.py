"""Find the report on a notebook that a former run made of the same things, and keep that of this run for the next."""

from __future__ import annotations

from collections import Counter
from datetime import date
from hashlib import blake2b

import msgspec
from msgspec.structs import replace

from mldebt_lab.cache.folder import cache_folder
from mldebt_lab.cache.identity import program_identity
from mldebt_lab.cache.store import Store
from mldebt_lab.cache.witness import TODAY, Answers, Observation, WitnessedProject, date_matters
from mldebt_lab.config import Settings
from mldebt_lab.finding import Severity
from mldebt_lab.notebook import Notebook
from mldebt_lab.outcome import NotebookReport
from mldebt_lab.places import Surroundings
from mldebt_lab.report.wire import encode_notebook

WITHOUT_EFFECT = frozenset({"cache_dir", "exclude", "fail_severity", "measure_places"})
"""Settings that say nothing about a report, and ``measure_places``, with which none is kept."""
NOTED = frozenset({"measured", "project"})
"""What of the surroundings is no value: nothing is kept that was measured, and what a project answers is noted."""

_REPLACEMENT = "\ufffd".encode()
"""What stands in a report for text that UTF-8 cannot hold, and for itself."""


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A report as it is kept: in the format of ``--format json``, with its counts and what it depends on."""

    observations: tuple[Observation, ...]
    severities: dict[Severity, int]
    codes: dict[str, int]
    ignored: int
    encoded: bytes


_decoder = msgspec.msgpack.Decoder(Kept)


class Subject(msgspec.Struct, frozen=True):
    """A notebook's content, the path that reports name it by, and all that is set and known for it."""

    content: bytes
    shown: str
    settings: Settings
    surroundings: Surroundings


class ReportCache:
    """Reports by all that they depend on. What cannot be known to be as it was is not given out."""

    def __init__(self, identity: bytes | None = None) -> None:
        self._identity = identity or program_identity()
        self._stores: dict[str, Store] = {}
        self._answers = Answers()
        self._missing: list[tuple[Store, str]] = []

    def __reduce__(self) -> tuple[type[ReportCache], tuple[bytes | None]]:
        return ReportCache, (self._identity,)  # to a process that makes what is missing

    def find(self, subject: Subject) -> Kept | None:
        """The report on the notebook, if there is one of the same notebook under the same circumstances."""
        name = self._name(subject)
        if name is None:
            return None
        store = self._store(subject.settings)
        content = store.read(name)
        if content is not None:
            kept = _decoded(content)
            confirmed = self._answers.confirm(kept.observations, subject.surroundings.project) if kept else None
            if kept is not None and confirmed is not None:
                if confirmed != kept.observations:
                    self.keep(subject, msgspec.structs.replace(kept, observations=confirmed))
                return kept
        self._missing.append((store, name))
        return None

    def finish(self) -> None:
        """Bring what is kept within its limits, once the missing reports were made and kept."""
        if not self._missing:
            return
        if program_identity() != self._identity:
            # The program was changed while it ran: which parts were loaded before and which after, nobody knows.
            for store, name in self._missing:
                store.remove(name)
        for store in self._stores.values():
            store.prune()

    def keep(self, subject: Subject, kept: Kept) -> None:
        """Keep the report for a later run; see :class:`Recording`."""
        name = self._name(subject)
        if name is None:
            return
        try:
            content = msgspec.msgpack.encode(kept)
        except UnicodeEncodeError:  # a path that is no proper text
            return
        self._store(subject.settings).write(name, content)

    def _store(self, settings: Settings) -> Store:
        folder = cache_folder(settings)
        if folder not in self._stores:
            self._stores[folder] = Store(folder)
        return self._stores[folder]

    def _name(self, subject: Subject) -> str | None:
        settings, surroundings = subject.settings, subject.surroundings
        if self._identity is None or settings.measure_places or surroundings.measured is not None:
            return None
        circumstances = ascii(
            (
                subject.shown,
                [getattr(settings, name) for name in Settings.__struct_fields__ if name not in WITHOUT_EFFECT],
                [getattr(surroundings, name) for name in Surroundings.__struct_fields__ if name not in NOTED],
                surroundings.project is not None,
            )
        ).encode()
        digest = blake2b(self._identity, digest_size=20)
        digest.update(len(circumstances).to_bytes(8, "big"))
        digest.update(circumstances)
        digest.update(subject.content)
        return digest.hexdigest()


def _decoded(content: bytes) -> Kept | None:
    try:
        return _decoder.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


class Recording:
    """One check whose report may be kept: it has to be made with ``surroundings``, which note what is looked at."""

    def __init__(self, cache: ReportCache, subject: Subject) -> None:
        self.subject = subject
        self._cache = cache
        self._today = date.today().isoformat()
        project = subject.surroundings.project
        self._project = WitnessedProject(project) if project is not None else None
        self.surroundings = replace(subject.surroundings, project=self._project)

    def keep(self, report: NotebookReport, notebook: Notebook | None) -> None:
        """Keep the report, unless it is not all that there is to say, or cannot be read back as it was."""
        observations: tuple[Observation, ...] = ()
        if self._project is not None:
            if not self._project.complete:
                return
            observations = self._project.observations
        if notebook is not None and date_matters(notebook, self.subject.settings):
            observations += ((TODAY, (), self._today),)
        encoded = encode_notebook(report)
        if report.internal_errors or _REPLACEMENT in encoded:
            return
        self._cache.keep(
            self.subject,
            Kept(
                observations=observations,
                severities=dict(Counter(finding.severity for finding in report.findings)),
                codes=dict(Counter(finding.code for finding in report.findings)),
                ignored=len(report.ignored),
                encoded=encoded,
            ),
        )
