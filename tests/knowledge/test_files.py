"""Readers and writers against the installed libraries, and nothing of theirs forgotten."""

import inspect
from pathlib import Path

import pytest

from mldebt_lab import knowledge

PATH_PARAMETERS = {"fname", "filename", "filename_or_obj", "file_name", "filepath_or_buffer", "path_or_buf",
    "path_or_buffer", "path", "io",
                   "path_or_file", "container_path", "data_home", "out_file", "source", "target"}  # fmt: skip
# Public names with such a parameter that touch no file of the user's, or are judged elsewhere.
NOT_FILES = {
    "numpy.moveaxis": "source is an axis", "pandas.eval": "target is a frame",
    "sklearn.datasets.clear_data_home": "removes a cache",
    "sklearn.datasets.get_data_home": "gives a folder's name",
    "scipy.io.FortranEOFError": "an error", "scipy.io.FortranFormattingError": "an error",
}  # fmt: skip


@pytest.mark.usefixtures("same_versions")
def test_arguments_stand_where_the_table_says() -> None:
    import hold_files

    assert hold_files.errors() == []


def test_a_wrong_argument_is_noticed() -> None:
    import hold_files

    pytest.importorskip("pandas")
    wrong = {
        "pandas.read_csv": [{"mode": "read", "path": ["path", 0]}],
        "pandas.read_nothing": [{"mode": "read", "path": ["p", 0]}],
    }
    assert len(list(hold_files.function_errors(wrong))) == 2


@pytest.mark.parametrize(
    "module", ["numpy", "pandas", "scipy.io", "scipy.sparse", "sklearn.datasets", "sklearn.tree", "joblib"]
)
@pytest.mark.usefixtures("same_versions")
def test_no_public_reader_or_writer_is_forgotten(module: str) -> None:
    library = pytest.importorskip(module)
    known = knowledge.files()
    missing = []
    for name in dir(library):
        full = f"{module}.{name}"
        function = getattr(library, name)
        if (
            name.startswith("_")
            or not callable(function)
            or full in known.functions
            or full in (*known.no_access, *NOT_FILES)
        ):
            continue
        try:
            parameters = set(inspect.signature(function).parameters)
        except (TypeError, ValueError):
            continue
        if parameters & PATH_PARAMETERS:
            missing.append(full)
    assert missing == []


@pytest.mark.usefixtures("same_versions")
def test_pandas_readers_and_writers_are_complete() -> None:
    pandas = pytest.importorskip("pandas")
    known = knowledge.files()
    readers = {f"pandas.{n}" for n in dir(pandas) if n.startswith("read_")}
    assert readers <= {*known.functions, *known.no_access}
    no_files = {"to_clipboard", "to_dict", "to_frame", "to_gbq", "to_iceberg", "to_list", "to_numpy", "to_period",
        "to_records", "to_sql",
                "to_timestamp", "to_xarray"}  # fmt: skip
    writers = {n for cls in (pandas.DataFrame, pandas.Series) for n in dir(cls) if n.startswith("to_")}
    assert writers - no_files <= set(known.methods)


def test_numpy_adds_the_suffixes(tmp_path: Path) -> None:
    numpy = pytest.importorskip("numpy")
    functions = knowledge.files().functions
    for name, arguments in (("save", (numpy.ones(2),)), ("savez", (numpy.ones(2),)), ("savetxt", (numpy.ones(2),))):
        access = functions[f"numpy.{name}"][0]
        getattr(numpy, name)(str(tmp_path / name), *arguments)
        assert (tmp_path / f"{name}{access.suffix or ''}").is_file()
