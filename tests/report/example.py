"""Reports in which every member of the format occurs; ``tests/contract/report.json`` is what they are on the wire."""

from __future__ import annotations

from mldebt_lab.finding import CellRef, Finding, Fix, FixOperation, Limit, Position, Related, Span
from mldebt_lab.outcome import (
    AccessFact,
    CellFacts,
    CellLineage,
    CheckedItem,
    Dependency,
    Ignored,
    NotebookReport,
    SessionFacts,
)


def span(line: int, start: int, end: int, last_line: int | None = None) -> Span:
    return Span(Position(line, start), Position(last_line or line, end))


IMPORTS = CellRef("3f1c9a52", 0, 4)
PLOT = CellRef("a07d44be", 1, 2)
RATE = CellRef("c55e0f19", 2, 5)
MODEL = CellRef("e8b21d70", 4, None)

USED_TOO_EARLY = Finding(
    code="NDX101",
    name="use-before-definition",
    message="`rate` is read here, but only cell 3 further down defines it.",
    severity="error",
    confidence="proven",
    evidence="static",
    cell=PLOT,
    span=span(2, 6, 10),
    related=(Related(RATE, span(1, 0, 4), "`rate` is defined here"),),
    names=("rate",),
    practices=(1, 4),
    file_line=31,
    fingerprint="5b0f7a1c9d2e4833",
    fix=Fix(
        "Move the cell that defines `rate` above this one",
        True,
        (FixOperation("move_cell", "c55e0f19", source_hash="9d" * 32, after_id="3f1c9a52"),),
    ),
)
BESIDE_ASTRAL = Finding(
    code="NDP301",
    name="user-home-path",
    message="The path `/home/ana/📈 data/<img src=x onerror=alert(1)>.csv` lies in the home folder of ana.",
    severity="error",
    confidence="proven",
    evidence="static",
    cell=IMPORTS,
    span=span(3, 27, 79),
    names=("/home/ana/📈 data/<img src=x onerror=alert(1)>.csv",),
    practices=(11,),
    file_line=12,
    fingerprint="91c44ad07be3f652",
)
STALE = Finding(
    code="NDX108",
    name="stale-output",
    message="The output is older than the newest run of cell 3, which set `rate` again.",
    severity="warning",
    confidence="likely",
    evidence="session",
    cell=PLOT,
    related=(
        Related(RATE, span(1, 0, 10), "`rate` was set again here"),
        Related(MODEL, None, "`model` depends on it too"),
    ),
    names=("rate",),
    practices=(1,),
    fingerprint="0d9e66b1f27a4c08",
)
UNSEEDED = Finding(
    code="NDR204",
    name="unseeded-estimator",
    message="`RandomForestClassifier` draws random numbers, and `random_state` is not set.",
    severity="warning",
    confidence="proven",
    evidence="static",
    cell=MODEL,
    span=span(1, 8, 1, last_line=4),
    names=("model",),
    practices=(3,),
    file_line=58,
    fingerprint="7f3a20c5b8e1d946",
    fix=Fix(
        "Pass a seed: `random_state=42`",
        False,
        (FixOperation("replace", "e8b21d70", "07" * 32, span(3, 16, 16), ",\n    random_state=42"),),
    ),
)
RECORDED = Finding(
    code="NDX103",
    name="out-of-order-execution",
    message="The cells were last run in another order than they stand in: 4, 2, 5.",
    severity="info",
    confidence="possible",
    evidence="recorded",
    practices=(1,),
    file_line=1,
    fingerprint="c2b7d81e05f3496a",
)
OVERWRITTEN = Finding(
    code="NDS402",
    name="write-outside-project",
    message="Writes to `/srv/archive/forest.joblib`, outside the project.",
    severity="warning",
    confidence="likely",
    evidence="static",
    cell=MODEL,
    span=span(6, 0, 41),
    names=("/srv/archive/forest.joblib",),
    file_line=63,
    fingerprint="44d0e9a3175cb28f",
)
SHADOWED = Finding(
    code="NDX115",
    name="shadowed-builtin",
    message="`list` is a built-in name.",
    severity="info",
    confidence="proven",
    evidence="static",
    cell=IMPORTS,
    span=span(2, 0, 4),
    names=("list",),
    file_line=11,
    fingerprint="be18f60793ca5d24",
)
UNCOMMENTED = Fix(
    "Remove `NDS402` from the comment in line 6",
    True,
    (FixOperation("replace", "e8b21d70", "07" * 32, span(6, 41, 89), ""),),
)

RICH = NotebookReport(
    path="reports/Übersicht 2024.ipynb",
    language="python",
    verdict="fails",
    verdict_findings=("5b0f7a1c9d2e4833",),
    findings=(BESIDE_ASTRAL, USED_TOO_EARLY, STALE, UNSEEDED, RECORDED),
    lineage=(
        CellLineage(IMPORTS, reads=("/home/ana/📈 data/<img src=x onerror=alert(1)>.csv",), writes=()),
        CellLineage(MODEL, reads=("data/train.parquet",), writes=("models/forest.joblib", "s3://team/forest.joblib")),
    ),
    accesses=(
        AccessFact(
            cell=IMPORTS,
            span=span(3, 5, 80),
            mode="read",
            call="pandas.read_csv",
            path="/home/ana/📈 data/<img src=x onerror=alert(1)>.csv",
            resolved=True,
            place="outside",
        ),
        AccessFact(
            cell=MODEL,
            span=span(6, 0, 41),
            mode="write",
            call="joblib.dump",
            path="models/forest.joblib",
            resolved=True,
            place="project",
        ),
        AccessFact(
            cell=MODEL,
            span=span(7, 0, 33),
            mode="append",
            call="open",
            path="logs/",
            resolved=False,
            place="project",
        ),
        AccessFact(cell=MODEL, span=span(8, 0, 19), mode="read", call="open", path=None, resolved=False, place=None),
    ),
    cells=(
        CellFacts("3f1c9a52", "fresh", uses=(), used_by=(Dependency("data", "a07d44be"),)),
        CellFacts(
            "a07d44be",
            "out of place",
            uses=(Dependency("data", "3f1c9a52"), Dependency("rate", "c55e0f19")),
            used_by=(),
        ),
        CellFacts("c55e0f19", "edited", uses=(), used_by=(Dependency("rate", "a07d44be"),)),
        CellFacts("e8b21d70", "aborted, not run this time", uses=(), used_by=()),
    ),
    ignored=(
        Ignored(OVERWRITTEN, "comment", "the archive is ours", "2027-01-01", selector="NDS402", restore=UNCOMMENTED),
        Ignored(SHADOWED, "project", since="2026-11-26", selector="NDX"),
    ),
    checklist=(
        CheckedItem(
            "order",
            "default",
            "Every name is defined in a cell above the one that uses it.",
            "fail",
            "auto",
            "`rate` is read here, but only cell 3 further down defines it.",
            ("5b0f7a1c9d2e4833",),
        ),
        CheckedItem(
            "errors", "default", "No cell ended in an error.", "pass", "auto", "3 cells hold outputs, no error."
        ),
        CheckedItem("splits", "default", "Random splits of the data are seeded.", "na", "auto", "Nothing is split."),
        CheckedItem("MRC-2", "pineau-v2", "The assumptions are explained.", "unknown", "ask", "Not answered yet."),
        CheckedItem(
            "MRC-10", "pineau-v2", "New data: how they were collected.", "pass", "ask", "Yes (2026-02-03): <b>diary</b>"
        ),
    ),
    limits=(
        Limit(CellRef("f90b3c6e", 5, 3), "The cell is not Python that can be read: invalid syntax in line 2."),
        Limit(None, "`from settings import *` may bind any name."),
        Limit(
            None,
            "The entry for NDR205 in the notebook's metadata suppresses nothing: nothing of NDR205 is found.",
            "ignore",
        ),
    ),
    internal_errors=("Traceback that stays in the log",),
    session=SessionFacts(runs=7, ran_through=3),
)

UNREADABLE = NotebookReport(
    path="broken.ipynb",
    language="python",
    verdict="unknown",
    findings=(
        Finding(
            code="NDX121",
            name="unreadable-notebook",
            message="The file is not valid JSON: Expecting value in line 1.",
            severity="error",
            confidence="proven",
            evidence="static",
            file_line=1,
            fingerprint="1a6c3d5e7f902b84",
        ),
    ),
)
