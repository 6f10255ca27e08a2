"""The list of jobs, the page of one, and the rows of home, as people see them."""

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.foundation.jobs import actions, leases, runner
from goldenthread.foundation.jobs.models import State
from goldenthread.foundation.jobs.registry import Permanent
from goldenthread.foundation.jobs.tests.factories import a_job, a_kind, fresh
from goldenthread.foundation.tenancy.tests.factories import BACKEND, a_council, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return a_council("northshire")


def as_whom(person):
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def text(answer):
    return answer.content.decode()


@pytest.fixture
def keeper(council):
    return as_whom(a_person(council, "administrator"))


def test_the_list_shows_a_dead_letter_with_its_problem_and_lets_it_be_tried_again(council, keeper):
    def refuse(work):
        raise Permanent("The file is no longer here.")

    with a_kind(refuse):
        job = a_job(council)
        runner.drain()
        page = text(keeper.get("/c/northshire/jobs/"))
        assert "The file is no longer here. Tried once." in page and "Try again" in page
        assert 'http-equiv="refresh"' not in page
        assert keeper.post(f"/c/northshire/jobs/{job.public_id}/retry/").status_code == 302
    assert fresh(job).state == State.WAITING


def test_the_list_looks_again_by_itself_only_while_something_runs(council, keeper):
    with a_kind(lambda work: None):
        job = a_job(council)
        assert 'http-equiv="refresh"' not in text(keeper.get("/c/northshire/jobs/"))
        leases.take(worker="a:1:x", now=timezone.now())
        assert 'http-equiv="refresh"' in text(keeper.get("/c/northshire/jobs/"))
        keeper.post(f"/c/northshire/jobs/{job.public_id}/cancel/")
        assert "Stopping" in text(keeper.get("/c/northshire/jobs/"))


def test_the_list_is_narrowed_to_a_state(council, keeper):
    with a_kind(lambda work: None):
        a_job(council)
        assert "Trying things out" in text(keeper.get("/c/northshire/jobs/?state=waiting"))
        assert "No job was found" in text(keeper.get("/c/northshire/jobs/?state=failed&kind=tests.kind"))
        assert "Trying" in text(keeper.get("/c/northshire/jobs/?state=nonsense"))


def test_a_person_finds_the_long_job_they_left_on_their_home_page(council):
    person = a_person(council, "analyst")
    with a_kind(lambda work: None):
        job = a_job(council, by=person)
        leases.take(worker="a:1:x", now=timezone.now())
        client, address = as_whom(person), f"/c/northshire/jobs/{job.public_id}/"
        home = text(client.get("/c/northshire/"))
        assert "Running for you: Trying things out" in home and address in home
        assert "You may leave this page" in text(client.get(address))
        other = as_whom(a_person(council, "analyst"))
        assert address not in text(other.get("/c/northshire/"))
        assert other.get(address).status_code == 404
        assert other.post(address + "cancel/").status_code == 404
        assert client.post(address + "cancel/").status_code == 302
    assert fresh(job).cancel_asked_at


def test_another_councils_job_does_not_exist_here(council, keeper):
    with a_kind(lambda work: None):
        job = a_job(a_council())
        house = a_job(None)
    for one in (job, house):
        assert keeper.get(f"/c/northshire/jobs/{one.public_id}/").status_code == 404


def test_a_page_of_many_jobs_asks_few_questions(council, keeper, django_assert_max_num_queries):
    person = a_person(council, "analyst")
    with a_kind(lambda work: None):
        for n in range(30):
            a_job(council, key=str(n), by=person)
        with django_assert_max_num_queries(12):
            page = text(keeper.get("/c/northshire/jobs/"))
    assert page.count('data-label="State"') == 25


def test_what_a_job_said_is_shown_and_leads_to_its_result(council):
    person = a_person(council, "analyst")
    with a_kind(
        lambda work: "4 rows came in.", link=lambda job: f"/c/northshire/files/?n={job.payload['n']}"
    ):
        job = a_job(council, by=person, payload={"n": 4})
        runner.drain()
        page = text(as_whom(person).get(f"/c/northshire/jobs/{job.public_id}/"))
    assert "4 rows came in." in page and "/c/northshire/files/?n=4" in page and "refresh" not in page
    with pytest.raises(actions.NotOpen):
        actions.cancel(job=job, by=person, at=timezone.now())
