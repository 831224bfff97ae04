"""Which distributions give which modules, held against what is installed here."""

from importlib import metadata

import pytest

from mldebt_lab import knowledge
from mldebt_lab.project.distributions import installed_with, providers
from mldebt_lab.project.names import normalised


@pytest.mark.parametrize(
    ("module", "names"),
    [
        ("numpy.linalg", {"numpy"}),
        ("cv2", {"opencv-python", "opencv-python-headless"}),
        ("PIL.Image", {"pillow"}),
        ("sklearn", {"scikit-learn"}),
        ("yaml", {"pyyaml"}),
        ("mpl_toolkits.mplot3d", {"matplotlib"}),
        ("mpl_toolkits.basemap", {"basemap"}),
        ("google.cloud.storage.blob", {"google-cloud-storage"}),
        ("google.colab.drive", set()),
        ("google.unheard_of", set()),
        ("os.path", set()),
        ("urllib2", set()),
        ("distutils.core", set()),
        ("IPython.display", set()),
        ("unheard_of", set()),
    ],
)
def test_providers(module: str, names: set[str]) -> None:
    found = set(providers(module))
    assert names <= found
    assert bool(names) == bool(found)


def test_every_installed_module_is_known_by_its_distribution() -> None:
    """As far as the table knows the module at all; what nobody imports in a notebook need not be in it."""
    wrong = {
        module: names
        for module, names in metadata.packages_distributions().items()
        if providers(module) and not set(providers(module)) & {normalised(name) for name in names}
    }
    assert wrong == {}
    assert all(providers(module) for module in ("yaml", "attr", "bs4", "dateutil", "psutil"))


def test_what_a_distribution_brings() -> None:
    there = installed_with(frozenset({"seaborn"}))
    assert there is not None
    assert {"seaborn", "matplotlib", "numpy", "pillow", "python-dateutil"} <= there
    assert "scikit-learn" not in there
    assert installed_with(frozenset({"numpy", "anaconda"})) is None
    assert "torch" in (installed_with(frozenset({"pytorch"})) or ())


def test_what_nothing_is_known_of_may_bring_what_many_bring() -> None:
    assert "requests" not in (installed_with(frozenset({"numpy"})) or ())
    there = installed_with(frozenset({"numpy", "unheard-of"})) or frozenset()
    assert "requests" in there
    assert "opencv-python" not in there


def test_names_are_normalised() -> None:
    table = knowledge.distributions()
    names = {*table.brings, *(name for others in table.brings.values() for name in others), *table.aliases.values()}
    names |= {name for provided in table.modules.values() for name in provided}
    assert [name for name in names if normalised(name) != name] == []
    assert not set(table.same_name.split()) & set(table.modules)


def test_the_standard_library_of_this_python_is_known() -> None:
    import sys

    public = {name for name in sys.stdlib_module_names if not name.startswith("_")}
    assert public <= set(knowledge.distributions().standard_library.split())
