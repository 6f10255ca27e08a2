"""The sign on the door: a file in the data folder that every server process sees."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

SIGN = "maintenance.json"
WORDS = "We are working on Goldenthread. Nothing you saved is lost."
MINUTES = 15


@dataclass(frozen=True)
class Sign:
    """What people are told, and when to try again."""

    words: str
    until_at: datetime


def hang(*, words: str, minutes: int, now: datetime) -> Sign:
    """Close the doors for about `minutes`."""
    sign = Sign(words or WORDS, now + timedelta(minutes=minutes))
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"words": sign.words, "until_at": sign.until_at.isoformat()}))
    os.replace(fresh, path)
    return sign


def take_down() -> bool:
    """Open the doors; returns whether they were closed."""
    was = _path().exists()
    _path().unlink(missing_ok=True)
    return was


def sign(*, now: datetime) -> Sign | None:
    """Return the sign on the door, None when it is open; a sign that cannot be read still closes it."""
    try:
        facts = json.loads(_path().read_text())
        return Sign(str(facts["words"]), datetime.fromisoformat(facts["until_at"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return Sign(WORDS, now + timedelta(minutes=MINUTES))


def _path() -> Path:
    return Path(settings.DATA_DIR) / SIGN
