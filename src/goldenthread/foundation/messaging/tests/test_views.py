"""The pages of messages."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from goldenthread.foundation.messaging import actions, queries
from goldenthread.foundation.messaging.models import Message, Received
from goldenthread.foundation.tenancy.tests.factories import BACKEND, a_council, a_person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def place(client):
    council = a_council()
    person = a_person(council, "administrator", "quality_lead")
    client.force_login(person, backend=BACKEND)
    return council, person


def path(place, rest):
    return f"/c/{place[0].slug}/{rest}"


def told(place, key="t:1", **more):
    actions.tell(
        council=place[0], person=place[1], news=actions.News("thread.action_given", key, **more), at=NOW
    )
    return Message.objects.within(place[0]).latest("pk")


def test_home_says_how_many_notices_are_not_read_until_they_are(client, place):
    told(place)
    assert "1 notice is not read" in client.get(path(place, "")).content.decode()
    client.post(path(place, "notices/read/"))
    assert "not read" not in client.get(path(place, "")).content.decode()


def test_a_notice_leads_to_its_page_and_one_of_a_page_that_is_gone_leads_nowhere(client, place):
    told(place, "t:1", sentence="<b>Alert</b>", href="task:AAAAAAAAAAAAAAAA")
    told(place, "t:2", href="no_such_page:1")
    page = client.get(path(place, "notices/"))
    assert page.status_code == 200
    assert path(place, "tasks/AAAAAAAAAAAAAAAA/") in page.content.decode()
    assert "&lt;b&gt;Alert" in page.content.decode()


def test_a_person_chooses_how_to_be_told(client, place):
    ways = {key: "here" for key in queries.ways_of(*place)}
    assert client.post(path(place, "notices/how/"), ways).status_code == 302
    assert queries.way_of(*place, "thread.action_given") == "here"
    assert (
        "Choose" in client.post(path(place, "notices/how/"), {key: "pigeon" for key in ways}).content.decode()
    )


def test_the_outbox_shows_no_words_and_no_address(client, place):
    message = told(place)
    Message.objects.within(place[0]).update(body="Private words")
    page = client.get(path(place, "messages/")).content.decode()
    assert "Private words" not in page and message.address not in page
    assert "Somebody gives you an action" in page


def test_a_message_that_waits_is_taken_back_once(client, place):
    message = told(place)
    again = path(place, f"messages/{message.public_id}/back/")
    assert "It is taken back" in client.post(again, follow=True).content.decode()
    assert "has gone already" in client.post(again, follow=True).content.decode()


def test_new_words_with_a_gap_that_nothing_fills_are_refused_beside_the_field(client, place):
    page = client.post(
        path(place, "messages/words/thread.action_given/"), {"subject": "For ((name))", "body": "((oops))"}
    ).content.decode()
    assert "locked screen" in page and "Nothing fills ((oops))" in page


def test_quiet_hours_are_set_and_such_that_never_end_are_refused(client, place):
    address = path(place, "messages/quiet-hours/")
    assert "another time" in client.post(address, {"starts_at": "20:00", "ends_at": "20:00"}).content.decode()
    assert (
        client.post(address, {"starts_at": "20:00", "ends_at": "08:00", "weekends": "on"}).status_code == 302
    )
    assert "from 20:00 to 08:00" in client.get(path(place, "messages/")).content.decode()


def test_reading_what_came_in_is_noted_and_dealing_with_it_takes_it_off_the_list(client, place):
    found = Received.objects.create(
        council=place[0], channel="email", carrier_reference="1", kind="new", received_at=NOW,
        sender="mum@example.org", subject="<script>", body="Nobody came.\n<img src=x>",
    )  # fmt: skip
    address = path(place, f"inbox/{found.public_id}/")
    page = client.get(address).content.decode()
    assert "Nobody came." in page and "<script>" not in page.split("<main")[1] and "<img" not in page
    assert client.post(address).status_code == 302
    assert "Not yet" not in client.get(path(place, "inbox/")).content.decode()


@pytest.mark.parametrize("page", ["notices/", "messages/", "messages/words/", "inbox/"])
def test_a_list_asks_a_fixed_number_of_questions(client, place, page, django_assert_max_num_queries):
    for number in range(12):
        told(place, f"t:{number}")
        Received.objects.create(council=place[0], channel="email", carrier_reference=str(number), kind="new", received_at=NOW)  # fmt: skip
    client.get(path(place, page))
    with django_assert_max_num_queries(9):
        assert client.get(path(place, page)).status_code == 200


def test_a_nought_byte_in_an_address_is_a_page_that_is_not_there(client, place):
    assert client.get(path(place, "inbox/a%00b/")).status_code in (400, 404)
