"""Bring distributions.json up to date with the metadata of what is installed.

The table holds what is known by documentation of libraries that are not installed here; for those that are, their
metadata says which modules they give and what they bring along. What the metadata does not say is kept as it is:
another version may.

    python scripts/knowledge/generate_distributions.py [--check]
"""

import re
from importlib import metadata

import table

from mldebt_lab.project.names import normalised, requirement_name

_PRIVATE = re.compile(r"_|test|doc|example|bench|[0-9a-f]{20}")


def build(known: table.Table) -> table.Table:
    """The table with what the installed distributions say of themselves."""
    same_name = set(known["same_name"].split())
    modules = {module: list(names) for module, names in known["modules"].items()}
    there = set(known["always_there"].split()) | set(known["standard_library"].split())
    for module, providers in metadata.packages_distributions().items():
        if _PRIVATE.match(module) or module in there or not module.isidentifier():
            continue
        for name in sorted({normalised(provider) for provider in providers}):
            if module not in modules and normalised(module) == name:
                same_name.add(module)
            elif module not in same_name and name not in modules.setdefault(module, []):
                modules[module].append(name)
    brings = {name: set(others) for name, others in known["brings"].items()}
    for name in sorted(brings):
        brings[name] |= _required(name)
    return {
        **known,
        "same_name": " ".join(sorted(same_name)),
        "modules": modules,
        "brings": {name: sorted(others) for name, others in brings.items()},
    }


def _required(name: str) -> set[str]:
    """What an installed distribution always brings along itself; nothing for one that is not installed."""
    try:
        requirements = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return set()
    named = (requirement_name(text) for text in requirements if ";" not in text)
    return {other for other in named if other is not None and other != name}


if __name__ == "__main__":
    table.main("distributions", build, __doc__ or "")
