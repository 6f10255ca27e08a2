"""Open sign-ins: listed in words, ended by their owner or an administrator, over after twelve hours; and the glass."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.foundation.people.models import Membership, User
from goldenthread.foundation.sign_in import sessions
from goldenthread.foundation.sign_in.devices import in_words
from goldenthread.foundation.sign_in.models import SignedIn
from goldenthread.foundation.tenancy.tests.factories import PASSWORD, a_council, a_person

pytestmark = pytest.mark.django_db
HOME = "/c/northshire/"


@pytest.fixture
def council():
    return a_council("northshire")


@pytest.fixture
def person(council):
    return a_person(council, "quality_lead")


def window(client, person):
    fresh = type(client)()
    fresh.post("/c/northshire/account/login/", {"login": person.email, "password": PASSWORD})
    assert fresh.get(HOME).status_code == 200
    return fresh


def test_a_person_ends_one_sign_in_or_all_others(client, person):
    here, there, third = (window(client, person) for _ in range(3))
    assert "Where you are signed in" in here.get(HOME + "your-sign-ins/").content.decode()
    assert SignedIn.objects.filter(user=person).count() == 3
    last = SignedIn.objects.get(session_key=there.session.session_key)
    here.post(HOME + "your-sign-ins/end/", {"only": last.public_id})
    assert there.get(HOME).status_code == 302 and third.get(HOME).status_code == 200
    here.post(HOME + "your-sign-ins/end/")
    assert third.get(HOME).status_code == 302 and here.get(HOME).status_code == 200
    assert HistoryLine.objects.everywhere().filter(verb="people.sign_ins.ended").count() == 2


def test_nobody_ends_somebody_elses_sign_in(client, council, person):
    theirs = window(client, person)
    row = SignedIn.objects.get(user=person)
    thief = window(client, a_person(council, "quality_lead"))
    thief.post(HOME + "your-sign-ins/end/", {"only": row.public_id})
    assert theirs.get(HOME).status_code == 200


def test_an_administrator_signs_somebody_out_everywhere(client, council, person):
    theirs = window(client, person)
    admin = window(client, a_person(council, "administrator"))
    row = Membership.objects.everywhere().get(user=person)
    admin.post(f"{HOME}people/access/{row.public_id}/end-sign-ins/")
    assert theirs.get(HOME).status_code == 302


@pytest.mark.parametrize("hours", [13, -1])
def test_a_sign_in_that_lasted_too_long_or_comes_from_the_future_is_over(client, person, hours):
    theirs = window(client, person)
    session = theirs.session
    session[sessions.BEGAN] = timezone.now().timestamp() - hours * 3600
    session.save()
    assert theirs.get(HOME).status_code == 302


def test_a_sign_in_is_noted_no_more_than_every_five_minutes(client, person, django_assert_num_queries):
    theirs = window(client, person)
    before = SignedIn.objects.get().seen_at
    theirs.get(HOME)
    assert SignedIn.objects.get().seen_at == before


def test_no_network_address_is_kept_and_the_device_is_in_words():
    assert not {"ip", "address", "user_agent"} & {field.name for field in SignedIn._meta.get_fields()}
    assert (
        in_words("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0")
        == "Firefox on a Windows computer"
    )
    assert in_words("") == "A browser on a device we do not know"


def test_the_break_glass_account_is_loud_and_closes_by_the_clock(client, council):
    admin = window(client, a_person(council, "administrator"))
    out = StringIO()
    call_command("break_glass", "glass@example.org", "--council", "northshire", "--hours", "2", stdout=out)
    password = out.getvalue().split("Password: ")[1].split()[0]
    assert "A break-glass account is open" in admin.get(HOME).content.decode()
    client.post("/c/northshire/account/login/", {"login": "glass@example.org", "password": password})
    for path in ("", "people/", "sign-in/"):
        page = client.get(HOME + path)
        assert page.status_code == 200 and "the account for emergencies" in page.content.decode()
    assert HistoryLine.objects.everywhere().filter(verb="people.break_glass.opened").count() == 1
    session = client.session
    session[sessions.GLASS] = (timezone.now() - timedelta(minutes=1)).timestamp()
    session.save()
    assert client.get(HOME).status_code == 302


def test_the_break_glass_account_takes_nobodys_address(council, person):
    with pytest.raises(CommandError):
        call_command("break_glass", person.email, "--council", "northshire")
    with pytest.raises(CommandError):
        call_command("break_glass", "glass@example.org", "--council", "nowhere")


def test_an_administrator_gives_access_and_a_new_person_chooses_a_password_once(client, council):
    admin = window(client, a_person(council, "administrator"))
    given = {"email": "new@example.org", "name": "New Person", "role": "practitioner", "team": ""}
    words = admin.post(HOME + "people/add/", given).content.decode()
    link = "/c/northshire/people/welcome/" + words.split("/people/welcome/")[1].split("<")[0]
    assert client.get(link).status_code == 200
    assert "15" in client.post(link, {"password": "short"}).content.decode()
    client.post(link, {"password": PASSWORD})
    assert client.get(link).status_code == 404
    assert window(client, User.objects.get(email="new@example.org"))
    row = Membership.objects.everywhere().get(user__email="new@example.org")
    admin.post(f"{HOME}people/access/{row.public_id}/end/")
    assert not Membership.objects.everywhere().filter(user__email="new@example.org").exists()
    verbs = list(HistoryLine.objects.everywhere().order_by("pk").values_list("verb", flat=True))
    assert verbs == ["people.account.opened", "people.access.given", "people.access.ended"]


def test_another_councils_access_is_not_found(client, council):
    admin = window(client, a_person(council, "administrator"))
    far = a_council("southshire")
    a_person(far, "director")
    row = Membership.objects.within(far).get()
    assert admin.post(f"{HOME}people/access/{row.public_id}/end/").status_code == 404
