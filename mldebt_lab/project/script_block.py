"""The dependencies that a notebook declares itself, in a comment in its first cell (PEP 723)."""

from __future__ import annotations

_START, _END = "# /// script", "# ///"


def script_block(source: str) -> set[str] | None:
    """The distributions in a script's metadata block; None when there is no such block, or it cannot be read."""
    if _START not in source:
        return None
    lines = [line.rstrip() for line in source.split("\n")]
    if _START not in lines:
        return None
    body = lines[lines.index(_START) + 1 :]
    if _END not in body:
        return None
    from mldebt_lab.project.toml_files import parse_toml, requirements_in

    block = body[: body.index(_END)]
    document = parse_toml("\n".join(line.removeprefix("#").removeprefix(" ") for line in block))
    return set(requirements_in(document.get("dependencies"))) if document is not None else None
