"""How often one person, or one address, may do what is dear: kept in memory, under a key that is forgotten each day.

Each server process counts by itself. No address is kept: only a keyed hash, whose key never leaves the process.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

DAY = 86_400.0
MOST_REMEMBERED = 20_000  # callers; the one heard of longest ago is forgotten first


@dataclass(frozen=True)
class Limit:
    """At most `most` times in `seconds`, spread evenly after a burst of as many."""

    key: str
    most: int
    seconds: int


SIGN_IN_NAME = Limit("sign-in-name", 20, 300)
SIGN_IN_ADDRESS = Limit("sign-in-address", 300, 300)  # a whole council comes from one address
UPLOAD = Limit("upload", 30, 600)
EXPORT = Limit("export", 30, 600)
PUBLIC = Limit("public", 600, 60)


@dataclass
class Doorkeeper:
    """Remembers for each caller the moment until which their calls are paid for."""

    most_remembered: int = MOST_REMEMBERED
    _paid: OrderedDict[bytes, float] = field(default_factory=OrderedDict)
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _since: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, limit: Limit, caller: str, *, now: float) -> int:
        """Count one call and return 0, or the seconds (at least 1) after which the caller may try again.

        `now` is in seconds of a clock that only goes forward.
        """
        with self._lock:
            self._forget_daily(now)
            mark = hmac.new(self._secret, f"{limit.key}\n{caller}".encode(), hashlib.sha256).digest()[:16]
            each = limit.seconds / limit.most
            paid = max(self._paid.pop(mark, now), now)
            late = paid + each - now - limit.seconds
            self._paid[mark] = paid if late > 0 else paid + each
            while len(self._paid) > self.most_remembered:
                self._paid.popitem(last=False)
        return max(1, round(late)) if late > 0 else 0

    def remembered(self) -> int:
        """Return how many callers are remembered."""
        return len(self._paid)

    def _forget_daily(self, now: float) -> None:
        if now - self._since > DAY:
            self._secret, self._since = secrets.token_bytes(32), now
            self._paid.clear()


doorkeeper = Doorkeeper()
