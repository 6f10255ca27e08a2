"""A job's way from its enqueueing to its end, one worker at a time."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.foundation.jobs import actions, leases, runner
from goldenthread.foundation.jobs.models import Job, State
from goldenthread.foundation.jobs.registry import Permanent, TryAgain
from goldenthread.foundation.jobs.tests.factories import a_job, a_kind, fresh
from goldenthread.foundation.jobs.work import LostLease, Stopping
from goldenthread.foundation.tenancy.tests.factories import a_council, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return a_council()


def soon(**more):
    return timezone.now() + timedelta(**(more or {"seconds": 1}))


def test_a_job_is_done_once_and_says_what_it_did(council):
    done = []

    def note(work):
        done.append((work.council, work.payload["id"], work.attempt))
        return "One thing done."

    with a_kind(note):
        job = a_job(council, payload={"id": 7})
        assert runner.drain() == 1
        assert runner.drain() == 0
    assert done == [(council, 7, 1)]
    assert (fresh(job).state, fresh(job).words, fresh(job).lease) == (State.DONE, "One thing done.", "")


def test_the_same_key_is_the_same_job_also_after_it_is_done(council):
    done = []
    with a_kind(lambda work: done.append(1)):
        first = a_job(council)
        assert a_job(council) == first
        runner.drain()
        assert a_job(council) == first
        assert runner.drain() == 0
        assert a_job(a_council()) != first
    assert len(done) == 1


def test_a_transaction_that_is_rolled_back_leaves_no_job(council):
    with a_kind(lambda work: None), pytest.raises(ZeroDivisionError), transaction.atomic():
        a_job(council)
        raise ZeroDivisionError
    assert not Job.objects.within(council).exists()


def test_a_payload_holds_ids_only(council):
    with a_kind(lambda work: None), pytest.raises(ValueError, match="ids only"):
        a_job(council, payload={"name": "Asha Patel"})
    with a_kind(lambda work: None):
        a_job(council, payload={"rows": [1, 2], "public_id": "aB-_0", "at": "2026-11-24T12:00", "team": None})


def test_a_kind_that_nobody_registered_is_refused(council):
    with pytest.raises(KeyError):
        a_job(council, kind="nobody.knows")


def test_a_job_for_later_waits_until_then(council):
    with a_kind(lambda work: None):
        a_job(council, run_at=soon(hours=1))
        assert runner.drain() == 0
        assert runner.drain(now=soon(hours=2), most=1) == 1


def test_a_failed_attempt_is_tried_again_after_a_wait_that_doubles(council):
    def fall(work):
        raise OSError("no route to asha@example.org")

    with a_kind(fall):
        job = a_job(council)
        runner.drain()
        found = fresh(job)
        assert (found.state, found.attempts) == (State.WAITING, 1)
        assert found.next_at > timezone.now() + timedelta(seconds=2)
        assert "OSError" in found.problem and "asha" not in found.problem
        assert runner.drain() == 0
    waits = [leases.back_off(n) for n in (1, 2, 3, 12, 200) for _ in range(50)]
    assert min(waits[:50]) >= timedelta(seconds=2.5) and max(waits[:50]) <= timedelta(seconds=7.5)
    assert min(waits[100:150]) >= timedelta(seconds=10) and max(waits) <= timedelta(minutes=90)


def test_the_last_attempt_makes_a_dead_letter_and_a_person_can_let_it_be_tried_again(council):
    outcomes = [TryAgain("The other side is away."), TryAgain("The other side is away."), None]

    def now_and_then(work):
        if outcome := outcomes.pop(0):
            raise outcome

    with a_kind(now_and_then, attempts=2):
        job = a_job(council)
        runner.drain(most=1)
        runner.drain(now=soon(hours=2), most=1)
        assert (fresh(job).state, fresh(job).problem) == (State.FAILED, "The other side is away.")
        by = a_person(council, "administrator")
        actions.retry(job=job, by=by, at=timezone.now())
        runner.drain()
    assert fresh(job).state == State.DONE
    assert "jobs.job.retried" in HistoryLine.objects.within(council).values_list("verb", flat=True)


def test_a_permanent_problem_is_not_tried_again(council):
    def refuse(work):
        raise Permanent("The file is no longer here.")

    with a_kind(refuse):
        job = a_job(council)
        runner.drain()
    assert (fresh(job).state, fresh(job).attempts) == (State.FAILED, 1)
    assert fresh(job).problem == "The file is no longer here."


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_chance(council):
    by, reached = a_person(council, "administrator"), []

    def long(work):
        work.progress(1, 10)
        actions.cancel(job=job, by=by, at=timezone.now())
        work.progress(2, 10)
        reached.append(2)

    with a_kind(long):
        job = a_job(council)
        runner.drain()
        assert (fresh(job).state, fresh(job).done, fresh(job).total, reached) == (State.CANCELLED, 2, 10, [])
        other = a_job(council, key="other")
        assert actions.cancel(job=other, by=by, at=timezone.now()).state == State.CANCELLED
        with pytest.raises(actions.NotOpen):
            actions.cancel(job=other, by=by, at=timezone.now())
        assert runner.drain() == 0


def test_a_worker_that_stops_gives_its_job_back_without_counting_the_attempt(council):
    def stop(work):
        raise Stopping

    with a_kind(stop):
        job = a_job(council)
        assert runner.drain(most=1) == 1
    assert (fresh(job).state, fresh(job).attempts) == (State.WAITING, 0)


def test_a_lease_that_ran_out_is_taken_again_and_the_first_holder_can_keep_nothing(council):
    with a_kind(lambda work: None):
        job = a_job(council)
        now = timezone.now()
        first = leases.take(worker="a:1:x", now=now)
        assert leases.take(worker="b:1:x", now=now) is None
        assert leases.release_expired(now=now + timedelta(seconds=29)) == 0
        assert leases.release_expired(now=now + timedelta(seconds=31)) == 1
        second = leases.take(worker="b:1:x", now=now + timedelta(seconds=31))
    assert second == job and second.attempts == 2
    assert not leases.finish(first, now=now)
    assert fresh(job).state == State.RUNNING
    with pytest.raises(LostLease), runner.Work(first).fenced():
        raise AssertionError("nothing is done behind the fence")
    assert leases.finish(second, now=now)


def test_a_job_whose_worker_always_dies_becomes_a_dead_letter(council):
    with a_kind(lambda work: None, attempts=1):
        job = a_job(council)
        leases.take(worker="a:1:x", now=timezone.now())
        leases.release_expired(now=soon(minutes=2))
    assert fresh(job).state == State.FAILED
    assert "stopped halfway, once" in fresh(job).problem


def test_the_last_effect_and_done_are_written_together(council):
    def half(work):
        with work.finishing("Both or neither."):
            a_council("effect")
            raise OSError

    def whole(work):
        with work.finishing("Both or neither."):
            a_council("effect")

    with a_kind(half):
        job = a_job(council)
        runner.drain()
    assert fresh(job).state == State.WAITING and not council.__class__.objects.filter(slug="effect").exists()
    with a_kind(whole):
        runner.drain(now=soon(hours=2), most=1)
    assert fresh(job).state == State.DONE and fresh(job).words == "Both or neither."
    assert council.__class__.objects.filter(slug="effect").exists()


def test_a_thousand_jobs_of_one_council_do_not_keep_another_waiting(council):
    small, order = a_council(), []
    with a_kind(lambda work: order.append(work.council.pk)):
        for n in range(200):
            a_job(council, key=f"n{n}")
        for n in range(3):
            a_job(small, key=f"n{n}")
        runner.drain(most=12)
    assert Counter(order[:6]) == {council.pk: 3, small.pk: 3}
    assert Counter(order) == {council.pk: 9, small.pk: 3}


def test_no_council_holds_all_hands_of_a_worker_when_there_are_several(council):
    other, now, mine = a_council(), timezone.now(), leases.process_name()
    with a_kind(lambda work: None):
        for n in range(4):
            a_job(council, key=f"n{n}")
        a_job(other, run_at=soon(hours=1))
        assert leases.take(worker=mine, now=now + timedelta(seconds=1), threads=2)
        assert leases.take(worker=mine, now=now + timedelta(seconds=1), threads=2) is None
        a_job(other, key="now")
        assert leases.take(worker=mine, now=soon(), threads=2).council == other


def test_a_job_of_a_kind_this_worker_does_not_know_is_left_for_one_that_does(council):
    with a_kind(lambda work: None):
        job = a_job(council)
    assert runner.drain() == 0
    assert fresh(job).state == State.WAITING


def test_old_jobs_are_forgotten_after_35_days(council):
    with a_kind(lambda work: None):
        a_job(council)
        runner.drain()
    assert actions.forget_old(soon(days=34)) == "0 old jobs removed."
    assert actions.forget_old(soon(days=36)) == "1 old jobs removed."
