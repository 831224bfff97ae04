"""What the notebook tells of its data and results: statistics, variation, run time, machine.

What is not seen may stand in the paper or elsewhere in the project, so it is not known, and never a failure.
"""

from __future__ import annotations

import re
from functools import cache

from mldebt_lab.checklist.facts import Facts
from mldebt_lab.checklist.judgement import Judgement, label, passed, unknown

_RECORDED_TIMES = b'"iopub.execute_input"'


def data_statistics_shown(facts: Facts) -> Judgement:
    """A cell with a stored output shows how many data there are, or how they are distributed."""
    for cell, text in facts.code_with(""):
        match = _statistics().search(text)
        if match is not None and cell.has_output:
            return passed(f"`{match.group().strip()}` in {label(cell)}, with its output.")
    return _absent(facts, "No statistics of the data are seen in an output here.")


def variation_reported(facts: Facts) -> Judgement:
    """A spread is computed over repeated runs or folds."""
    repeated = facts.in_code(_repeats)
    spread = facts.in_code(_spread)
    if repeated is None or spread is None:
        return _absent(facts, "No spread over repeated runs or folds is seen here.")
    return passed(
        f"`{repeated[1].strip('( ')}` in {label(repeated[0])}, and `{spread[1].strip('( ')}` in {label(spread[0])}."
    )


def runtime_recorded(facts: Facts) -> Judgement:
    """How long cells ran is measured, or stored with them."""
    raw = facts.notebook.raw
    if raw is not None and _RECORDED_TIMES in raw:
        return passed("The notebook stores when each cell started and ended.")
    found = facts.in_code(_timing)
    if found is None:
        return _absent(facts, "No run time is seen to be measured here.")
    return passed(f"`{found[1].strip('( ')}` in {label(found[0])} measures.")


def hardware_recorded(facts: Facts) -> Judgement:
    """The machine is described by a cell with a stored output."""
    for cell, text in facts.code_with(""):
        match = _machine().search(text)
        if match is not None and cell.has_output:
            return passed(f"`{match.group().strip('( ')}` in {label(cell)}, with its output.")
    return _absent(facts, "No description of the machine is seen in an output here.")


def preprocessing_listed(facts: Facts) -> Judgement:
    """Steps that leave data out or transform them stand in the code."""
    found = facts.in_code(_preprocessing)
    if found is None:
        return _absent(facts, "No step that leaves data out is seen here.")
    return passed(f"`{found[1].strip('( ')}` in {label(found[0])}.")


def metric_named(facts: Facts) -> Judgement:
    """The metrics are functions of a library, whose definition can be looked up."""
    found = facts.in_code(_metrics)
    if found is None:
        return _absent(facts, "No metric of a library is seen here.")
    return passed(f"`{found[1].strip('( ')}` in {label(found[0])}.")


def _absent(facts: Facts, absence: str) -> Judgement:
    return facts.not_python or unknown(f"{absence} It may be elsewhere.")


@cache
def _statistics() -> re.Pattern[str]:
    return re.compile(r"\b\w+(?:\.shape\b|\.describe\(|\.info\(|\.value_counts\(|\.nunique\()|\bProfileReport\(")


@cache
def _repeats() -> re.Pattern[str]:
    return re.compile(
        r"\bcross_val(?:_score|idate|_predict)\(|\bRepeated\w*KFold\(|\bfor\s+(?:seed|run|trial|fold|rep\w*)\w*\s+in\b"
    )


@cache
def _spread() -> re.Pattern[str]:
    return re.compile(r"\.(?:std|sem|var)\(|\bnp\.(?:std|var|percentile|quantile)\(|\bbootstrap\(|\byerr\s*=|\bstdev\(")


@cache
def _timing() -> re.Pattern[str]:
    return re.compile(
        r"%%?time(?:it)?\b|\btime\.(?:time|perf_counter|process_time|monotonic)\(|\btimeit\.\w+\("
        r"|\b(?:EmissionsTracker|track_emissions)\b|\bdatetime\.now\("
    )


@cache
def _machine() -> re.Pattern[str]:
    return re.compile(
        r"\bnvidia-smi\b|\blscpu\b|\bplatform\.(?:platform|processor|uname)\(|\bget_device_(?:name|properties)\("
        r"|\blist_physical_devices\(|\bpsutil\.(?:cpu_count|virtual_memory)\(|%watermark\b[^\n]*-[a-z]*m\b|\bcpuinfo\b"
    )


@cache
def _preprocessing() -> re.Pattern[str]:
    return re.compile(
        r"\.(?:dropna|drop_duplicates|fillna|query|interpolate)\(|\b(?:SimpleImputer|StandardScaler|MinMaxScaler"
        r"|OneHotEncoder|OrdinalEncoder|ColumnTransformer|CountVectorizer|TfidfVectorizer)\("
    )


@cache
def _metrics() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:accuracy|f1|precision|recall|roc_auc|r2|average_precision|balanced_accuracy|silhouette|log)_(?:score|loss)\("
        r"|\bmean_(?:squared|absolute)(?:_log|_percentage)?_error\(|\bclassification_report\(|\bconfusion_matrix\("
    )
