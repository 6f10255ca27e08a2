"""ZIP files judged by their directory alone, before anything in them is unpacked."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from goldenthread.domain.importing import Refused

LONGEST_UNPACKED = 512 * 1024 * 1024
HIGHEST_RATIO = 100
RATIO_COUNTS_FROM = 1024 * 1024  # bytes unpacked; less than this cannot harm
MOST_MEMBERS = 10_000
LONGEST_DIRECTORY = 4 * 1024 * 1024
END_MARK, END_SIZE, LONGEST_REMARK = b"PK\x05\x06", 22, 65_535
LOCAL_HEADER = 30
NESTED = {
    ".zip",
    ".gz",
    ".tgz",
    ".7z",
    ".rar",
    ".bz2",
    ".xz",
    ".zst",
    ".jar",
    ".xlsx",
    ".xlsm",
    ".xlsb",
    ".ods",
    ".docx",
}

DAMAGED = "The spreadsheet is damaged or cut short. Open it, save it again and send the new copy."


def members_of(path: Path) -> frozenset[str]:
    """Return the names inside a ZIP file that is safe to unpack.

    Raises `Refused` for a damaged directory, more than 10,000 members, over 512 MB or 100 times the size
    when unpacked, members that share the same bytes, a password, names that point outside, and archives
    inside the archive.
    """
    _judge_directory_size(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            starts_at = archive.start_dir
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error, UnicodeDecodeError):
        raise Refused(DAMAGED) from None
    _judge_sizes(members, path.stat().st_size)
    _judge_overlap(members, starts_at)
    for member in members:
        _judge_member(member)
    return frozenset(member.filename for member in members)


def _judge_directory_size(path: Path) -> None:
    """Read the record at the end of the file, which says how long the directory is."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - END_SIZE - LONGEST_REMARK))
        tail = file.read()
    at = tail.rfind(END_MARK)
    if at < 0 or len(tail) - at < END_SIZE:
        raise Refused(DAMAGED)
    count, length = struct.unpack("<HI", tail[at + 10 : at + 16])
    if count > MOST_MEMBERS or length > LONGEST_DIRECTORY:
        raise Refused(
            "The spreadsheet holds over 10,000 files inside, as harmful files do. Save it as CSV and send that."
        )


def _judge_sizes(members: Sequence[zipfile.ZipInfo], size_on_disk: int) -> None:
    if len(members) > MOST_MEMBERS:
        raise Refused(
            "The spreadsheet holds over 10,000 files inside, as harmful files do. Save it as CSV and send that."
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > LONGEST_UNPACKED:
        raise Refused(
            "The spreadsheet unpacks to over 512 MB. Split it into smaller files, or send it as CSV."
        )
    steepest = max(
        (m.file_size / max(m.compress_size, 1) for m in members if m.file_size > RATIO_COUNTS_FROM), default=0
    )
    if steepest > HIGHEST_RATIO or (unpacked > RATIO_COUNTS_FROM and unpacked > HIGHEST_RATIO * size_on_disk):
        raise Refused(
            "The spreadsheet unpacks to over 100 times its size, as harmful files do. Save it as CSV and send that."
        )


def _judge_overlap(members: Sequence[zipfile.ZipInfo], directory_at: int) -> None:
    """Refuse members that lie over one another: a small file could unpack the same bytes many times."""
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise Refused(DAMAGED)
        end = member.header_offset + LOCAL_HEADER + member.compress_size
    if end > directory_at:
        raise Refused(DAMAGED)


def _judge_member(member: zipfile.ZipInfo) -> None:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if member.flag_bits & 0x1:
        raise Refused("The spreadsheet has a password. Save a copy without one and send that.")
    if name.is_absolute() or ".." in name.parts or stat.S_ISLNK(member.external_attr >> 16):
        raise Refused(
            "The spreadsheet holds a name that points outside it, as harmful files do. Save it as CSV and send that."
        )
    if name.suffix.lower() in NESTED:
        raise Refused(
            "The spreadsheet holds another packed file inside. Remove what is embedded in it, or send it as CSV."
        )
