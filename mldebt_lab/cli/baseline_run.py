"""What ``mldebt baseline write`` does once its options are known."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mldebt_lab.baseline import FILE_NAME, encode_baseline
from mldebt_lab.batch import check_many
from mldebt_lab.cli.gathering import Selection, gather
from mldebt_lab.cli.messages import say, say_internal_errors
from mldebt_lab.cli.output import ensure_writable
from mldebt_lab.cli.output import write as write_output
from mldebt_lab.cli.progress import with_progress
from mldebt_lab.config import ConfigError
from mldebt_lab.config_files import SettingsFinder
from mldebt_lab.places import project_root_of

if TYPE_CHECKING:
    from mldebt_lab.notebook import Notebook
    from mldebt_lab.outcome import NotebookReport


def write_baseline(paths: Sequence[str], output_file: str | None, quiet: bool) -> int:
    """Check the notebooks, write the file, and answer the exit code. After an error nothing is written."""
    output = Path(output_file) if output_file is not None else project_root_of(Path.cwd()) / FILE_NAME
    ensure_writable(str(output))
    finder = SettingsFinder()
    try:
        gathered = gather(Selection(tuple(paths), (), (), None, None, None), finder)
        gathered.say_problems()
        if not gathered.tasks:
            return 2
        checking = check_many(gathered.tasks, _fingerprints)
        results = list(with_progress(checking, len(gathered.tasks), quiet))
    except ConfigError as error:
        raise click.ClickException(str(error)) from None
    if say_internal_errors(results) or gathered.missing:
        return 2
    folder = os.path.abspath(output.parent)  # noqa: PTH100 - as written, without following links
    known = {
        Path(os.path.relpath(task.path, folder)).as_posix(): checked.rendered
        for task, checked in zip(gathered.tasks, results, strict=True)
    }
    write_output(encode_baseline(known), str(output))
    if not quiet:
        count = sum(map(len, known.values()))
        say(f"{output}: {count} {'finding' if count == 1 else 'findings'} of {len(known)} notebooks.")
    return 0


def _fingerprints(report: NotebookReport, _notebook: Notebook | None) -> tuple[str, ...]:
    return tuple(finding.fingerprint for finding in report.findings)
