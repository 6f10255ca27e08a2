"""Log lines with nothing about a person in them: no address, no query string, no values of variables."""

import logging
import re
import traceback
from types import TracebackType

ErrorFacts = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
TOKEN = re.compile(r"\?[^\s\"']*|[\w.+-]+@[\w-]+\.[\w.]+|\b\d{6,}\b")


class Spare(logging.Formatter):
    """Writes time, level, logger and message; of an exception its type and place, never its message."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with query strings, addresses and long numbers left out."""
        return TOKEN.sub("[…]", super().format(record))

    def formatException(self, ei: ErrorFacts) -> str:  # noqa: N802 (the standard library's name)
        """Return where it went wrong, without the words of the error: they may quote what a person typed."""
        kind, _, trail = ei
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trail)]
        return f"{kind.__name__ if kind else 'Nothing'} at " + " < ".join(reversed(places[-6:]))
