"""The checklist finds words of the code as they stand now, however often the notebook was checked before."""

from __future__ import annotations

from msgspec.structs import replace

from mldebt_lab.config import Settings
from mldebt_lab.dataflow.memory import Memory
from mldebt_lab.lint import check_notebook
from mldebt_lab.places import Surroundings
from mldebt_lab.rules.example import parse_example

NOTEBOOK = parse_example("# %%\nx = 1\n# %%\nprint(x)\n").notebook
EDITS = ("x = 1", "!wget https://example.org/data.csv", "x = 2", "import watermark", "!wget https://example.org/d.csv")


def test_an_edit_that_brings_or_takes_a_word_changes_the_answers_as_a_first_check_gives_them() -> None:
    memory = Memory()
    answers = set()
    for edit in EDITS:
        cells = (replace(NOTEBOOK.cells[0], source=edit), *NOTEBOOK.cells[1:])
        notebook = replace(NOTEBOOK, cells=cells)
        after = check_notebook(notebook, Settings(), Surroundings(), memory=memory)
        assert after == check_notebook(notebook, Settings(), Surroundings())
        answers.add(tuple(item.state for item in after.checklist))
    assert len(answers) > 1


def test_a_word_that_comes_back_is_found_again() -> None:
    memory = Memory()
    memory.take_note_of({"one": "wget"})
    memory.take_note_of({"one": "total = ("})
    memory.absent_words = {"wget", "curl"}
    memory.take_note_of({"one": "wget"})
    assert memory.absent_words == {"curl"}
