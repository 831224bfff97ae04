"""Generate star_exports.json: run `from m import *` for well-known modules and write down what it binds.

Names are added to the committed ones, so the table is the union over the versions that this script has run under: a
name that
a star import no longer binds is not reported in a notebook of that time. Modules that are not installed keep their
entry. A module whose names depend on the machine or that changes
from release to release (deep learning frameworks) is left out: unknown is silent, a wrong list is a false alarm.
"""

import warnings

import table

STDLIB = """
abc argparse array asyncio base64 bisect calendar cmath codecs collections collections.abc concurrent.futures
contextlib copy csv ctypes dataclasses datetime decimal difflib dis enum fractions functools gc getpass glob
gzip hashlib heapq html inspect io ipaddress itertools json keyword logging math multiprocessing numbers
operator os os.path pathlib pickle pprint queue random re secrets shutil signal socket sqlite3 statistics
string struct subprocess sys tempfile textwrap threading time timeit tkinter tkinter.ttk traceback turtle
types typing unittest urllib.parse urllib.request uuid warnings weakref xml.etree.ElementTree zipfile zoneinfo
"""
NUMPY = "numpy numpy.fft numpy.linalg numpy.ma numpy.polynomial numpy.random"
PLOTS = """
matplotlib.pyplot matplotlib.pylab pylab matplotlib.patches matplotlib.cm matplotlib.ticker
matplotlib.animation matplotlib.mlab mpl_toolkits.mplot3d
"""
SCIPY = """
scipy scipy.cluster scipy.constants scipy.fft scipy.fftpack scipy.integrate scipy.interpolate scipy.io
scipy.linalg scipy.ndimage scipy.optimize scipy.signal scipy.sparse scipy.sparse.linalg scipy.spatial
scipy.spatial.distance scipy.special scipy.stats scipy.cluster.hierarchy
"""
SKLEARN = """
sklearn.cluster sklearn.compose sklearn.datasets sklearn.decomposition sklearn.ensemble
sklearn.feature_extraction.text sklearn.feature_selection sklearn.impute sklearn.linear_model sklearn.manifold
sklearn.metrics sklearn.mixture sklearn.model_selection sklearn.naive_bayes sklearn.neighbors
sklearn.neural_network sklearn.pipeline sklearn.preprocessing sklearn.svm sklearn.tree
"""
OTHER = """
pandas seaborn sympy sympy.abc sympy.physics.units sympy.plotting sympy.stats sympy.vector ipywidgets networkx
IPython.display
"""
# scipy re-exported numpy for many years.
INCLUDES = {"pylab": ["matplotlib.pylab"], "matplotlib.pylab": ["matplotlib.pyplot", "numpy"], "scipy": ["numpy"]}
ABOUT = (
    "What `from m import *` binds, by execution: the union over Python 3.10 to 3.13, numpy 1.23 and 2.4, scipy 1.9 "
    "and 1.17, scikit-learn 1.1 and 1.9, pandas 1.5 and 3.1, matplotlib 3.5 and 3.11, sympy 1.10 and 1.14, "
    "ipywidgets 7 and 8."
)


def exports(module: str) -> set[str] | None:
    """The names that the statement binds here; None where the module does not import."""
    bound: dict[str, object] = {}
    try:
        exec(f"from {module} import *", bound)
    except ImportError:
        return None
    prompts = {"ps1", "ps2", "ps3"} if module == "sys" else set()  # bound in an interactive session
    return {name for name in bound if name != "__builtins__"} | prompts


def committed(modules: dict[str, dict[str, object]], module: str) -> set[str]:
    """All names of a module in the committed table."""
    entry = modules[module]
    included: list[str] = entry.get("includes", [])  # type: ignore[assignment]
    return set(str(entry["names"]).split()).union(*(committed(modules, other) for other in included))


def build(old: table.Table) -> table.Table:
    """The union of the committed names and the running versions'; lists share what they re-export."""
    warnings.simplefilter("ignore")
    for switch in ("enable_halving_search_cv", "enable_iterative_imputer"):
        exports(f"sklearn.experimental.{switch}")  # what they switch on is bound by a star from then on
    modules: dict[str, dict[str, object]] = dict(old.get("modules", {}))
    bound = {module: committed(modules, module) for module in modules}
    for module in " ".join((STDLIB, NUMPY, PLOTS, SCIPY, SKLEARN, OTHER)).split():
        bound[module] = bound.get(module, set()) | (exports(module) or set())
    for module, names in bound.items():
        included = INCLUDES.get(module, ())
        covered: set[str] = set().union(*(bound[other] for other in included))
        modules[module] = {"names": " ".join(sorted(names - covered))} | ({"includes": included} if included else {})
    return {"about": ABOUT, "modules": {module: entry for module, entry in modules.items() if bound[module]}}


if __name__ == "__main__":
    table.main("star_exports", build, __doc__)
