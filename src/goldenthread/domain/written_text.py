"""Words from a file made safe to keep: nothing a reader would miss is taken away."""

from __future__ import annotations

import re

# Control characters print nothing and break pages and files. Tab and line feed stay.
# Marks of direction (right-to-left) and joiners of emoji are format characters, and stay too.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?|\x85|\u2028|\u2029")
_PAIR = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")
_LONE = re.compile(r"[\ud800-\udfff]")


def clean_text(value: object) -> str:
    """Return `value` as text with one kind of line end, no control characters and no broken halves.

    Two halves of a split character are joined; a half alone becomes U+FFFD. A whole number that a
    spreadsheet gives as 12.0 is written 12. Space at both ends is dropped.
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = str(value)
    if text.isprintable() and text.isascii():  # most cells, at a tenth of the time
        return text.strip()
    if _LONE.search(text):
        text = _LONE.sub("\ufffd", _PAIR.sub(_joined, text))
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", text)).strip()


def _joined(match: re.Match[str]) -> str:
    return match[0].encode("utf-16", "surrogatepass").decode("utf-16")
