"""Whatever the notebook: a fix leaves cells that parse, its finding is gone, and it writes what it made."""

from __future__ import annotations

import ast
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from mldebt_lab.fixes.application import applied
from mldebt_lab.fixes.document import changed_file
from mldebt_lab.lint import check_notebook
from mldebt_lab.mending import mend
from mldebt_lab.notebook import read_bytes
from mldebt_lab.places import Surroundings
from mldebt_lab.syntax.cell import parse_cell
from tests.cli.program import notebook
from tests.fixes.examples import ALL

IMPORTS = (
    "import numpy as np\nimport random\nfrom sklearn.ensemble import RandomForestClassifier as Forest\n"
    "from sklearn.model_selection import KFold, train_test_split\nimport pandas as pd\ndf = pd.read_csv('a.csv')"
)
blank = st.one_of(st.just(""), st.sampled_from([" ", "\n", "  # why, (or)\n", "\n    ", "\r\n", " \\\n "]))
plain = st.sampled_from(["1", "(2)", "x[0]", "'a, b)'", "[1, 2]", "f(3)", '"ä#"', "None", "lambda: 0"])
keyword = st.sampled_from(["n=3", "random_state = 0", "random_state=None", "shuffle=True", "shuffle=False", "k=(1)"])
callee = st.sampled_from(
    ["Forest", "KFold", "train_test_split", "np.random.default_rng", "df.sample", "np.random.rand", "random.random"]
)


SHAPES = (
    *("{}", "y = {}", "a = 'ö'; b = {}; c = 1", "def f(x):\n    return {}", "for x in y:\n    z = {}", "f(\n{})"),
    *("np.random.seed(0)\n{}", "{}\nnp.random.seed(1)", "w = [{} for x in y]", "%time v = {}", "print(w, y)"),
)


@st.composite
def calls(draw: st.DrawFn) -> str:
    """A call in some layout."""
    arguments = draw(st.lists(plain, max_size=2)) + draw(st.lists(keyword, max_size=2, unique_by=lambda x: x[:3]))
    text = ",".join(draw(blank) + argument + draw(blank) for argument in arguments)
    comma = "," if arguments and draw(st.booleans()) else ""
    return f"{draw(callee)}({text}{comma}{draw(blank)})"


@st.composite
def sources(draw: st.DrawFn) -> str:
    """A cell that parses."""
    call = draw(calls())
    shape = draw(st.sampled_from(SHAPES))
    source = shape.replace("{}", call)
    return source if parse_cell(source).problem is None else "np.random.rand()"


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """A notebook's file."""
    cells = [IMPORTS, *draw(st.lists(sources(), min_size=1, max_size=4))]
    if draw(st.booleans()):
        cells = draw(st.permutations(cells))
    counts = draw(st.permutations(range(1, len(cells) + 1))) if draw(st.booleans()) else ()
    indent = draw(st.sampled_from([None, 1, 2]))
    return json.dumps(notebook(*cells, counts=counts), indent=indent, ensure_ascii=draw(st.booleans())).encode()


@given(documents())
@settings(max_examples=300, deadline=None)
def test_each_fix_by_itself(raw: bytes) -> None:
    before = read_bytes(raw, "x.ipynb")
    report = check_notebook(before, ALL, Surroundings())
    for finding in report.findings:
        if finding.fix is None:
            continue
        after = applied(before, finding.fix.operations)
        for cell in after.code_cells:
            assert parse_cell(cell.source).problem is None
        written = read_bytes(changed_file(before, raw, finding.fix.operations), "x.ipynb")
        assert [(cell.id, cell.source) for cell in written.cells] == [(cell.id, cell.source) for cell in after.cells]
        again = check_notebook(after, ALL, Surroundings()).findings
        key = (finding.code, finding.names)
        assert [(one.code, one.names) for one in again].count(key) < [
            (one.code, one.names) for one in report.findings
        ].count(key)


@given(documents())
@settings(max_examples=150, deadline=None)
def test_all_fixes_together(raw: bytes) -> None:
    mended = mend(read_bytes(raw, "x.ipynb"), raw, ALL, Surroundings(), unsafe=True)
    assert all(parse_cell(cell.source).problem is None for cell in mended.after.code_cells)
    again = mend(mended.after, mended.raw, ALL, Surroundings(), unsafe=True)
    assert not again.changed, "fixes are left over"
    for cell in mended.after.code_cells:
        tree = parse_cell(cell.source).tree
        for node in ast.walk(tree) if tree is not None else ():
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "KFold":
                given_ = {one.arg: ast.unparse(one.value) for one in node.keywords}
                seeded = given_.get("random_state", "None") != "None"
                assert not seeded or given_.get("shuffle") == "True" or len(node.args) > 1
