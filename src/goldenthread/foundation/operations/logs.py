"""One line of JSON for each thing that happened, made of an allow-list of fields: whatever else was said is dropped."""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path

WORD = re.compile(r"[\w.:-]{1,80}")
ALLOWED = {  # a field is written when its value fits, and no other field ever is
    "event": WORD,
    "request_id": re.compile(r"[0-9a-f]{16}"),
    "route": WORD,
    "method": re.compile(r"[A-Z]{3,7}"),
    "status": re.compile(r"\d{3}"),
    "ms": re.compile(r"\d{1,9}"),
    "council": re.compile(r"[-a-z0-9_]{1,60}"),
    "person": re.compile(r"[0-9a-f]{16}"),
}
FRAMES = 6


class Structured(logging.Formatter):
    """Writes when, how grave, who speaks, the allowed fields, and where it went wrong; never a message's values."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"at": at, "level": record.levelname, "logger": record.name}
        for name, shape in ALLOWED.items():
            value = getattr(record, name, None)
            if value is not None and shape.fullmatch(str(value)):
                line[name] = value
        if record.args and isinstance(record.msg, str) and "%" in record.msg:
            line["words"] = record.msg  # the program's own words, with the places still empty
        line["where"] = f"{_short(record.pathname)}:{record.lineno}"
        if record.exc_info and record.exc_info[0]:
            kind, _, trail = record.exc_info
            line["error"] = kind.__name__
            frames = traceback.extract_tb(trail)[-FRAMES:]
            line["trail"] = [f"{_short(one.filename)}:{one.lineno} {one.name}" for one in reversed(frames)]
        return json.dumps(line, ensure_ascii=True)


def _short(path: str) -> str:
    return "/".join(Path(path).parts[-3:])
