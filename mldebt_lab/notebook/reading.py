"""Read a notebook file of any nbformat version from 2 to 4.5 into the model.

The hot path is a typed decoder that skips outputs' data without building objects for it; whatever it refuses is tried
again with the standard library's more lenient decoder. The format: https://nbformat.readthedocs.io/.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from mldebt_lab.notebook.answers import answers_in
from mldebt_lab.notebook.ignores import ignores_in
from mldebt_lab.notebook.model import Cell, CellType, ErrorOutput, Notebook, Unreadable

_ENCODINGS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class _OutputDocument(msgspec.Struct, gc=False):
    output_type: Any = None
    ename: Any = None
    evalue: Any = None


class _CellMetadata(msgspec.Struct, gc=False):
    tags: Any = None
    mldebt: Any = None


class _CellDocument(msgspec.Struct, gc=False):
    cell_type: Any = None
    id: Any = None
    source: str | list[str] | None = None
    input: str | list[str] | None = None  # nbformat 2 and 3
    execution_count: Any = None
    prompt_number: Any = None  # nbformat 2 and 3
    language: Any = None  # nbformat 2 and 3
    metadata: _CellMetadata | None = None
    outputs: list[_OutputDocument] | None = None


class _WorksheetDocument(msgspec.Struct, gc=False):
    cells: list[_CellDocument] = msgspec.field(default_factory=list)


class _Document(msgspec.Struct, gc=False):
    cells: list[_CellDocument] | None = None
    worksheets: list[_WorksheetDocument] | None = None  # nbformat 2 and 3
    metadata: Any = None
    nbformat: Any = None
    nbformat_minor: Any = None


_ERRORS = ("error", "pyerr")
_HIGHEST_COUNT = 2**53 - 1
"""What every reader of our JSON can hold."""

_decoder = msgspec.json.Decoder(_Document)


def read_file(path: Path, shown_path: str | None = None) -> Notebook:
    """Read the notebook at ``path``; reports name it ``shown_path``.

    Raises :class:`Unreadable` when there is no readable notebook, whatever the reason.
    """
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - all of it is read at once
            raw = file.read()
    except OSError as error:
        raise Unreadable(f"The file could not be read: {error.strerror or error}.") from None
    return read_bytes(raw, shown_path if shown_path is not None else str(path))


def read_bytes(raw: bytes, path: str) -> Notebook:
    """Read a notebook from the bytes of an ``.ipynb`` file. Raises :class:`Unreadable`."""
    if not raw or raw.isspace():
        raise Unreadable("The file is empty.")
    for mark, encoding in _ENCODINGS:
        if raw.startswith(mark):
            try:
                raw = raw.decode(encoding).encode()
            except UnicodeError:
                raise Unreadable("The file starts with a byte order mark but is not in that encoding.") from None
            break
    try:
        document = _decoder.decode(raw)
    except msgspec.ValidationError:
        document = _lenient(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        document = _lenient(raw)
    return _notebook(document, path, raw)


def read_document(document: Mapping[str, Any], path: str) -> Notebook:
    """Read a notebook that is already a mapping, such as an nbformat node. Raises :class:`Unreadable`."""
    return _notebook(_document_of(document), path, None)


def _lenient(raw: bytes) -> _Document:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"The file is not in UTF-8 (byte {error.start}), which notebooks have to be.") from None
    try:
        return _document_of(json.loads(text))
    except json.JSONDecodeError as error:
        raise Unreadable(f"The file is not valid JSON: {error.msg} in line {error.lineno}.") from None
    except RecursionError:
        raise Unreadable("The file's JSON is nested too deeply to be read.") from None
    except ValueError as error:  # such as an integer of more digits than Python converts
        raise Unreadable(f"The file's JSON cannot be read: {error}.") from None


def _document_of(value: Any) -> _Document:
    """Take over what is usable of a document whose parts may have any type."""
    if not isinstance(value, Mapping):
        raise Unreadable("The JSON is no notebook: it is not an object with cells.")
    worksheets = value.get("worksheets")
    cells = value.get("cells")
    return _Document(
        cells=[_cell_document(cell) for cell in cells] if isinstance(cells, list) else None,
        worksheets=[
            _WorksheetDocument([_cell_document(cell) for cell in sheet["cells"]])
            for sheet in worksheets
            if isinstance(sheet, Mapping) and isinstance(sheet.get("cells"), list)
        ]
        if isinstance(worksheets, list)
        else None,
        metadata=value.get("metadata"),
        nbformat=value.get("nbformat"),
        nbformat_minor=value.get("nbformat_minor"),
    )


def _cell_document(cell: Any) -> _CellDocument:
    if not isinstance(cell, Mapping):
        return _CellDocument(cell_type="raw")
    outputs = cell.get("outputs")
    metadata = _mapping(cell.get("metadata"))
    return _CellDocument(
        cell_type=cell.get("cell_type"),
        id=cell.get("id"),
        source=_source(cell.get("source")),
        input=_source(cell.get("input")),
        execution_count=cell.get("execution_count"),
        prompt_number=cell.get("prompt_number"),
        language=cell.get("language"),
        metadata=_CellMetadata(metadata.get("tags"), metadata.get("mldebt")),
        outputs=[
            _OutputDocument(output.get("output_type"), output.get("ename"), output.get("evalue"))
            for output in outputs
            if isinstance(output, Mapping)
        ]
        if isinstance(outputs, list)
        else None,
    )


def _source(value: Any) -> str | list[str] | None:
    if value is None or isinstance(value, str):
        return value
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else ""


def _notebook(document: _Document, path: str, raw: bytes | None) -> Notebook:
    if document.cells is not None:
        cell_documents = document.cells
    elif document.worksheets is not None:
        cell_documents = [cell for sheet in document.worksheets for cell in sheet.cells]
    else:
        raise Unreadable("The JSON is no notebook: it has no list of cells.")
    metadata = _mapping(document.metadata)
    ours = _mapping(metadata.get("mldebt"))
    language, version, declared = _language(metadata, cell_documents)
    ids = _unique_ids([cell.id for cell in cell_documents])
    major = document.nbformat if isinstance(document.nbformat, int) else 4
    minor = document.nbformat_minor if isinstance(document.nbformat_minor, int) else 0
    return Notebook(
        path=path,
        language=language,
        language_version=version,
        cells=tuple([_cell(index, cell, ids[index], major) for index, cell in enumerate(cell_documents)]),
        nbformat=(major, minor),
        ignores=ignores_in(ours.get("ignore")),
        answers=answers_in(ours.get("checklist")),
        declares_language=declared or major < 4,
        raw=raw,
    )


def _cell(index: int, document: _CellDocument, id: str, major: int) -> Cell:
    cell_type: CellType = document.cell_type if document.cell_type in ("code", "markdown") else "raw"
    content = document.source if document.source is not None else document.input
    items = tuple(content) if isinstance(content, list) else None
    if items is not None and major < 3:  # nbformat 2 kept lines without their ends
        items = tuple(item if item.endswith("\n") else f"{item}\n" for item in items[:-1]) + items[-1:]
    source = "".join(items) if items is not None else content if isinstance(content, str) else ""
    count = document.execution_count if document.execution_count is not None else document.prompt_number
    metadata = document.metadata
    outputs = document.outputs
    error = next((output for output in outputs if output.output_type in _ERRORS), None) if outputs else None
    return Cell(
        index=index,
        id=id,
        type=cell_type,
        source=source,
        execution_count=count if type(count) is int and 0 <= count <= _HIGHEST_COUNT else None,
        has_output=bool(outputs),
        error=ErrorOutput(str(error.ename or ""), str(error.evalue or "")) if error is not None else None,
        tags=_texts(metadata.tags) if metadata is not None and metadata.tags else (),
        ignores=ignores_in(_mapping(metadata.mldebt).get("ignore")) if metadata is not None and metadata.mldebt else (),
        source_items=items,
    )


def _unique_ids(given: list[Any]) -> list[str]:
    """The cells' own ids; for a missing one the index, for one given before a number behind it."""
    own = [value if isinstance(value, str) and value else None for value in given]
    taken = set(own)
    seen: set[str] = set()
    numbers: dict[str, int] = {}
    ids: list[str] = []
    for index, id in enumerate(own):
        base = id if id is not None else f"cell-{index}"
        name = base
        while name in seen or (name in taken and name != id):
            numbers[base] = number = numbers.get(base, 1) + 1
            name = f"{base}~{number}"
        seen.add(name)
        ids.append(name)
    return ids


def _language(metadata: Mapping[str, Any], cells: list[_CellDocument]) -> tuple[str, str, bool]:
    """The language, its version, and whether the file says so itself."""
    info = _mapping(metadata.get("language_info"))
    kernel = _mapping(metadata.get("kernelspec"))
    version = info.get("version")
    candidates = (info.get("name"), kernel.get("language"), *(cell.language for cell in cells[:1]))
    name = next((value for value in candidates if isinstance(value, str) and value), None)
    declared = name is not None
    kernel_name = str(kernel.get("name") or "").lower()
    chosen = kernel.get("language")
    if name is None:
        name = "r" if kernel_name == "ir" else "julia" if kernel_name.startswith("julia") else "python"
    name = name.lower()
    if name.startswith(("python", "ipython")):
        if not version and str(kernel.get("name")) == "python2":
            version = "2"
        name = "python"
        if kernel_name.startswith("sage"):
            return "sage", "", declared  # which says Python, but has its own syntax and names
        if isinstance(chosen, str) and chosen and not chosen.lower().startswith(("python", "ipython")):
            return chosen.lower(), "", declared  # the kernel was changed after the last run
    return name, version if isinstance(version, str) else "", declared


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
