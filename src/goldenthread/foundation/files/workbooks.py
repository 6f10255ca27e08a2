"""XLSX and ODS sheets, read by a process of their own that a harmful file may kill without harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO

from goldenthread.domain.importing import Refused

CHILD = Path(__file__).with_name("workbook_child.py")
PATIENCE = 180  # seconds
PIECE = 256 * 1024
UNREADABLE = (
    "The spreadsheet is damaged, or so large that it would use up the memory. Save it as CSV and send that."
)


class Workbook:
    """The largest visible sheet of a workbook, kept as lines in a nameless temporary file."""

    def __init__(self, path: Path) -> None:
        """Read the workbook at `path`; raise `Refused` when it is damaged, locked or too large."""
        self._lines = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the workbook does)
        code = _run(path, self._lines)
        if code:
            raise Refused(_reason(self._lines) if code == 3 else UNREADABLE)
        about = json.loads(next(self._raw_lines()))
        self.sheet: str = about["sheet"]
        self.sheets: int = about["sheets"]

    @property
    def notes(self) -> tuple[str, ...]:
        """Return a sentence when a sheet had to be chosen."""
        if self.sheets < 2:
            return ()
        return (f'The workbook has {self.sheets} sheets; only the largest, "{self.sheet}", was read.',)

    def rows(self) -> Iterator[tuple[int, list[object]]]:
        """Give each row that holds anything, with its number on the sheet."""
        lines = self._raw_lines()
        next(lines)
        for number, line in enumerate(lines, start=1):
            cells = json.loads(line, object_hook=_day)
            if any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in cells):
                yield number, cells

    def _raw_lines(self) -> Iterator[bytes]:
        """Give the kept lines; each walk has its own place in the file."""
        place, rest = 0, b""
        while piece := os.pread(self._lines.fileno(), PIECE, place):
            place += len(piece)
            *whole, rest = (rest + piece).split(b"\n")
            yield from whole
        if rest:
            yield rest


def _run(path: Path, out: IO[bytes]) -> int:
    """Run the child on `path` and return its exit code; nought is success, three a refusal in words."""
    command = [sys.executable, "-P", str(CHILD), str(path.resolve())]
    environment = {key: value for key, value in os.environ.items() if key != "RUST_BACKTRACE"}
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL,
            env=environment | {"PYTHONIOENCODING": "utf-8"}, timeout=PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return -1
    return done.returncode


def _reason(lines: IO[bytes]) -> str:
    """Return the sentence on the last line."""
    size = lines.seek(0, os.SEEK_END)
    lines.seek(max(0, size - 4096))
    return str(json.loads(lines.read().splitlines()[-1])["refused"])


def _day(carried: dict[str, str]) -> date:
    """Return the day, or the day with a time, that a line carries."""
    written = carried["d"]
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
