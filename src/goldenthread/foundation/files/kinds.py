"""What a file really is, told by its first bytes and never by its name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from goldenthread.domain.importing import Refused
from goldenthread.foundation.files.bombs import members_of

ACCEPTED = "CSV, gzipped CSV, XLSX or ODS"


class Kind(StrEnum):
    """The files that can be read as a table."""

    CSV = "CSV"
    GZ = "gzipped CSV"
    XLSX = "XLSX"
    ODS = "ODS"


STRANGERS = {
    b"\xd0\xcf\x11\xe0": "an old Excel file (.xls), or one with a password. Save it as XLSX without a password",
    b"%PDF": "a PDF. Ask for the table it was made from, as CSV or XLSX",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a word processor's document. Save its table as CSV or XLSX",
    b"Rar!": "a packed archive. Unpack it and send the table inside",
    b"7z\xbc\xaf": "a packed archive. Unpack it and send the table inside",
    b"BZh": "a packed file. Unpack it and send the table inside",
    b"\xfd7zXZ": "a packed file. Unpack it and send the table inside",
    b"(\xb5/\xfd": "a packed file. Unpack it and send the table inside",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
    b"MZ\x90\x00": "a program",
    b"PAR1": "a Parquet file. Save it as CSV",
}
PAGES = (b"<!doctype", b"<html", b"<?xml", b"<svg")


def kind_of(path: Path) -> Kind:
    """Return what the file at `path` is; raise `Refused` when it is empty or nothing that can be read."""
    with path.open("rb") as file:
        start = file.read(512)
    if not start:
        raise Refused(
            f"The file is empty. Send a {ACCEPTED} file with a header row and at least one row below it."
        )
    for mark, name in STRANGERS.items():
        if start.startswith(mark):
            raise Refused(f"This is {name}. Only {ACCEPTED} files can be read.")
    if start.startswith(b"\x1f\x8b"):
        return Kind.GZ
    if start.startswith(b"PK"):
        return _kind_of_zip(path)
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(PAGES):
        raise Refused(f"This is a web page or XML, not a table. Only {ACCEPTED} files can be read.")
    return Kind.CSV


def _kind_of_zip(path: Path) -> Kind:
    """Tell a workbook from any other ZIP by the names in its directory."""
    names = members_of(path)
    if any(name.lower().startswith("xl/workbook.") for name in names):
        return Kind.XLSX
    if "content.xml" in names:
        return Kind.ODS
    raise Refused(f"This is a ZIP archive, not a spreadsheet. Unpack it and send the {ACCEPTED} file inside.")
