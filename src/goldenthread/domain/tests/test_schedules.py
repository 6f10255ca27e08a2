"""Schedules on ordinary days and on the nights when the clock changes."""

from datetime import UTC, datetime, time, timedelta

from goldenthread.domain.schedules import Daily, Every


def times(schedule, start, end):
    found, moment = [], start
    while (moment := schedule.next_after(moment)) < end:
        found.append(moment)
    return found


def test_a_nightly_time_comes_once_on_each_night_also_when_the_clock_changes():
    for night in (time(0, 30), time(1, 30), time(2, 30)):
        for month, day in ((3, 26), (10, 29)):  # the clock changes on 28 March and 31 October 2027
            start = datetime(2027, month, day, 12, tzinfo=UTC)
            found = times(Daily(night), start, start + timedelta(days=5))
            assert len(found) == 5
            assert all(
                22 <= (b - a) / timedelta(hours=1) <= 26 for a, b in zip(found, found[1:], strict=False)
            )


def test_a_time_in_the_gap_is_taken_an_hour_later_and_a_time_that_comes_twice_the_first_time():
    gap = Daily(time(1, 30)).next_after(datetime(2027, 3, 27, 12, tzinfo=UTC))
    assert gap == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    twice = Daily(time(1, 30)).next_after(datetime(2027, 10, 30, 12, tzinfo=UTC))
    assert twice == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert Daily(time(1, 30)).next_after(twice) == datetime(2027, 11, 1, 1, 30, tzinfo=UTC)


def test_every_so_many_minutes_means_the_same_minutes_on_every_machine():
    moment = datetime(2027, 10, 31, 0, 59, 59, tzinfo=UTC)
    assert Every(15).next_after(moment) == datetime(2027, 10, 31, 1, 0, tzinfo=UTC)
    assert Every(15).next_after(datetime(2027, 10, 31, 1, 0, tzinfo=UTC)).minute == 15
    assert len(times(Every(15), moment, moment + timedelta(hours=3))) == 12
