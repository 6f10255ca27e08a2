"""When a message may go."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.foundation.messaging.quiet import HERE, may_go_at

LONDON = ZoneInfo("Europe/London")


@dataclass
class Hours:
    starts_at: time = time(20)
    ends_at: time = time(8)
    weekends: bool = True


@pytest.mark.parametrize(
    ("moment", "goes"),
    [
        ((2026, 11, 24, 14, 0), (2026, 11, 24, 14, 0)),
        ((2026, 11, 24, 20, 0), (2026, 11, 25, 8, 0)),
        ((2026, 11, 25, 7, 59), (2026, 11, 25, 8, 0)),
        ((2026, 11, 25, 8, 0), (2026, 11, 25, 8, 0)),
        ((2026, 11, 27, 21, 0), (2026, 11, 30, 8, 0)),  # Friday evening waits for Monday
        ((2026, 11, 29, 12, 0), (2026, 11, 30, 8, 0)),
    ],
)
def test_a_message_waits_until_it_is_not_quiet(moment, goes):
    assert may_go_at(datetime(*moment, tzinfo=LONDON), Hours()) == datetime(*goes, tzinfo=LONDON)


def test_summer_time_keeps_the_morning_at_eight_by_the_clock_on_the_wall():
    before = datetime(2026, 3, 28, 23, 0, tzinfo=LONDON)  # the clocks go forward that night
    goes = may_go_at(before, Hours(weekends=False))
    assert goes.astimezone(LONDON).hour == 8 and goes - before == timedelta(hours=9)


def test_an_urgent_message_and_a_council_without_quiet_hours_wait_for_nothing():
    night = datetime(2026, 11, 24, 23, 0, tzinfo=LONDON)
    assert may_go_at(night, Hours(), urgent=True) == night == may_go_at(night, None)


FIRST = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))


@given(MOMENTS, st.times(), st.times(), st.booleans())
def test_a_message_never_goes_earlier_nor_in_quiet_hours(moment, starts, ends, weekends):
    if starts.replace(microsecond=0) == ends.replace(microsecond=0):
        return
    hours = Hours(starts.replace(second=0, microsecond=0), ends.replace(second=0, microsecond=0), weekends)
    goes = may_go_at(moment, hours)
    assert moment <= goes <= moment + timedelta(days=5)
    assert may_go_at(goes, hours) == goes or goes.astimezone(HERE).date().month in (
        3,
        10,
    )  # an hour that is not there
