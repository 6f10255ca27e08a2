"""A small program of its own that turns one workbook into lines of JSON, with little memory and time.

The library that reads workbooks stops its whole process when a sheet claims to be huge. Here that stops
only this process: the one that asked lives on. It is run by path, and imports nothing of this house.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import IO

import python_calamine as calamine

try:
    import resource
except ImportError:  # a system without such limits
    resource = None  # type: ignore[assignment]

MEMORY = 2 * 1024**3
SPOOL = 1024**3  # the longest output: text of a sheet, as JSON
SECONDS = 120
MOST_ROWS = 2_000_000
MOST_COLUMNS = 500
MOST_SHEETS = 50
LONGEST_CELL = 16 * 1024 * 1024

TOO_LONG = "The sheet has over 2,000,000 rows. Split it into smaller files."
TOO_WIDE = "The sheet has {:,} columns; 500 is the most that can be read. Remove the empty ones."
TOO_BIG = "Row {} has a cell longer than 16 MB. Shorten it."
NO_SHEET = (
    "The workbook has no sheet with anything on it. It needs a header row and at least one row below it."
)
PASSWORD = "The spreadsheet has a password. Save a copy without one and send that."
DAMAGED = "The spreadsheet is damaged or cut short. Open it, save it again and send the new copy."


class Unfit(Exception):
    """The workbook cannot be read; the text is the sentence to pass on."""


def limit() -> None:
    """Bound the memory and the time of this process, where the system can."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (SPOOL, SPOOL))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def plain(cell: object) -> object:
    """Return a cell as JSON can carry it: days as {"d": "2026-03-31"}, numbers and text as they are."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, (time, timedelta)):
        return str(cell)
    return cell


def trimmed(row: Sequence[object]) -> list[object]:
    """Return the cells up to the last that holds something."""
    end = len(row)
    while end and row[end - 1] in ("", None):
        end -= 1
    return [plain(cell) for cell in row[:end]]


def largest(book: calamine.CalamineWorkbook) -> tuple[calamine.CalamineSheet, int]:
    """Return the visible sheet with most on it, and how many visible sheets there are."""
    names = [meta.name for meta in book.sheets_metadata
             if meta.visible == calamine.SheetVisibleEnum.Visible and meta.typ == calamine.SheetTypeEnum.WorkSheet]  # fmt: skip
    best = None
    for name in names[:MOST_SHEETS]:
        sheet = book.get_sheet_by_name(name)
        if sheet.height and (best is None or sheet.height * sheet.width > best.height * best.width):
            best = sheet
    if best is None:
        raise Unfit(NO_SHEET)
    return best, len(names)


def write(path: str, out: IO[str]) -> None:
    """Write a line about the sheet, then a line for each row."""
    with calamine.CalamineWorkbook.from_path(path) as book:
        sheet, count = largest(book)
        if sheet.total_height > MOST_ROWS:
            raise Unfit(TOO_LONG)
        if sheet.width > MOST_COLUMNS:
            raise Unfit(TOO_WIDE.format(sheet.width))
        out.write(json.dumps({"sheet": sheet.name, "sheets": count}) + "\n")
        for number, row in enumerate(sheet.iter_rows(), start=1):
            if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row):
                raise Unfit(TOO_BIG.format(number))
            out.write(json.dumps(trimmed(row)) + "\n")


def main(path: str) -> int:
    """Write the workbook at `path` to standard output; return 3 with a sentence as the last line when unfit."""
    limit()
    try:
        write(path, sys.stdout)
    except Unfit as unfit:
        sentence = str(unfit)
    except calamine.PasswordError:
        sentence = PASSWORD
    except Exception:  # whatever a damaged file makes the library raise, the answer is the same
        sentence = DAMAGED
    else:
        return 0
    sys.stdout.write(json.dumps({"refused": sentence}) + "\n")
    return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
