"""Which encoding a file of text is written in, and how the rest of it is read."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from charset_normalizer import from_bytes

from goldenthread.domain.importing import Refused

SAMPLE = 1024 * 1024
PIECE = 256 * 1024
LONGEST_UNPACKED = 512 * 1024 * 1024
HIGHEST_RATIO = 100
RATIO_COUNTS_FROM = 16 * 1024 * 1024  # a small file may be very regular and still honest
FOREIGN = {"cp1250", "cp1251", "cp1253", "cp1255", "cp1256", "cp1257", "cp932", "cp949", "big5", "gb18030",
           "euc_jp", "euc_kr", "shift_jis", "koi8_r", "koi8_u", "mac_cyrillic", "iso8859_5", "iso8859_6"}  # fmt: skip
PLAIN_NAMES = {"utf_8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows (cp1252)",
               "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32": "UTF-32", "latin-1": "Latin-1"}  # fmt: skip
DAMAGED = "The packed file is damaged or cut short. Pack it again, or send the CSV file as it is."


@dataclass(frozen=True)
class Encoding:
    """A codec, how it treats bytes that do not fit, and a sentence for the person when it is not UTF-8."""

    codec: str
    errors: str = "strict"
    note: str = ""


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read single bytes that are not UTF-8 as Windows letters, so that nothing is lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(bytes([byte]).decode("cp1252", "replace") for byte in bad), error.end


codecs.register_error("goldenthread_windows", _as_windows)


def open_bytes(path: Path, *, packed: bool) -> IO[bytes]:
    """Open the file, unpacking gzip as it is read."""
    return cast("IO[bytes]", gzip.open(path, "rb")) if packed else path.open("rb")


def encoding_of(path: Path, *, packed: bool) -> Encoding:
    """Return the encoding of the file after reading all of it once.

    Raises `Refused` when a packed file is damaged, or unpacks to over 512 MB or 100 times its size.
    """
    look = _look_through(path, packed=packed)
    sample = look.sample
    if sample.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return Encoding("utf-32", "replace", _note("utf-32"))
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding("utf-16", "replace", _note("utf-16"))
    if codec := _wide_without_mark(sample):
        return Encoding(codec, "replace", _note(codec))
    if look.is_utf8:
        return Encoding("utf-8-sig")
    return _not_utf8(sample)


class _Look:
    """What has been seen of a file: its first bytes, the bytes where UTF-8 first fails, and how long it is."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._start = self._fault = b""
        self.length = 0
        self.is_utf8 = True

    @property
    def sample(self) -> bytes:
        """Return enough bytes to judge by."""
        return self._start if self._fault in self._start else self._start + self._fault

    def take(self, piece: bytes, *, final: bool = False) -> None:
        """See the next piece."""
        self.length += len(piece)
        if len(self._start) < SAMPLE:
            self._start += piece
        if not self.is_utf8:
            return
        try:
            self._decoder.decode(piece, final)
        except UnicodeDecodeError:
            self.is_utf8 = False
            self._fault = piece


def _look_through(path: Path, *, packed: bool) -> _Look:
    """Read all of the file once."""
    look = _Look()
    size_on_disk = path.stat().st_size
    try:
        with open_bytes(path, packed=packed) as file:
            while piece := file.read(PIECE):
                look.take(piece)
                _refuse_bomb(look.length if packed else 0, size_on_disk)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Refused(DAMAGED) from None
    look.take(b"", final=True)
    return look


def _refuse_bomb(unpacked: int, size_on_disk: int) -> None:
    if unpacked > LONGEST_UNPACKED:
        raise Refused("The packed file unpacks to over 512 MB. Split it into smaller files.")
    if unpacked > RATIO_COUNTS_FROM and unpacked > HIGHEST_RATIO * size_on_disk:
        raise Refused(
            "The packed file unpacks to over 100 times its size, as harmful files do. Send it unpacked."
        )


def _wide_without_mark(sample: bytes) -> str:
    """Tell UTF-16 without its mark by the empty half of each plain letter."""
    piece = sample[:4096]
    half = len(piece) // 2
    if half < 8:
        return ""
    if piece[1::2].count(0) > half * 0.4 and piece[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if piece[0::2].count(0) > half * 0.4 and piece[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return ""


def _not_utf8(sample: bytes) -> Encoding:
    """Choose between mixed UTF-8 and Windows, an alphabet that is not Latin, Windows, and Latin-1."""
    faults = 0

    def count(error: UnicodeError) -> tuple[str, int]:
        nonlocal faults
        faults += 1
        return "", cast("UnicodeDecodeError", error).end

    codecs.register_error("goldenthread_count", count)
    text = sample.decode("utf-8", "goldenthread_count")
    if sum(letter > "\x7f" for letter in text) > faults:
        return Encoding("utf-8-sig", "goldenthread_windows",
                        "The file mixes UTF-8 and Windows letters. Both were read; check letters with accents.")  # fmt: skip
    best = from_bytes(sample[:65536]).best()
    if best is not None and best.encoding in FOREIGN and best.chaos < 0.1 and best.coherence > 0.3:
        return Encoding(best.encoding, "replace", _note(best.encoding))
    if any(byte in sample for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)):
        return Encoding("latin-1", "strict", _note("latin-1"))
    return Encoding("cp1252", "goldenthread_windows", _note("cp1252"))


def _note(codec: str) -> str:
    return (
        f"The file was read as {PLAIN_NAMES.get(codec, codec)}. Check that letters with accents look right."
    )


def open_text(path: Path, encoding: Encoding, *, packed: bool) -> IO[str]:
    """Open the file as text, line ends untouched."""
    raw = io.BufferedReader(cast("io.RawIOBase", open_bytes(path, packed=packed)), PIECE)
    return io.TextIOWrapper(raw, encoding=encoding.codec, errors=encoding.errors, newline="")
