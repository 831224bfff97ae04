"""Names of distributions in requirements and in install commands."""

import pytest

from mldebt_lab.project.installs import installs_in
from mldebt_lab.project.names import requirement_name


@pytest.mark.parametrize(
    ("requirement", "name"),
    [
        ("NumPy", "numpy"),
        ("scikit_learn>=1.2,<2", "scikit-learn"),
        ("ruamel.yaml == 0.18", "ruamel-yaml"),
        ("transformers[torch,vision]~=4.0", "transformers"),
        ("tomli>=2; python_version < '3.11'", "tomli"),
        ("black @ https://example.org/black-24.1.0-py3-none-any.whl", "black"),
        ("git+https://github.com/explosion/spaCy.git@v3#egg=spacy", "spacy"),
        ("git+https://github.com/fastai/fastcore.git", "fastcore"),
        ("https://example.org/en_core_web_sm-3.7.1.tar.gz", "en-core-web-sm"),
        ("numpy 1.26", "numpy"),
        ("--no-index", None),
        ("./wheels/thing", None),
        ("", None),
        ("# comment", None),
    ],
)
def test_requirement_name(requirement: str, name: str | None) -> None:
    assert requirement_name(requirement) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("%pip install -q seaborn 'pandas>=2'", {"seaborn", "pandas"}),
        ("!pip3 install --upgrade pip && pip install opencv-python==4.9", {"pip", "opencv-python"}),
        ("pip install xgboost", {"xgboost"}),
        ("!conda install -c conda-forge --yes geopandas=0.14", {"geopandas"}),
        ("!{sys.executable} -m pip install tqdm", {"tqdm"}),
        ("subprocess.check_call([sys.executable, '-m', 'pip', 'install', 'folium'])", {"folium"}),
        ("await piplite.install(['altair', \"vega_datasets\"])", {"altair", "vega-datasets"}),
        ("RUN pip install \\\n    torch \\\n    lightning", {"torch", "lightning"}),
        ("!uv pip install polars; ls", {"polars"}),
        ("# !pip install keras", set()),
        ("print('installed')", set()),
    ],
)
def test_what_commands_install(text: str, names: set[str]) -> None:
    assert names <= installs_in(text).names
    if not names:
        assert not installs_in(text).names


@pytest.mark.parametrize("text", ["!pip install -r requirements.txt", "!pip install {package}", "%pip install $names"])
def test_what_is_not_named_is_open(text: str) -> None:
    assert installs_in(text).open_ended
