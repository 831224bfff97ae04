"""Write one page for each rule, and their index, from the rule classes into ``docs/rules``.

    python scripts/rule_pages.py            write what has changed, remove what is no rule any more
    python scripts/rule_pages.py --check    write nothing; exit with 1 if a page is not as it would be written

Each bad example is checked as it stands here, and what the rule says to it is quoted on the page.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from mldebt_lab.config_files import settings_from_toml
from mldebt_lab.dataflow.analysis import analyse
from mldebt_lab.finding import Finding, Severity
from mldebt_lab.places import Surroundings
from mldebt_lab.project import Project
from mldebt_lab.rules.base import Rule
from mldebt_lab.rules.example import Example, parse_example
from mldebt_lab.rules.registry import all_rules

PROJECT = Path(__file__).resolve().parents[1]
DOCS = PROJECT / "docs"
PRACTICES = PROJECT / "mldebt_lab" / "knowledge" / "practices.json"
FAMILIES = {
    "NDX": "Hidden state: order and execution",
    "NDR": "Randomness without a seed",
    "NDP": "Hard-coded paths",
    "NDS": "Writes to shared places",
    "NDE": "Environment",
}
SEVERITY_WORD: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
CONFIDENCE_WORD = {"proven": "sure", "likely": "likely", "possible": "maybe"}
GENERATED = "<!-- Written by scripts/rule_pages.py from the rule's class: change it there, then `make docs`. -->"


def pages() -> dict[str, str]:
    """All pages: file name to text."""
    practices = json.loads(PRACTICES.read_text("utf-8"))
    rules = all_rules()
    written = {f"{rule.code}.md": page(rule, practices) for rule in rules}
    return {"index.md": index(rules, practices), **written}


def page(rule: type[Rule], practices: dict[str, dict[str, str]]) -> str:
    """The page of one rule."""
    lines = [
        GENERATED,
        "",
        f"# {rule.name} ({rule.code})",
        "",
        "## What it does",
        "",
        rule.summary(),
        *([] if not rule.any_language else ["It needs no Python syntax: it looks at notebooks of every language."]),
        "",
        "## Why it is bad",
        "",
        paragraph(rule.why),
        "",
    ]
    if rule.bad:
        lines += ["## Example", "", *(line for text in rule.bad for line in bad_example(rule, text))]
    lines += ["## Use instead", "", paragraph(rule.fix), ""]
    if rule.good:
        lines += ["Nothing is reported here:", "", *(line for text in rule.good for line in code_block(text))]
    lines += [
        "## Severity and evidence",
        "",
        f"**{SEVERITY_WORD[rule.severity].capitalize()}**; {'on' if rule.on_by_default else 'off'} by default.",
        "What was found says itself [how sure it is, and on what evidence](../how-sure.md).",
        "",
        "## Best practices",
        "",
        *(f"- {number}. {practices['practices'][str(number)]}" for number in rule.practices),
        "",
        *source(practices),
        "",
        "## How to allow it",
        "",
        "In one place, behind the line:",
        "",
        "```python",
        f"...  # mldebt: ignore[{rule.code}] why it is all right here",
        "```",
        "",
        "In a cell, a notebook or the project: see [how to accept findings](../accepting.md).",
    ]
    return "\n".join(lines) + "\n"


def bad_example(rule: type[Rule], text: str) -> list[str]:
    """An example with what the rule says to it."""
    findings = sorted(findings_in(rule, text), key=lambda finding: (finding.cell and finding.cell.index, finding.span))
    said = [
        f"- cell {finding.cell.index + 1}, line {finding.span.start.line}: {finding.message}"
        f" ({SEVERITY_WORD[finding.severity]}, {CONFIDENCE_WORD[finding.confidence]}, {finding.evidence})"
        for finding in findings
        if finding.cell is not None and finding.span is not None
    ]
    return [*code_block(text), *said, ""]


def findings_in(rule: type[Rule], text: str) -> Iterable[Finding]:
    """What the rule finds in an example, in a project of its own."""
    example = parse_example(text)
    settings = settings_from_toml(example.config, "/home/ada/project")
    surroundings = Surroundings("/home/ada/project", "", settings.shared_directories)
    if not example.files:
        return list(rule().check(analyse(example.notebook, surroundings, example.session)))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / ".git").mkdir()
        for name, content in example.files:
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
        surroundings = replace(surroundings, project_root=folder, project=Project(folder))
        return list(rule().check(analyse(example.notebook, surroundings, example.session)))


def code_block(text: str) -> list[str]:
    """An example's cells, with the offending words underlined."""
    example = parse_example(text)
    lines: list[str] = []
    if example.config:
        lines += ["With this in `mldebt.toml`:", "", "```toml", example.config, "```", ""]
    for path, content in example.files:
        block = ["```text", content, "```", ""] if content else []
        lines += [f"With this in `{path}`:" if content else f"With a file `{path}`.", "", *block]
    lines += ["```python"]
    for cell in example.notebook.cells:
        if cell.index:
            lines.append("")
        notes = [f"run as [{cell.execution_count}]"] if cell.execution_count is not None else []
        notes += ["Markdown"] if cell.type == "markdown" else []
        notes += [f"tagged {', '.join(cell.tags)}"] if cell.tags else []
        notes += [f"ended in {cell.error.name}"] if cell.error is not None else []
        lines.append(f"# %% {', '.join([f'cell {cell.index + 1}', *notes])}")
        for number, line in enumerate(cell.source.split("\n"), start=1):
            shown = f"# {line}" if cell.type == "markdown" else line
            lines += [shown.rstrip(), *underline(example, cell.index, number)]
    return [*lines, "```", ""]


def underline(example: Example, cell: int, line: int) -> list[str]:
    """The line of carets below the words that are marked on a line, as a comment."""
    marks = [mark.span for mark in example.marks if mark.cell == cell and mark.span.start.line == line]
    if not marks:
        return []
    end = max(span.end.column for span in marks)
    under = ["^" if any(span.start.column <= at < span.end.column for span in marks) else " " for at in range(end)]
    return ["#" + "".join(under)[1:]]


def index(rules: Iterable[type[Rule]], practices: dict[str, dict[str, str]]) -> str:
    """The list of all rules, by family and by best practice."""
    by_family: dict[str, list[type[Rule]]] = defaultdict(list)
    by_practice: dict[int, list[type[Rule]]] = defaultdict(list)
    for rule in rules:
        by_family[rule.code[:3]].append(rule)
        for number in rule.practices:
            by_practice[number].append(rule)
    lines = [GENERATED, "", "# Rules", ""]
    lines += ["`mldebt explain CODE` says the same in a terminal. Rules in parentheses are off unless selected.", ""]
    for family in sorted(by_family, key=list(FAMILIES).index):
        members = by_family[family]
        lines += [f"## {FAMILIES[family]}", "", "| code | name | severity | what it finds |", "|---|---|---|---|"]
        for rule in members:
            name = rule.name if rule.on_by_default else f"({rule.name})"
            severity = SEVERITY_WORD[rule.severity]
            lines.append(f"| [{rule.code}]({rule.code}.md) | {name} | {severity} | {table_text(rule.summary())} |")
        lines.append("")
    lines += ["## By best practice", "", "| practice | rules |", "|---|---|"]
    for number in sorted(by_practice):
        links = ", ".join(f"[{rule.code}]({rule.code}.md)" for rule in by_practice[number])
        lines.append(f"| {number}. {practices['practices'][str(number)]} | {links} |")
    return "\n".join([*lines, "", *source(practices)]) + "\n"


def source(practices: dict[str, dict[str, str]]) -> list[str]:
    """Where the numbers of the practices come from."""
    post = practices["source"]
    return [f"Numbered as in [{post['title']}]({post['url']}) by {post['author']}; the words are ours."]


def paragraph(text: str) -> str:
    """Text of a rule as Markdown: one line, whatever its layout in the source."""
    return " ".join(text.split())


def table_text(text: str) -> str:
    """Text for a cell of a Markdown table."""
    return text.replace("|", "\\|")


def main() -> int:
    """Write the pages, or with ``--check`` only compare them."""
    folder = DOCS / "rules"
    wanted = pages()
    present = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    changed = sorted(name for name in wanted if present.get(name) != wanted[name])
    surplus = sorted(present.keys() - wanted.keys())
    if "--check" in sys.argv[1:]:
        for name in (*changed, *surplus):
            print(f"docs/rules/{name} is not up to date", file=sys.stderr)
        if changed or surplus:
            print("make docs writes them anew", file=sys.stderr)
        return int(bool(changed or surplus))
    folder.mkdir(parents=True, exist_ok=True)
    for name in changed:
        (folder / name).write_text(wanted[name], "utf-8")
    for name in surplus:
        (folder / name).unlink()
    print(f"{len(wanted)} pages, {len(changed)} written, {len(surplus)} removed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
