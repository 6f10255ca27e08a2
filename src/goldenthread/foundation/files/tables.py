"""Any file with a table in it, opened as numbered rows of cells."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from goldenthread.domain.importing import Refused
from goldenthread.foundation.files.encoding import Encoding, encoding_of, open_text
from goldenthread.foundation.files.kinds import ACCEPTED, Kind, kind_of
from goldenthread.foundation.files.workbooks import Workbook

MOST_ROWS = 2_000_000
MOST_COLUMNS = 500
LONGEST_CELL = 16 * 1024 * 1024
DELIMITERS = ",;\t|"
LONGEST_LINE = 4 * LONGEST_CELL
UNCLOSED = "A quotation mark that opens there is never closed; close it or remove it."
SNIFFED = 64 * 1024
_SAID = re.compile(r"\ufeff?\"?sep=([,;\t|])\"?\s*[\r\n]", re.IGNORECASE)  # how Excel is told the delimiter

NumberedRow = tuple[int, list[object]]


@dataclass(frozen=True)
class Table:
    """A table on disk. `rows()` starts again from the top; a row's number is what a spreadsheet shows."""

    kind: Kind
    rows: Callable[[], Iterator[NumberedRow]]
    notes: tuple[str, ...] = ()


def open_table(path: Path) -> Table:
    """Return the table in the file; raise `Refused` when there is none, or when it would harm."""
    kind = kind_of(path)
    if kind in (Kind.XLSX, Kind.ODS):
        book = Workbook(path)
        return Table(kind, book.rows, book.notes)
    return _text_table(path, kind)


def _text_table(path: Path, kind: Kind) -> Table:
    packed = kind is Kind.GZ
    encoding = encoding_of(path, packed=packed)
    with open_text(path, encoding, packed=packed) as file:
        start = file.read(SNIFFED).replace("\0", "")
    _refuse_what_is_no_text(start)
    delimiter = _delimiter_of(start)
    notes = (encoding.note,) if encoding.note else ()
    return Table(kind, lambda: _text_rows(path, encoding, delimiter, packed=packed), notes)


def _refuse_what_is_no_text(start: str) -> None:
    if not start.strip("\ufeff \t\r\n,;|\"'"):
        raise Refused(
            f"The file is empty. Send a {ACCEPTED} file with a header row and at least one row below it."
        )
    if start.lstrip("\ufeff \r\n")[:1] in "{[" and not any(
        mark in start.split("\n", 1)[0] for mark in ";\t|"
    ):
        raise Refused(f"This looks like JSON, not a table. Only {ACCEPTED} files can be read.")
    strange = sum(letter < " " and letter not in "\t\r\n\x0b\x0c" or letter == "\ufffd" for letter in start)
    if strange > len(start) * 0.05:
        raise Refused(f"This is not a table of text. Only {ACCEPTED} files can be read.")


def _delimiter_of(start: str) -> str:
    """Return the mark that splits the first records most evenly into most cells."""
    if said := _SAID.match(start):
        return said[1]
    best, best_score = ",", 0.0
    for mark in DELIMITERS:
        records = csv.reader(start.splitlines(keepends=True)[:200], delimiter=mark)
        try:
            widths = [len(record) for record in records if any(cell.strip() for cell in record)][:50]
        except csv.Error:
            continue
        if not widths or max(widths[0], 0) < 2:
            continue
        score = Counter(widths)[widths[0]] / len(widths) * min(widths[0], 8) ** 0.5
        if score > best_score:
            best, best_score = mark, score
    return best


def _text_rows(path: Path, encoding: Encoding, delimiter: str, *, packed: bool) -> Iterator[NumberedRow]:
    csv.field_size_limit(LONGEST_CELL)
    with open_text(path, encoding, packed=packed) as file:
        lines = _Lines(file)
        records = csv.reader(lines, delimiter=delimiter)
        for number in itertools.count(1):
            lines.of_record, lines.quotes = 0, 0
            try:
                record = next(records, None)
            except csv.Error:
                raise Refused(f"Row {number} has a cell longer than 16 MB. {UNCLOSED}") from None
            if record is None:
                return
            if lines.ended and lines.of_record > 1 and lines.quotes % 2:
                raise Refused(f"Row {number} never ends: all below it would be one cell. {UNCLOSED}")
            _refuse_too_large(number, len(record))
            if any(cell and not cell.isspace() for cell in record) and not _is_said(number, record):
                yield number, list(record)


class _Lines:
    """The lines of a file without NUL, with what is needed to notice a quotation mark never closed."""

    def __init__(self, file: IO[str]) -> None:
        self.file = file
        self.of_record = self.quotes = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Give the next line; one with no end in sight is refused before it fills the memory."""
        line = self.file.readline(LONGEST_LINE)
        if not line:
            self.ended = True
            raise StopIteration
        if len(line) >= LONGEST_LINE:
            raise Refused(
                "The file has a line longer than 64 MB, so it is not a table. Send it as CSV or XLSX."
            )
        self.of_record += 1
        self.quotes += line.count('"')
        return line.replace("\0", "")


def _is_said(number: int, record: list[str]) -> bool:
    """Tell the line that only names the delimiter."""
    return number == 1 and record[0].lower().startswith("sep=") and not any(record[1:])


def _refuse_too_large(number: int, width: int) -> None:
    if number > MOST_ROWS:
        raise Refused("The file has over 2,000,000 rows. Split it into smaller files.")
    if width > MOST_COLUMNS:
        raise Refused(
            f"Row {number} has {width:,} columns; 500 is the most that can be read. Remove the empty ones."
        )
