"""Tables on their way out, as CSV or XLSX, written row by row with every text kept as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO

import xlsxwriter

from goldenthread.domain.exporting import safe_cell

CHUNK = 64 * 1024
LONGEST_CELL = 32_767  # what one cell of a spreadsheet can hold
CUT = "… (cut: longer than one cell can hold; the CSV file has all of it)"


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield a CSV file in pieces of about 64 kB: UTF-8 with its mark, every cell quoted and guarded."""
    page = io.StringIO()
    writer = csv.writer(page, quoting=csv.QUOTE_ALL)
    page.write("\ufeff")
    writer.writerow([safe_cell(name) for name in header])
    for row in rows:
        writer.writerow([_as_text(value) for value in row])
        if page.tell() >= CHUNK:
            yield page.getvalue().encode("utf-8", "replace")
            page.seek(0)
            page.truncate()
    yield page.getvalue().encode("utf-8", "replace")


def xlsx_file(target: Path | IO[bytes], header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write an XLSX file to `target`: numbers as numbers, days as days, all else as plain text."""
    book = xlsxwriter.Workbook(
        target,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
         "strings_to_numbers": False, "default_date_format": "dd/mm/yyyy", "remove_timezone": True},
    )  # fmt: skip
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for place, name in enumerate(header):
        sheet.write_string(0, place, _cell(name), bold)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            _write(sheet, number, place, value)
    sheet.freeze_panes(1, 0)
    book.close()


def xlsx_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return an XLSX file, for small tables; see `xlsx_file`."""
    page = io.BytesIO()
    xlsx_file(page, header, rows)
    return page.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, number: int, place: int, value: object) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(number, place, value)
    elif isinstance(value, (int, float)) and abs(value) < 1e15:
        sheet.write_number(number, place, value)
    elif isinstance(value, (date, datetime)):
        sheet.write_datetime(number, place, value)
    elif value is not None:
        sheet.write_string(number, place, _cell(str(value)))


def _cell(text: str) -> str:
    guarded = safe_cell(text).encode("utf-8", "replace").decode()
    return guarded if len(guarded) <= LONGEST_CELL else guarded[: LONGEST_CELL - len(CUT)] + CUT


def _as_text(value: object) -> str:
    """Return a cell of CSV; a number is not guarded, so that it stays one."""
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    return safe_cell(str(value))
