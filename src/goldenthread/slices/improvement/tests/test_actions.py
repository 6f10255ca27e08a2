"""What may be done to a change, what is refused, and what the clock asks."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.slices.improvement import actions, jobs, queries
from goldenthread.slices.improvement.tests import factories
from goldenthread.slices.improvement.tests.factories import NOW, improvement, person, readings, trial
from goldenthread.thread import queries as thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.council()


@pytest.fixture
def lead(place):
    return person(place, "quality_lead")


@pytest.fixture
def change(place, lead):
    return improvement(place, lead)


def said(tested):
    return [one.word for one in thread.verdicts_of(tested.council, [tested])[tested.pk]]


def test_the_clock_asks_once_and_not_again_before_the_day(place, lead, change):
    tested = trial(change, lead, "too early")
    assert jobs.ask_when_due(place, NOW) == "1 verdict was due: 1 too early."
    assert jobs.ask_when_due(place, NOW) == "No verdict was due."
    until = thread.verdicts_of(place, [tested])[tested.pk][0].until_on
    later = datetime(until.year, until.month, until.day, 12, tzinfo=UTC)
    assert (
        jobs.ask_when_due(place, later) == "No verdict was due."
    )  # the same readings would say the same again
    readings(tested.measure, (*factories.BEFORE, *factories.AFTER["improved"]))
    assert jobs.ask_when_due(place, later) == "1 verdict was due: 1 improved."


def test_the_clock_leaves_a_reached_verdict_alone(place, lead, change):
    tested = trial(change, lead)
    jobs.ask_when_due(place, NOW)
    readings(tested.measure, (*factories.BEFORE, *factories.AFTER["worse"]))
    assert jobs.ask_when_due(place, NOW) == "No verdict was due." and said(tested) == ["improved"]


def test_the_clock_asks_again_once_the_time_before_has_other_readings(place, lead, change):
    tested = trial(change, lead)
    tested.measure.readings.all().delete()
    assert "1 no data" in jobs.ask_when_due(place, NOW)
    assert jobs.ask_when_due(place, NOW) == "No verdict was due."
    readings(tested.measure, (*factories.BEFORE, *factories.AFTER["improved"]))
    assert "1 improved" in jobs.ask_when_due(place, NOW)
    assert said(tested) == ["improved", "no data"]


def test_the_clock_asks_nothing_of_a_change_still_to_come(place, lead, change):
    trial(change, lead)
    assert queries.due_trials(place, today=date(2025, 12, 1)) == []


def test_a_judgement_is_not_asked_over_by_the_clock(place, lead, change):
    tested = trial(change, lead, "too early")
    actions.judge(trial=tested, word="improved", paragraph="Seen.", limits="Few.", by=lead, at=NOW)
    assert jobs.ask_when_due(place, NOW) == "No verdict was due."


def test_a_verdict_once_given_cannot_be_changed(lead, change):
    verdict = actions.ask(trial=trial(change, lead), by=lead, at=NOW)
    verdict.word = "worse"
    with pytest.raises(IntegrityError), transaction.atomic():
        verdict.save()


@pytest.mark.parametrize("word", list(factories.AFTER))
def test_what_a_verdict_says_fits_where_it_is_kept(lead, change, word):
    verdict = actions.ask(trial=trial(change, lead, word), by=lead, at=NOW)
    verdict.clean_fields()


def test_a_judgement_without_limits_is_refused(lead, change):
    with pytest.raises(actions.LimitsMissing):
        actions.judge(trial=trial(change, lead), word="improved", paragraph="x", limits=" ", by=lead, at=NOW)


@pytest.mark.parametrize("step", ["checked", "", "magic"])
def test_a_change_cannot_be_moved_to_checked_by_hand(lead, change, step):
    with pytest.raises(actions.NotNext):
        actions.move(improvement=change, done=step, by=lead)


def test_done_without_proof_is_refused_and_nothing_moves(lead, change):
    with pytest.raises(actions.ProofMissing):
        actions.move(improvement=change, done="done", by=lead, proof="  ")
    change.refresh_from_db()
    assert change.done == "planned"


def test_moving_back_takes_the_check_away(place, lead, change):
    actions.move(improvement=change, done="done", by=lead, proof="Rota")
    actions.check(improvement=change, by=person(place, "director", name="Dee Ward"))
    moved = actions.move(improvement=change, done="in_progress", by=lead)
    assert (moved.done, moved.checked_by, moved.done_by) == ("in_progress", None, None)


def test_each_step_leaves_its_line_of_history(place, lead, change):
    actions.move(improvement=change, done="done", by=lead, proof="Rota")
    actions.ask(trial=trial(change, lead), by=lead, at=NOW)
    verbs = set(HistoryLine.objects.within(place).values_list("verb", flat=True))
    assert {"thread.improvement.moved", "thread.verdict.reached", "thread.trial.set"} <= verbs


def test_one_command_counts_and_asks_in_every_council(place, lead, change):
    trial(change, lead)
    factories.council("southshire")
    said_ = StringIO()
    call_command("refresh", stdout=said_)
    assert "Northshire: 1 verdict was due: 1 improved." in said_.getvalue()
    assert "Southshire: No verdict was due." in said_.getvalue()
    again = StringIO()
    call_command("refresh", "--council", "southshire", stdout=again)
    assert "Northshire" not in again.getvalue()
