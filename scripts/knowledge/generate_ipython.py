"""Generate ipython.json: names bound without any cell, and the magics known.

Builtins and magics of the running Python and IPython are added to the committed ones, so the table becomes the union
over the versions that this script has run under; nothing is ever taken out.
"""

import builtins

import table
from IPython.core.interactiveshell import InteractiveShell

# Modules' own attributes that an interactive namespace has; `__file__` is not among them.
NAMESPACE = {
    "In", "Out", "_", "__", "___", "_i", "_ii", "_iii", "_ih", "_oh", "_dh", "get_ipython", "display", "exit", "quit",
    "open",
    "__name__", "__doc__", "__builtin__", "__builtins__", "__package__", "__loader__", "__spec__", "__session__",
    "_exit_code",
}  # fmt: skip
# Builtins of some supported version or system that the running one may lack.
ELSEWHERE = {"WindowsError", "PythonFinalizationError", "ExceptionGroup", "BaseExceptionGroup", "EncodingWarning",
    "aiter", "anext",
             "copyright", "credits", "license", "help", "exit", "quit"}  # fmt: skip
# Of ipykernel, of IPython on other systems, and of older versions.
MORE_MAGICS = {"connect_info", "qtconsole", "autosave", "less", "more", "man", "subshell", "clear", "ldir", "ddir",
    "ls", "dir",
               "cls", "copy", "ren", "echo", "install_ext", "install_default_config", "install_profiles", "profile",
               "ed", "edit"}  # fmt: skip
PYLAB = {"numpy", "matplotlib", "pylab", "mlab", "pyplot", "np", "plt", "figsize", "getfigs", "display"}
PLATFORMS = {
    "databricks": [
        "spark",
        "sc",
        "sqlContext",
        "dbutils",
        "display",
        "displayHTML",
        "table",
        "sql",
        "udf",
        "getArgument",
        "sqlc",
    ],
    "synapse": ["spark", "sc", "sqlContext", "mssparkutils", "notebookutils", "display", "displayHTML"],
    "fabric": ["spark", "sc", "sqlContext", "notebookutils", "mssparkutils", "display", "displayHTML"],
    "sparkmagic": ["spark", "sc", "sqlContext"],
    "pyspark": ["spark", "sc", "sqlContext", "sqlCtx"],
    "zeppelin": ["spark", "sc", "sqlContext", "z"],
    "glue": ["spark", "sc", "glueContext"],
    "vscode": ["__vsc_ipynb_file__"],
    "sage": ["*"],
    "xonsh": ["*"],
}


def build(old: table.Table) -> table.Table:
    """The union of the committed table and what the running versions have."""
    shell = InteractiveShell.instance()
    magics = shell.magics_manager.magics
    aliases = {name for name, _ in shell.alias_manager.aliases}

    def union(key: str, *more: object) -> list[str]:
        names: set[str] = set(old.get(key, []))
        for group in more:
            names |= set(group)  # type: ignore[call-overload]
        return sorted(names)

    own = (
        name
        for name in dir(builtins)
        if not name.startswith("_") or name in {"__build_class__", "__debug__", "__import__"}
    )
    return {
        "about": "Names that IPython, Python 3.10 to 3.14, %pylab and platforms bind, "
        "and the magics of IPython 8 and 9 with ipykernel.",
        "namespace": union("namespace", NAMESPACE),
        "patterns": [r"_\d+", r"_i\d+"],
        "builtins": union("builtins", set(own) - {"display", "get_ipython"}, ELSEWHERE),
        "line_magics": union("line_magics", magics["line"], MORE_MAGICS, aliases),
        "cell_magics": union("cell_magics", magics["cell"]),
        "shell_aliases": union(
            "shell_aliases", aliases, {"ls", "cat", "cp", "mv", "rm", "mkdir", "rmdir", "less", "more", "man", "clear"}
        ),
        "pylab": sorted(PYLAB),
        "platforms": PLATFORMS,
    }


if __name__ == "__main__":
    table.main("ipython", build, __doc__)
