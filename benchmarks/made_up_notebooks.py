"""Notebooks of any size, made up: the same mixture of cells over and over, each with names of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FIRST = """import numpy as np
import pandas as pd
from pathlib import Path
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

FOLDER = Path("data")
np.random.seed(1)
"""
_MIXTURE = (
    "frame_{n} = pd.read_csv(FOLDER / 'part_{n}.csv')\nframe_{n}.head()",
    "def clean_{n}(frame, limit={n}):\n    kept = frame[frame['value'] > limit]\n"
    "    return kept.dropna(subset=['key'])\n",
    "cleaned_{n} = clean_{p}(frame_{q})\nfor column in cleaned_{n}.columns:\n"
    "    print(column, cleaned_{n}[column].mean())",
    "x_{n} = cleaned_{p}.drop(columns=['key'])\ny_{n} = cleaned_{p}['key']\n"
    "train_{n}, test_{n} = train_test_split(x_{n}, random_state={n})",
    "model_{n} = RandomForestClassifier(n_estimators=50, random_state=0)\nmodel_{n}.fit(train_{p}, train_{p}['key'])",
    "noise_{n} = np.random.normal(size={n})\nresult_{n} = [value * 2 for value in noise_{n} if value > 0]\n"
    "result_{n}[:5]",
    "%matplotlib inline\nframe_{r}.plot(x='key', y='value', title=f'part {{noise_{p}}}')",
    "cleaned_{s}.to_csv('out/part_{n}.csv', index=False)\nprint(len(cleaned_{s}))",
)


def made_up(cells: int) -> dict[str, Any]:
    """A notebook of so many code cells, run once from top to bottom, each with an output."""
    sources = [_FIRST]
    step = len(_MIXTURE)
    for number in range(1, cells):
        turn = (number - 1) % step
        first = number - turn  # the number of the cell that reads this round's table
        source = _MIXTURE[turn].format(n=number, p=number - 1, q=first, r=first, s=first + 2)
        sources.append(source)
    return {
        "cells": [_cell(index, source) for index, source in enumerate(sources[:cells])],
        "metadata": {"language_info": {"name": "python", "version": "3.12.0"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def write_made_up(path: Path, cells: int) -> Path:
    """Write it as Jupyter does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(made_up(cells), indent=1) + "\n", "utf-8")
    return path


def _cell(index: int, source: str) -> dict[str, Any]:
    output = {"output_type": "stream", "name": "stdout", "text": [f"{line}\n" for line in range(20)]}
    return {
        "cell_type": "code",
        "id": f"cell-{index}",
        "metadata": {},
        "execution_count": index + 1,
        "outputs": [output],
        "source": source.splitlines(keepends=True),
    }
