import re
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.utils import timezone

from goldenthread.foundation.people import actions
from goldenthread.foundation.people.adapters import SealedSecrets
from goldenthread.foundation.people.models import Membership
from goldenthread.foundation.tenancy.tests.factories import PASSWORD, a_council, a_person

pytestmark = pytest.mark.django_db
SIGN_IN = "/c/northshire/account/login/"


@pytest.fixture
def person():
    return a_person(a_council("northshire"), "quality_lead")


def sign_in(client, person, password=PASSWORD):
    return client.post(SIGN_IN, {"login": person.email, "password": password})


def test_a_person_signs_in_with_address_and_password(client, person):
    assert sign_in(client, person).status_code == 302
    assert client.get("/c/northshire/").status_code == 200


def test_the_address_may_be_typed_in_any_case(client, person):
    assert client.post(SIGN_IN, {"login": person.email.upper(), "password": PASSWORD}).status_code == 302


def test_a_wrong_password_is_refused_without_saying_which_part_was_wrong(client, person):
    page = sign_in(client, person, "wrong")
    assert page.status_code == 200
    stranger = client.post(SIGN_IN, {"login": "nobody@example.org", "password": "wrong"})
    error = re.compile(r"The email address and/or password[^<]*")
    assert error.search(page.content.decode()).group() == error.search(stranger.content.decode()).group()


def test_ten_wrong_passwords_lock_the_account_even_for_the_right_one(client, person):
    for _ in range(10):
        page = sign_in(client, person, "wrong")
    assert page.status_code == 429
    assert "Try again in 15 minutes" in page.content.decode()
    assert sign_in(client, person).status_code == 429


def test_nine_wrong_passwords_do_not(client, person):
    for _ in range(9):
        sign_in(client, person, "wrong")
    assert sign_in(client, person).status_code == 302


def test_an_account_with_a_second_factor_needs_its_code(client, person):
    secret = generate_totp_secret()
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data={"secret": SealedSecrets().encrypt(secret)}
    )
    page = sign_in(client, person)
    assert "2fa/authenticate" in page["Location"]
    assert client.get("/c/northshire/").status_code == 302
    wrong = client.post(page["Location"], {"code": "000000"})
    assert wrong.status_code == 200
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post(page["Location"], {"code": code}).status_code == 302
    assert client.get("/c/northshire/").status_code == 200


def test_the_secret_of_the_second_factor_is_not_in_the_database_in_clear():
    sealed = SealedSecrets().encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert SealedSecrets().decrypt(sealed) == "JBSWY3DPEHPK3PXP"


@pytest.mark.parametrize("place", ["signup/", "email/", "password/reset/", "inactive/", "confirm-email/"])
def test_nobody_opens_or_changes_an_account_by_themselves(client, person, place):
    assert client.get(f"/c/northshire/account/{place}").status_code == 404
    sign_in(client, person)
    assert client.get(f"/c/northshire/account/{place}").status_code == 404
    assert client.post(f"/c/northshire/account/{place}", {"email": "a@example.org"}).status_code == 404


def test_a_leaver_is_refused_at_the_next_page(client, person):
    sign_in(client, person)
    membership = Membership.objects.everywhere().get(user=person)
    actions.leave(membership=membership, ends_on=timezone.localdate() - timedelta(days=1))
    assert client.get("/c/northshire/").status_code == 404


def test_a_disabled_account_is_signed_out_at_once(client, person):
    sign_in(client, person)
    person.is_active = False
    person.save()
    assert client.get("/c/northshire/").status_code == 302


def test_passwords_are_kept_with_argon2(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert a_person().password.startswith("argon2$argon2id$")


def test_a_membership_that_has_not_begun_opens_nothing(client):
    council, user = a_council("northshire"), a_person()
    actions.join(council=council, user=user, roles=["director"], team=None, starts_on=date(2099, 1, 1))
    sign_in(client, user)
    assert client.get("/c/northshire/").status_code == 404
