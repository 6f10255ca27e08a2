"""The one clock of many workers."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from goldenthread.domain.schedules import Every
from goldenthread.foundation.hooks import clock
from goldenthread.foundation.hooks.clock import Chore, HouseChore
from goldenthread.foundation.jobs import runner, ticks
from goldenthread.foundation.jobs.models import Job, State, Tick
from goldenthread.foundation.jobs.tests.factories import NOW
from goldenthread.foundation.tenancy.tests.factories import a_council

QUARTER = Every(15)


@pytest.fixture
def done(monkeypatch):
    """Have one chore for each council and one for the house, each of which notes that it was done."""
    notes = []
    mine = Chore("a chore", lambda council, at: notes.append(council.slug) or "Done.", when=QUARTER)
    house = HouseChore("clearing up", lambda at: notes.append("house") or "Done.", when=QUARTER)
    monkeypatch.setattr(clock, "CHORES", [mine])
    monkeypatch.setattr(ticks, "CHORES", [mine])
    monkeypatch.setattr(ticks, "HOUSE_CHORES", [house])
    return notes


@pytest.mark.django_db
def test_a_schedule_strikes_once_for_each_council_and_once_for_the_house(done):
    a_council("north"), a_council("south")
    assert ticks.strike(now=NOW) == []  # the first look only sets the clock
    assert ticks.strike(now=NOW + timedelta(minutes=15)) == [QUARTER.key]
    assert ticks.strike(now=NOW + timedelta(minutes=15)) == []
    runner.drain()
    assert sorted(done) == ["house", "north", "south"]


@pytest.mark.django_db
def test_what_was_missed_while_all_was_down_is_done_once(done):
    a_council("north")
    ticks.strike(now=NOW)
    ticks.strike(now=NOW + timedelta(days=3))
    ticks.strike(now=NOW + timedelta(days=3, seconds=15))
    runner.drain()
    assert sorted(done) == ["house", "north"]


@pytest.mark.django_db
def test_a_clock_that_is_turned_back_repeats_nothing_and_does_not_fall_silent(done):
    a_council("north")
    for minutes in range(0, 181, 5):
        ticks.strike(now=NOW + timedelta(minutes=minutes))
    before = Job.objects.everywhere().count()
    for minutes in range(60, 181, 5):  # two hours back, and all over again
        ticks.strike(now=NOW + timedelta(minutes=minutes))
    assert Job.objects.everywhere().count() == before
    ticks.strike(now=NOW + timedelta(minutes=195))
    assert Job.objects.everywhere().count() == before + 2


@pytest.mark.django_db
def test_a_clock_that_was_a_year_ahead_does_not_stop_the_schedule_for_a_year(done):
    Tick.objects.create(schedule=QUARTER.key, next_at=NOW + timedelta(days=365))
    ticks.strike(now=NOW)
    assert ticks.strike(now=NOW + timedelta(minutes=15)) == [QUARTER.key]


@pytest.mark.django_db
def test_a_chore_that_fails_does_not_stop_the_next_and_is_tried_again(done, monkeypatch):
    a_council("north")

    def fall(council, at):
        raise OSError

    monkeypatch.setattr(ticks, "CHORES", [Chore("falls", fall, order=1, when=QUARTER), *ticks.CHORES])
    ticks.strike(now=NOW)
    ticks.strike(now=NOW + timedelta(minutes=15))
    runner.drain()
    assert "north" in done
    job = Job.objects.everywhere().get(kind=ticks.COUNCIL)
    assert (job.state, job.attempts) == (State.WAITING, 1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_look_at_the_clock_at_once_strike_once(done):
    a_council("north")
    ticks.strike(now=NOW)
    struck, gate = [], threading.Barrier(4)

    def look():
        gate.wait()
        try:
            struck.extend(ticks.strike(now=NOW + timedelta(minutes=15)))
        finally:
            connections.close_all()

    if connection.vendor == "sqlite":
        pytest.skip("a database in memory has one connection; the real workers try it on a file")
    hands = [threading.Thread(target=look) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert struck == [QUARTER.key]
    assert Job.objects.everywhere().count() == 2
    assert timezone.now()
