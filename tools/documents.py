"""Whether the documents are still true: commands exist, links lead somewhere, decisions are complete."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from tools.console import ROOT, say

COMMAND = re.compile(r"(?:^|[\s`(])\./run[ \t]+([a-z][a-z-]*)", re.MULTILINE)
LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
IN_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)
RECORD = re.compile(r"^(\d{4})-[a-z0-9-]+\.md$")
RECORD_PARTS = ("## Context", "## Decision", "## Consequences")


def main() -> int:
    """Print every fault found in the documents."""
    pages = documents()
    faults = [*commands_that_are_not_there(pages), *dead_links(pages), *incomplete_records()]
    for fault in faults:
        say(fault)
    say(f"{len(pages)} documents, {len(faults)} faults")
    return 1 if faults else 0


def documents() -> list[Path]:
    """Return the documents of the repository."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def commands_that_are_not_there(pages: list[Path]) -> Iterator[str]:
    """Find commands that a document tells people to type and that `./run` does not know."""
    known = set(
        re.findall(r'^    "([a-z-]+)": \w+,$', (ROOT / "run.py").read_text(encoding="utf-8"), re.MULTILINE)
    )
    for page in pages:
        for asked in COMMAND.findall(page.read_text(encoding="utf-8")):
            if asked not in known:
                yield f"{_name(page)}: there is no ./run {asked}"


def dead_links(pages: list[Path]) -> Iterator[str]:
    """Find links to files, or to headings in them, that are not there."""
    for page in pages:
        for target in LINK.findall(IN_CODE.sub("", page.read_text(encoding="utf-8"))):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, heading = unquote(target).partition("#")
            there = (page.parent / path).resolve() if path else page
            if not there.exists():
                yield f"{_name(page)}: {target} leads nowhere"
            elif heading and there.suffix == ".md" and heading not in _anchors(there):
                yield f"{_name(page)}: {target} names a heading that is not there"


def incomplete_records() -> Iterator[str]:
    """Find decision records out of number, or without context, decision or consequences."""
    folder = ROOT / "docs" / "decisions"
    records = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    for expected, path in enumerate(records, start=1):
        matched = RECORD.match(path.name)
        if not matched or int(matched[1]) != expected:
            yield f"{_name(path)}: the next record is called {expected:04d}-what-was-decided.md"
        text = path.read_text(encoding="utf-8")
        yield from (f"{_name(path)}: no part called {part}" for part in RECORD_PARTS if part not in text)


def _anchors(page: Path) -> set[str]:
    titles = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


if __name__ == "__main__":
    sys.exit(main())
