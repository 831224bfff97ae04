"""What is known of paths that the notebook puts together."""

from __future__ import annotations

from tests.dataflow.following import hard_coded, written

LATEST = "# %%\nimport glob\nlatest = ''\nfor folder in names():\n    latest = folder\n"


def test_an_empty_placeholder_makes_no_absolute_path() -> None:
    assert hard_coded(LATEST + "glob.glob(latest + '/prediction*.jsonl')\n") == []
    assert hard_coded(LATEST + "open(f'{latest}/prediction.jsonl')\n") == []


def test_an_empty_prefix_of_a_relative_path_stays() -> None:
    prefix = "# %%\nimport os\nimport pandas as pd\nprefix = '' if os.getenv('HERE') else '/data/'\n"
    text = prefix + "pd.DataFrame().to_csv(prefix + 'x.csv')\n"
    assert written(text) == ["x.csv", "/data/x.csv"]


def test_a_tilde_is_a_home_only_before_a_slash() -> None:
    assert written("# %%\nopen('~lock.txt', 'w')\nopen('~/lock.txt', 'w')\n") == ["~lock.txt", "~/lock.txt"]


def test_homes_are_homes_in_any_case_where_the_system_does_not_care() -> None:
    text = "# %%\nopen('/users/ada/x.csv')\nopen(r'c:\\users\\ada\\x.csv')\nopen('/HOME/ada/x.csv')\n"
    assert [kind for _, kind in hard_coded(text)] == ["home", "home", "absolute"]


def test_the_way_back_from_a_folder_leaves_nothing() -> None:
    text = "# %%\nimport os\nos.chdir('a/b')\nos.chdir('../..')\nopen('x.csv', 'w')\n"
    assert hard_coded(text) == []
    assert written(text) == ["x.csv"]


def test_an_archive_has_the_ending_of_its_format() -> None:
    text = "# %%\nimport shutil\n"
    assert written(text + "shutil.make_archive('out/run', 'zip', 'results')\n") == ["out/run.zip"]
    assert written(text + "shutil.make_archive('out/run', format='gztar')\n") == ["out/run.tar.gz"]


PARSER = """# %%
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("-o", "--out-dir", default="/home/ada/out", type=str)
parser.add_argument("--epochs", default=3, type=int)
# %%
"""


def test_a_path_that_is_the_default_of_an_argument_reaches_its_use() -> None:
    given = "args = parser.parse_args([])\nopen(args.out_dir + '/log.txt', 'w')\n"
    assert hard_coded(PARSER + given) == [("/home/ada/out/log.txt", "home")]
    assert written(PARSER + given) == ["/home/ada/out/log.txt"]
    known = "args, _ = parser.parse_known_args()\nopen(args.out_dir, 'w')\n"
    assert written(PARSER + known) == ["/home/ada/out"]
    assert written(PARSER + "args = parser.parse_args([])\nif args.epochs > 5:\n    open('x', 'w')\n") == ["x"]
