"""When a thing that is done by the clock is next due: every so many minutes, or once a day at a time of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OURS = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Every:
    """Every so many minutes, counted from midnight UTC of 1 January 1970: one answer on every machine."""

    minutes: int

    @property
    def key(self) -> str:
        """Return the name the schedule is kept under."""
        return f"every-{self.minutes}-minutes"

    @property
    def period(self) -> timedelta:
        """Return how long it is from one time to the next."""
        return timedelta(minutes=self.minutes)

    def next_after(self, moment: datetime) -> datetime:
        """Return the first due time after a moment (aware), in UTC."""
        step = self.minutes * 60
        return datetime.fromtimestamp((int(moment.timestamp()) // step + 1) * step, UTC)


@dataclass(frozen=True)
class Daily:
    """Once on each day in London at a time, also on the days when the clock goes forward or back.

    A time that does not exist on the night of the gap is taken an hour later; one that comes twice, the first time
    (PEP 495, fold=0).
    """

    at: time

    @property
    def key(self) -> str:
        """Return the name the schedule is kept under."""
        return f"daily-{self.at:%H%M}"

    @property
    def period(self) -> timedelta:
        """Return the longest that lies between two times: a day of 25 hours."""
        return timedelta(hours=25)

    def next_after(self, moment: datetime) -> datetime:
        """Return the first due time after a moment (aware), in UTC."""
        day = moment.astimezone(OURS).date()
        due = self._on(day)
        return due if due > moment else self._on(day + timedelta(days=1))

    def _on(self, day: date) -> datetime:
        return datetime.combine(day, self.at, OURS).astimezone(UTC)


Schedule = Every | Daily
NIGHTLY = Daily(time(2, 30))
