"""A whole sign-in with a real provider in a process of its own, and everything that may be wrong with one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.foundation.people.models import Membership, User
from goldenthread.foundation.sign_in import actions
from goldenthread.foundation.sign_in.models import SignInService
from goldenthread.foundation.sign_in.tests.provider_process import CLIENT, SECRET
from goldenthread.foundation.sign_in.tests.serving import running
from goldenthread.foundation.tenancy.tests.factories import a_council, a_person, a_team

pytestmark = pytest.mark.django_db
HOME = "/c/northshire/"


@pytest.fixture(scope="module")
def provider():
    with running() as one:
        yield one


@pytest.fixture(autouse=True)
def _as_new(provider):
    provider.order()


@pytest.fixture
def council():
    return a_council("northshire")


@pytest.fixture
def service(provider, council):
    admin = a_person(council, "administrator")
    facts = {
        "name": "Northshire account", "server_url": provider.address, "client_id": CLIENT,
        "subject_claim": "sub", "groups_claim": "groups", "is_on": True,
    }  # fmt: skip
    found = actions.save_service(council=council, facts=facts, secret=SECRET, by=admin)
    actions.add_rule(service=found, value="quality", role="quality_lead", team=None, by=admin)
    actions.add_rule(
        service=found, value="north", role="team_manager", team=a_team(council, "North"), by=admin
    )
    return found


def nia() -> User:
    return User.objects.get(email="nia@example.org")


def roles(user: User) -> set[tuple[str, str]]:
    rows = Membership.objects.everywhere().current(timezone.localdate()).filter(user=user)
    return {
        (role, one.team.name if one.team else "") for one in rows.select_related("team") for role in one.roles
    }


def test_a_person_comes_in_with_what_their_groups_give(client, provider, service):
    assert provider.sign_in(client, "northshire").status_code == 200
    assert client.get(HOME).status_code == 200
    assert roles(nia()) == {("quality_lead", "")}
    assert not nia().has_usable_password()
    assert HistoryLine.objects.everywhere().filter(verb="people.access.given").count() == 1


def test_what_the_service_says_of_a_person_is_not_kept(client, provider, service):
    provider.sign_in(client, "northshire")
    assert SocialAccount.objects.get().extra_data == {}


def test_the_secret_is_not_in_the_database_in_clear(service):
    assert SECRET not in SignInService.objects.everywhere().get().sealed_secret


def test_a_second_sign_in_adds_and_ends_what_changed(client, provider, service):
    provider.sign_in(client, "northshire")
    Membership.objects.everywhere().filter(user=nia()).update(
        starts_on=timezone.localdate() - timedelta(days=9)
    )
    provider.order(groups=["north", "unknown group"])
    provider.sign_in(type(client)(), "northshire")
    assert roles(nia()) == {("team_manager", "North")}
    verbs = list(HistoryLine.objects.everywhere().values_list("verb", flat=True))
    assert verbs.count("people.access.given") == 2 and verbs.count("people.access.ended") == 1


def test_what_was_given_by_hand_stays_when_a_group_goes(client, provider, service, council):
    provider.sign_in(client, "northshire")
    Membership.objects.create(council=council, user=nia(), roles=["auditor"], starts_on=timezone.localdate())
    provider.order(groups=[])
    assert provider.sign_in(type(client)(), "northshire").status_code == 200
    assert roles(nia()) == {("auditor", "")}


def test_a_person_whose_groups_give_nothing_gets_a_clear_page_and_no_account(client, provider, service):
    provider.order(groups=["somebody else"])
    page = provider.sign_in(client, "northshire")
    assert page.status_code == 403 and "You have no access here yet" in page.content.decode()
    assert not User.objects.filter(email="nia@example.org").exists()


def test_a_leavers_open_page_is_refused_once_their_group_is_gone(client, provider, service):
    provider.sign_in(client, "northshire")
    assert client.get(HOME).status_code == 200
    provider.order(groups=[])
    other_window = type(client)()
    assert provider.sign_in(other_window, "northshire").status_code == 403
    assert client.get(HOME).status_code == 404
    assert other_window.get(HOME).status_code == 302


def test_a_closed_account_does_not_come_in(client, provider, service):
    provider.sign_in(client, "northshire")
    User.objects.filter(pk=nia().pk).update(is_active=False)
    assert client.get(HOME).status_code == 302
    page = provider.sign_in(type(client)(), "northshire")
    assert "Your account here is closed" in page.content.decode()


def test_nobody_is_recognised_by_an_address(client, provider, service, council):
    by_hand = a_person(council, "director")
    provider.order(email=by_hand.email)
    page = provider.sign_in(client, "northshire")
    assert "There is an account with your email address already" in page.content.decode()
    assert not SocialAccount.objects.exists() and client.get(HOME).status_code == 302


def test_the_same_address_with_another_subject_is_another_person(client, provider, service):
    provider.sign_in(client, "northshire")
    provider.order(sub="s-2")
    page = provider.sign_in(type(client)(), "northshire")
    assert page.status_code == 403 and SocialAccount.objects.count() == 1


def test_somebody_with_a_password_connects_the_two_themselves(client, provider, service, council):
    by_hand = a_person(council, "director")
    client.force_login(by_hand, backend="allauth.account.auth_backends.AuthenticationBackend")
    left = client.get(f"/c/northshire/account/council/{service.public_id}/?process=connect")
    back = provider.send_back(left["Location"]).split("testserver", 1)[1]
    client.get(back)
    assert SocialAccount.objects.get().user == by_hand
    fresh = type(client)()
    provider.sign_in(fresh, "northshire")
    assert roles(by_hand) == {("director", ""), ("quality_lead", "")}


FAULTS = {
    "expired": "The sign-in took too long",
    "stale": "The sign-in took too long",
    "future": "comes from the future",
    "audience": "made for another program",
    "two audiences": "made for another program",
    "issuer": "made by another service",
    "signature": "signature on the sign-in is wrong",
    "key": "signed with a key that the sign-in service does not publish",
    "alg none": "not signed in a way that can be trusted",
    "shared secret": "not signed in a way that can be trusted",
    "nonce": "did not come back as it left",
    "no nonce": "did not come back as it left",
    "no sub": "left out something that a sign-in must say",
    "token down": "out of order just now",
    "cancelled": "stopped before it was done",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_sign_in_that_is_wrong_ends_in_a_sentence_and_lets_nobody_in(client, provider, service, fault):
    provider.order(fault=fault)
    page = provider.sign_in(client, "northshire")
    assert page.status_code == 403
    assert FAULTS[fault] in page.content.decode().replace("’", "'")
    assert "Go back to signing in" in page.content.decode()
    assert client.get(HOME).status_code == 302 and not SocialAccount.objects.exists()


def test_a_card_that_was_used_before_lets_nobody_in(client, provider, service):
    provider.sign_in(client, "northshire")
    provider.order(fault="replayed card")
    thief = type(client)()
    assert provider.sign_in(thief, "northshire").status_code == 403
    assert thief.get(HOME).status_code == 302


def test_coming_back_twice_by_the_same_address_lets_nobody_in_again(client, provider, service):
    back = provider.back_address(client, "northshire")
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 403
    assert type(client)().get(back).status_code == 403


def test_a_state_of_somebody_else_lets_nobody_in(client, provider, service):
    back = provider.back_address(client, "northshire")
    victim = type(client)()
    provider.back_address(victim, "northshire")
    assert victim.get(back).status_code == 403 and victim.get(HOME).status_code == 302


@pytest.mark.parametrize("fault", ["down", "misnamed", "inner keys"])
def test_a_service_in_trouble_leaves_the_password_page_usable(client, provider, service, council, fault):
    provider.order(fault=fault)
    page = client.get("/c/northshire/account/login/")
    assert page.status_code == 200 and "Or with a password" in page.content.decode()
    left = client.get(f"/c/northshire/account/council/{service.public_id}/")
    assert left.status_code == 403 and "You are not signed in" in left.content.decode()
    by_hand = a_person(council, "director")
    client.post(
        "/c/northshire/account/login/", {"login": by_hand.email, "password": "correct horse battery staple"}
    )
    assert client.get(HOME).status_code == 200


def test_an_hour_of_answers_of_500_costs_nobody_their_page(client, provider, service):
    provider.sign_in(client, "northshire")
    provider.order(fault="down")
    assert all(client.get(HOME).status_code == 200 for _ in range(20))
    provider.order()
    assert provider.sign_in(type(client)(), "northshire").status_code == 200


def test_a_service_that_is_switched_off_is_not_offered(client, provider, service):
    SignInService.objects.everywhere().update(is_on=False)
    assert "Or with a password" not in client.get("/c/northshire/account/login/").content.decode()
    assert client.get(f"/c/northshire/account/council/{service.public_id}/").status_code == 404


def test_another_councils_service_is_not_found(client, provider, service):
    a_council("southshire")
    assert client.get(f"/c/southshire/account/council/{service.public_id}/").status_code == 404
    assert "Or with a password" not in client.get("/c/southshire/account/login/").content.decode()
