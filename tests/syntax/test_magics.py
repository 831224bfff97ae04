"""IPython's own syntax, with IPython itself as the judge of what may stand in a cell and what it binds."""

from __future__ import annotations

import ast

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from mldebt_lab.syntax.cell import parse_cell
from mldebt_lab.syntax.magics import BINDING_NOTHING, RUNNING_LINE_MAGICS, cell_magic, line_magic
from tests.syntax.bound_names import bound_names

CELLS = {
    "%matplotlib inline\nx = 1": {"x"},
    "x = 1\n%matplotlib inline\ny = x": {"x", "y"},
    "%load_ext autoreload\n%autoreload 2\nimport numpy as np": {"np"},
    "!pip install numpy\nx = 1": {"x"},
    "!!ls\nx = 1": {"x"},
    "files = !ls *.csv\ny = files": {"files", "y"},
    "files= !ls": {"files"},
    "files =!ls": {"files"},
    "a, b = !echo 1 2": {"a", "b"},
    "t = %timeit -o sum(range(10))": {"t"},
    "here = %pwd\ny = here": {"here", "y"},
    "len?\nx = 1": {"x"},
    "len??\nx = 1": {"x"},
    "?len\nx = 1": {"x"},
    "??len\nx = 1": {"x"},
    "np.random.rand?\nx = 1": {"x"},
    "%who?\nx = 1": {"x"},
    "*int*?\nx = 1": {"x"},
    "for i in range(3):\n    !echo {i}\n    x = i": {"i", "x"},
    "if True:\n    %cd data\nelse:\n    y = 1": {"y"},
    "if True:\n    names = !ls\n    y = names": {"names", "y"},
    "def f():\n    %time g()\n    return 1\nx = f()": {"f", "x"},
    "!ls \\\n  -l \\\n  -a\nx = 1": {"x"},
    "%run -i \\\n  other.py\nx = 1": {"x"},
    "x = 5 % 3\ny = (5\n % 3)": {"x", "y"},
    "text = '''\n%matplotlib inline\n!ls\n'''\nx = 1": {"text", "x"},
    "x = ['a',\n     'b']\n%time y = 1": {"x"},
    "  x = 1\n  y = 2": {"x", "y"},
    "  %matplotlib inline\n  x = 1": {"x"},
    "\n\n  x = 1\n  if x:\n      y = 2\n": {"x", "y"},
    ">>> x = 1\n>>> if x:\n...     y = 2\n": {"x", "y"},
    "In [1]: x = 1\n   ...: y = 2": {"x", "y"},
    "x = 1 # !ls\n# %time\ny = 2": {"x", "y"},
    "%env KEY=value\nx = 1": {"x"},
    "%%time\nx = 1\ny = 2": set(),
    "x = 1\nprint(x)\n;": {"x"},
    "if 1:\n    x = 1\n    ;\n,print a b": {"x"},
    "x: int = 1\n!ls": {"x"},
    "é = !ls\ny = é": {"é", "y"},
    "%time x = 1\n%prun -q y = 2": set(),
    "\n%%capture out\nx = 1": set(),
}
RUN_BY_MAGICS = {"%%time\nx = 1\ny = 2": {"x", "y"}, "\n%%capture out\nx = 1": {"x"}}
RUN_BY_MAGICS |= {"%time x = 1\n%prun -q y = 2": {"x", "y"}, "x = ['a',\n     'b']\n%time y = 1": {"x", "y"}}


@pytest.mark.parametrize("source", CELLS)
def test_a_cell_binds_what_ipython_says(source: str) -> None:
    """What magics run themselves is text to IPython's transformer; those names are ours alone."""
    transformed = ast.parse(TransformerManager().transform_cell(source))
    assert bound_names(transformed) == CELLS[source]
    parsed = parse_cell(source)
    assert parsed.problem is None
    assert parsed.tree is not None
    assert bound_names(parsed.tree) == RUN_BY_MAGICS.get(source, CELLS[source])


@pytest.mark.parametrize(
    "source", ["%time x = ", "x = 1 +\n%matplotlib inline", "a b", "x = !", "(%ls)", "print 'a'", "x = [1\n, 2", "x;;"]
)
def test_lines_are_masked_only_where_ipython_would_transform_them(source: str) -> None:
    """What IPython cannot run has a problem; what it can run has none."""
    try:
        ast.parse(TransformerManager().transform_cell(source))
    except SyntaxError:
        assert parse_cell(source).problem is not None
    else:
        assert parse_cell(source).problem is None


@pytest.mark.parametrize(
    ("line", "name", "code"),
    [
        ("%time fit(x)", "time", "fit(x)"),
        ("%timeit -n 10 -r3 fit(x)", "timeit", "fit(x)"),
        ("%timeit -n10 -o fit(x)", "timeit", "fit(x)"),
        ("    %prun -q fit(x)", "prun", "fit(x)"),
        ("%memit fit(x)", "memit", "fit(x)"),
        ("%time a = fit(x); b = a", "time", "a = fit(x); b = a"),
    ],
)
def test_python_that_a_line_magic_runs_is_parsed_where_it_stands(line: str, name: str, code: str) -> None:
    """Columns are those of the cell."""
    source = f"if x:\n{line if line.startswith(' ') else '    ' + line}\n"
    parsed = parse_cell(source)
    assert parsed.tree is not None
    assert parsed.magics[2].name == name
    calls = [node for node in ast.walk(parsed.tree) if isinstance(node, ast.Call)]
    text = source.split("\n")[1]
    assert [text[call.col_offset : call.end_col_offset] for call in calls] == ["fit(x)"]
    assert code in text


@pytest.mark.parametrize("name", sorted(BINDING_NOTHING - RUNNING_LINE_MAGICS) or ["none"])
def test_every_magic_that_binds_nothing_runs_something(name: str) -> None:
    """Both tables speak of the same magics."""
    assert name == "none"


@pytest.mark.parametrize(
    ("source", "name", "argument", "line", "body"),
    [
        ("%%bash\nls", "bash", "", 1, "ls"),
        ("%%writefile -a  a b.py \nx = 1\n", "writefile", "-a  a b.py", 1, "x = 1\n"),
        ("\n  \n%%sql select 1\n", "sql", "select 1", 3, ""),
        ("%%bash\r\nls\r\npwd", "bash", "", 1, "ls\r\npwd"),
        ("%%bash\rls", "bash", "", 1, "ls"),
        ("%%html", "html", "", 1, ""),
        ("#@title Install\n# quietly\n%%capture\n!pip install x", "capture", "", 3, "!pip install x"),
    ],
)
def test_the_parts_of_a_cell_magic(source: str, name: str, argument: str, line: int, body: str) -> None:
    """Its name, what stands behind it, and what it is applied to."""
    magic = cell_magic(source)
    assert magic is not None
    assert (magic.name, magic.argument, magic.line, magic.body) == (name, argument, line, body)


@pytest.mark.parametrize("source", ["x = 1\n%%time", "# %%\nx", "%time", "", "\n"])
def test_a_cell_magic_stands_at_the_top(source: str) -> None:
    """Comments above it make it a syntax error in IPython too."""
    assert cell_magic(source) is None


@pytest.mark.parametrize(
    ("text", "kind", "name", "argument", "column"),
    [
        ("%cd  data ", "line", "cd", "data", 5),
        ("  !ls -l", "shell", "!", "ls -l", 3),
        ("names = !ls", "shell", "!", "ls", 9),
        ("x = %pwd", "line", "pwd", "", 8),
        ("len?", "help", "?", "len", 0),
        ("pip install numpy", "automagic", "pip", "install numpy", 4),
    ],
)
def test_the_parts_of_a_line_magic(text: str, kind: str, name: str, argument: str, column: int) -> None:
    """Columns are those of the argument."""
    magic = line_magic(text, 7)
    assert magic is not None
    assert (magic.kind, magic.name, magic.argument, magic.line) == (kind, name, argument, 7)
    if argument and kind != "help":
        assert text[column:].startswith(argument)
        assert text[magic.column :].lstrip().startswith(argument)


@pytest.mark.parametrize("text", ["x = 1", "x % y", "pip = 1", "a b", "%%time", "x = y ? z", "cdata", "print x"])
def test_python_is_no_magic(text: str) -> None:
    """Nor is what looks a little like one."""
    assert line_magic(text, 1) is None
