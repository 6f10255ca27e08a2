from importlib import import_module

import pytest
from django.test import Client

from goldenthread.foundation.tenancy.tests.factories import a_council, a_person

pytestmark = pytest.mark.django_db


def test_a_letter_that_resets_a_password_leaves_no_link_and_no_address_in_the_log(settings, capfd):
    # As it is written: a test runner sends letters elsewhere.
    settings.EMAIL_BACKEND = import_module("goldenthread.config.settings").EMAIL_BACKEND
    person = a_person(a_council("northshire"), "quality_lead")
    Client().post("/c/northshire/account/password/reset/", {"email": person.email})
    said = "".join(capfd.readouterr())
    assert person.email not in said
    assert "/reset/" not in said
