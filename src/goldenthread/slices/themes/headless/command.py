"""The words typed after `goldenthread learn`, and one clear sentence when they cannot be followed."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from goldenthread.domain.importing import Refused
from goldenthread.ports.registry import NotShelved
from goldenthread.slices.themes.headless.analyse import analyse
from goldenthread.slices.themes.headless.as_data import as_data
from goldenthread.slices.themes.headless.facts import Findings
from goldenthread.slices.themes.headless.report import report
from goldenthread.textmining.model import ModelRefused

DONE, NOT_DONE = 0, 2
FIELD_OF = {"date_column": "said_on", "text_column": "text", "group_column": "group"}
LONDON = ZoneInfo("Europe/London")


def run(argv: Sequence[str]) -> int:
    """Read a file of comments, write the report; return 0, or 2 after one sentence on the error stream.

    The importer and the theme finder must stand on their shelves. Nothing half-written is ever left.
    """
    parser = _parser()
    try:
        wanted = parser.parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or DONE)
    try:
        _learn(wanted)
    except (Refused, NotShelved, ModelRefused) as refusal:
        return _refuse(str(refusal))
    except OSError as fault:
        return _refuse(_in_words(fault))
    return DONE


def _learn(wanted: argparse.Namespace) -> None:
    now = datetime.now(LONDON)
    path = Path(wanted.file)
    if not path.is_file():
        raise Refused(f"There is no file {wanted.file}. Check the name and the folder.")
    places = [Path(place) for place in (wanted.out, wanted.json) if place]
    for place in places:
        _check_place(place, path)
    columns = {field: getattr(wanted, name) for name, field in FIELD_OF.items() if getattr(wanted, name)}
    findings = analyse(path, columns=columns, today=now.date())
    contents = {}
    if wanted.out:
        contents[Path(wanted.out)] = report(findings, made_at=now)
    if wanted.json:
        contents[Path(wanted.json)] = json.dumps(as_data(findings), ensure_ascii=False, indent=1) + "\n"
    _write_all(contents)
    _say(sys.stdout, _summary(findings, places))


def _check_place(place: Path, source: Path) -> None:
    if not place.resolve().parent.is_dir():
        raise Refused(
            f"The folder {place.parent} does not exist, so {place.name} cannot be written. Make it first."
        )
    if place.is_dir():
        raise Refused(f"{place} is a folder. Give the name of a file to write.")
    if place.exists() and place.samefile(source):
        raise Refused(f"{place} is the file to read. Give another name for the report.")


def _write_all(contents: dict[Path, str]) -> None:
    """Write every file whole under another name first, so that a stop at any moment leaves old or new."""
    waiting: list[tuple[str, Path]] = []
    try:
        for place, content in contents.items():
            handle, name = tempfile.mkstemp(dir=place.resolve().parent, prefix=f".{place.name}.")
            waiting.append((name, place))
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(content)
            Path(name).chmod(0o644)
        for name, place in waiting:
            Path(name).replace(place)
    finally:
        for name, _ in waiting:
            Path(name).unlink(missing_ok=True)


def _summary(findings: Findings, places: Sequence[Path]) -> str:
    source = findings.source
    return (
        f"{source.read:,} rows read, {source.used:,} used, {source.refused:,} refused. "
        f"{len(findings.themes)} themes found. Written: {', '.join(map(str, places))}.\n"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="goldenthread learn",
        description="Find the themes in a file of comments, what changed, and how sure that is. Needs no server.",
    )
    parser.add_argument("file", metavar="FILE", help="comments as CSV, gzipped CSV, XLSX or ODS")
    parser.add_argument("--date-column", metavar="NAME", help="the column with the day each comment was made")
    parser.add_argument("--text-column", metavar="NAME", help="the column with the words")
    parser.add_argument("--group-column", metavar="NAME", help="the column with the team or service")
    parser.add_argument(
        "--out", metavar="FILE", default="report.html", help="the report (default: report.html)"
    )
    parser.add_argument("--json", metavar="FILE", help="the same findings for other programs")
    return parser


def _refuse(sentence: str) -> int:
    _say(sys.stderr, " ".join(sentence.split()) + "\n")
    return NOT_DONE


def _say(stream: TextIO, words: str) -> None:
    """Write `words`, with a question mark for each letter that the screen cannot show."""
    encoding = stream.encoding or "utf-8"
    stream.write(words.encode(encoding, "replace").decode(encoding))


def _in_words(fault: OSError) -> str:
    what = fault.strerror or "it could not be read or written"
    return f"{fault.filename or 'The file'}: {what[0].lower()}{what[1:]}."
