import pytest
from django.urls import get_script_prefix

from goldenthread.foundation.tenancy.tests.factories import BACKEND, a_council, a_person

pytestmark = pytest.mark.django_db


def test_the_council_is_read_from_the_address(client):
    council = a_council("northshire")
    client.force_login(a_person(council, "quality_lead"), backend=BACKEND)
    page = client.get("/c/northshire/")
    assert page.status_code == 200
    assert 'href="/c/northshire/threads/"' in page.content.decode()


def test_the_prefix_is_left_as_it_was_found(client):
    a_council("northshire")
    client.get("/c/northshire/")
    assert get_script_prefix() == "/"


def test_the_council_is_read_from_its_own_host_name(client, settings):
    settings.ALLOWED_HOSTS = ["north.example"]
    council = a_council("northshire")
    council.host = "north.example"
    council.save()
    client.force_login(a_person(council, "quality_lead"), backend=BACKEND)
    assert client.get("/threads/", headers={"host": "north.example"}).status_code == 200


def test_a_council_that_is_not_kept_here_is_not_found(client):
    assert client.get("/c/nowhere/").status_code == 404


def test_an_outsider_cannot_tell_a_council_from_none(client):
    a_council("northshire")
    client.force_login(a_person(a_council("southshire"), "director"), backend=BACKEND)
    assert client.get("/c/northshire/").status_code == 404


def test_a_stranger_is_asked_to_sign_in(client):
    a_council("northshire")
    page = client.get("/c/northshire/threads/")
    assert page.status_code == 302
    assert page["Location"] == "/c/northshire/account/login/?next=/c/northshire/threads/"


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@pytest.mark.parametrize("address", ["/", "/c/northshire/", "/account/login/", "/help/", "/c/nowhere/"])
def test_every_page_carries_the_safe_headers(client, address):
    council = a_council("northshire")
    if address != "/":
        client.force_login(a_person(council, "quality_lead"), backend=BACKEND)
    page = client.get(address)
    for name, value in HEADERS.items():
        assert value in page[name], name
    policy = page["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "http" not in policy
    assert "camera=()" in page["Permissions-Policy"]


@pytest.mark.parametrize(
    "address", ["/c/northshire/threads/%00/", "/c/%00/", "/c/northshire/threads/?stops=%00", "/?%00"]
)
def test_a_nul_in_an_address_is_refused_before_the_database_is_asked(
    client, django_assert_num_queries, address
):
    with django_assert_num_queries(0):
        page = client.get(address)
    assert page.status_code == 400
    assert page["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" in page
