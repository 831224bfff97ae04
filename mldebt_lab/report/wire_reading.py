"""Read a notebook's part of the JSON report back, as far as people are shown it: its findings and limits."""

from __future__ import annotations

from functools import cache

import msgspec

from mldebt_lab.finding import (
    CellRef,
    Confidence,
    Evidence,
    Finding,
    Fix,
    FixOperation,
    Limit,
    Related,
    Severity,
    Span,
)
from mldebt_lab.outcome import NotebookReport, Verdict


class _Fix(msgspec.Struct):
    title: str
    safe: bool
    ops: tuple[FixOperation, ...]


class _Finding(msgspec.Struct):
    code: str
    name: str
    message: str
    severity: Severity
    confidence: Confidence
    evidence: Evidence
    cell: CellRef | None
    span: Span | None
    file_line: int | None
    related: tuple[Related, ...]
    fingerprint: str
    fix: _Fix | None
    practices: tuple[int, ...]


class _Notebook(msgspec.Struct):
    path: str
    language: str
    verdict: Verdict
    findings: tuple[_Finding, ...]
    limits: tuple[Limit, ...]


def decode_notebook(encoded: bytes) -> NotebookReport:
    """The findings, verdict and limits of what :func:`mldebt_lab.report.wire.encode_notebook` wrote.

    Raises :class:`msgspec.DecodeError` for anything else.
    """
    read = _decoder().decode(encoded)
    return NotebookReport(
        path=read.path,
        language=read.language,
        verdict=read.verdict,
        findings=tuple(map(_finding, read.findings)),
        limits=read.limits,
    )


@cache
def _decoder() -> msgspec.json.Decoder[_Notebook]:
    return msgspec.json.Decoder(_Notebook)


def _finding(read: _Finding) -> Finding:
    return Finding(
        code=read.code,
        name=read.name,
        message=read.message,
        severity=read.severity,
        confidence=read.confidence,
        evidence=read.evidence,
        cell=read.cell,
        span=read.span,
        related=read.related,
        practices=read.practices,
        file_line=read.file_line,
        fingerprint=read.fingerprint,
        fix=Fix(read.fix.title, read.fix.safe, read.fix.ops) if read.fix is not None else None,
    )
