"""What each kind of file declares."""

from pathlib import Path

import pytest

from mldebt_lab.project import Project
from mldebt_lab.project.script_block import script_block
from tests.project.conftest import Write

DECLARING = {
    "requirements.txt": "numpy>=1  # arrays\n\nPandas[excel] ; python_version > '3'\n"
    "--index-url https://example.org\n-e .\n",
    "requirements-notebooks.txt": "numpy \\\n  >=1\npandas\n",
    "requirements/base.txt": "numpy\npandas\n",
    "environment.yml": "name: x\nchannels:\n  - defaults\ndependencies:\n  - python=3.11\n  - conda-forge::numpy>=1\n"
    "  - pip\n  - pip:\n      - pandas==2\nprefix: /opt/x\n",
    "environment.yaml": "dependencies: [numpy, pandas=2]\n",
    "envs/gpu/environment.yml": "dependencies:\n- numpy\n- 'pandas=2'\n",
    "pyproject.toml": "[project]\nname = 'me'\ndependencies = ['numpy']\n"
    "[project.optional-dependencies]\nx = ['pandas>2']\n",
    ".devcontainer/requirements.txt": "numpy\npandas",
    "Pipfile": "[packages]\nnumpy = '*'\n[dev-packages]\npandas = {version = '*'}\n"
    "[requires]\npython_version = '3.12'\n",
    "pixi.toml": "[dependencies]\nnumpy = '*'\n[feature.io.pypi-dependencies]\npandas = '*'\n",
    "uv.lock": "[[package]]\nname = 'numpy'\n[[package]]\nname = 'pandas'\n",
}
POETRY = """
[tool.poetry]
name = "me"
[tool.poetry.dependencies]
python = "^3.10"
numpy = "^1"
[tool.poetry.group.dev.dependencies]
pandas = "*"
"""
GROUPS = "[dependency-groups]\na = ['numpy', {include-group = 'b'}]\nb = ['pandas']\n"


@pytest.mark.parametrize(("file", "text"), [*DECLARING.items(), ("pyproject.toml", POETRY), ("pyproject.toml", GROUPS)])
def test_what_a_file_declares(project: Write, file: str, text: str) -> None:
    declared = project({file: text}).declared("")
    assert {"numpy", "pandas"} <= declared.names <= {"numpy", "pandas", "pip"}
    assert declared.files == (file,)
    assert declared.complete


PACKAGES = {
    "docs/requirements.txt": "numpy\npandas",
    "ci/environment.yml": "dependencies:\n- numpy\n- pandas\n",
    "setup.cfg": "[metadata]\nname = me\n[options]\ninstall_requires =\n    numpy\n"
    "[options.extras_require]\nio = pandas>=1\n",
    "setup.py": "from setuptools import setup\nNEEDED = ['numpy>=1']\n"
    "setup(install_requires=NEEDED, extras_require={'me': ['pandas']})",
}


@pytest.mark.parametrize(("file", "text"), PACKAGES.items())
def test_what_is_for_other_ends_adds_to_what_others_declare(project: Write, file: str, text: str) -> None:
    """Alone it says nothing of notebooks: a package may be made for machines elsewhere."""
    assert project({file: text}).declared("").files == ()
    both = project({file: text, "requirements.txt": "scipy"}).declared("")
    assert {"numpy", "pandas", "scipy"} <= both.names
    assert "requirements.txt" in both.files


def test_requirements_that_include_others(project: Write) -> None:
    """Each once, however they include each other."""
    files = {
        "requirements.txt": "-r more/base.txt\nscipy",
        "more/base.txt": "-r ../requirements.txt\nnumpy\n-c pins.txt",
    }
    declared = project(files).declared("")
    assert declared.names == {"numpy", "scipy"}
    assert declared.complete


@pytest.mark.parametrize(
    "files",
    [
        {"requirements.txt": "numpy\n-r https://example.org/base.txt"},
        {"requirements.txt": "numpy\n-r gone.txt"},
        {"requirements.txt": "numpy\n-r /etc/passwd"},
        {"requirements.txt": "numpy\ngit+https://example.org/our/toolbox.git"},
        {"requirements.txt": "numpy\n-e ../toolbox"},
        {"environment.yml": "dependencies:\n- numpy\n- pip:\n  - -r gone.txt\n"},
        {"requirements.txt": "numpy", "pyproject.toml": "[project\n"},
        {"requirements.txt": "numpy", "pyproject.toml": "[project]\nname = 'x'\ndynamic = ['dependencies']\n"},
        {"requirements.txt": "numpy", "setup.py": "setup(install_requires=[\n"},
    ],
)
def test_what_cannot_be_read_leaves_it_open(project: Write, files: dict[str, str]) -> None:
    assert not project(files).declared("").complete


def test_setuptools_reads_requirements_files(project: Write) -> None:
    text = (
        "[project]\nname = 'me'\ndynamic = ['dependencies']\n"
        "[tool.setuptools.dynamic]\ndependencies = {file = ['in.txt']}\n"
    )
    declared = project({"pyproject.toml": text, "in.txt": "numpy"}).declared("")
    assert (declared.names, declared.complete) == ({"numpy"}, True)


def test_files_of_the_notebooks_folder_and_of_those_above_it_add_up(project: Write) -> None:
    files = {
        "requirements.txt": "numpy",
        "a/environment.yml": "dependencies:\n- pandas\n",
        "b/requirements.txt": "scipy",
    }
    opened = project(files)
    assert opened.declared("a/nb").names == {"numpy", "pandas"}
    assert opened.declared("b").names == {"numpy", "scipy"}


def test_nothing_above_the_top_is_read(project: Write, tmp_path: Path) -> None:
    project({"requirements.txt": "numpy", "inner/requirements.txt": "scipy"})
    inner = str(tmp_path / "project" / "inner")
    assert Project(inner).declared("").names == {"numpy", "scipy"}
    assert Project(inner, top=inner).declared("").names == {"scipy"}


def test_what_scripts_install_counts_but_declares_nothing_alone(project: Write) -> None:
    opened = project(Dockerfile="FROM python\nRUN pip install numpy pandas\n")
    assert opened.declared("").files == ()
    assert {"numpy", "pandas"} <= opened.declared("").names


def test_lock_files_count_only_where_nothing_else_does(project: Write) -> None:
    files = {"poetry.lock": "[[package]]\nname = 'scipy'\n", "requirements.txt": "numpy"}
    assert project(files).declared("").names == {"numpy"}


@pytest.mark.parametrize(
    ("file", "text", "for_running"),
    [
        ("requirements.txt", "numpy", True),
        ("environment.yml", "dependencies:\n- numpy\n", True),
        ("pyproject.toml", "[project]\nname = 'x'\ndependencies = ['numpy']\n", False),
        ("requirements-dev.txt", "numpy", False),
        ("binder/environment.yml", "dependencies:\n- numpy\n", False),
    ],
)
def test_an_environment_is_told_from_what_a_package_needs(
    project: Write, file: str, text: str, for_running: bool
) -> None:
    assert project({file: text}).declared("").for_running is for_running


def test_script_block() -> None:
    block = "#!x\n# /// script\n# requires-python = '>=3.11'\n# dependencies = [\n#   'NumPy<2',\n# ]\n# ///\nx = 1\n"
    assert script_block(block) == {"numpy"}
    assert script_block("# /// script\n# dependencies = ['numpy']\n") is None
    assert script_block("# /// script\n# dependencies = [\n# ///\n") is None
    assert script_block("import numpy") is None


def test_prose_and_options_are_no_distributions(project: Write) -> None:
    opened = project(
        {"requirements.txt": "scipy", "README.md": "conda env create -f environment.yml\npip install numpy"}
    )
    assert opened.declared("").names == {"scipy", "numpy"}
