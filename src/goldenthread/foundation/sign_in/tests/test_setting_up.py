"""The administrator's page: set the service up, try it, say what groups give; and where the server refuses to call."""

import pytest

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.foundation.sign_in import actions, discovery
from goldenthread.foundation.sign_in.models import GroupRule, SignInService
from goldenthread.foundation.sign_in.tests.provider_process import CLIENT, SECRET
from goldenthread.foundation.sign_in.tests.serving import running
from goldenthread.foundation.sign_in.web import Refused, demand_reachable
from goldenthread.foundation.tenancy.tests.factories import BACKEND, a_council, a_person, a_team

pytestmark = pytest.mark.django_db
PAGE = "/c/northshire/sign-in/"


@pytest.fixture(scope="module")
def provider():
    with running() as one:
        yield one


@pytest.fixture
def council():
    return a_council("northshire")


@pytest.fixture
def admin(client, council):
    person = a_person(council, "administrator")
    client.force_login(person, backend=BACKEND)
    return person


def given(provider, **more):
    return {
        "name": "Northshire account", "server_url": provider.address, "client_id": CLIENT, "secret": SECRET,
        "subject_claim": "sub", "groups_claim": "groups", **more,
    }  # fmt: skip


def test_an_administrator_sets_a_service_up_tries_it_and_says_what_groups_give(
    client, provider, admin, council
):
    team = a_team(council, "North")
    provider.order()
    assert "No sign-in service is set up" in client.get(PAGE).content.decode()
    client.post(PAGE + "service/", given(provider))
    words = client.post(PAGE + "try/", follow=True).content.decode()
    assert "The service answers" in words and SECRET not in words
    client.post(PAGE + "groups/add/", {"value": "north", "role": "team_manager", "team": team.public_id})
    rule = GroupRule.objects.everywhere().get()
    assert (rule.value, rule.role, rule.team) == ("north", "team_manager", team)
    client.post(PAGE + "groups/add/", {"value": "north", "role": "team_manager", "team": team.public_id})
    client.post(PAGE + "groups/remove/", {"rule": rule.public_id})
    assert not GroupRule.objects.everywhere().exists()
    verbs = list(HistoryLine.objects.everywhere().order_by("pk").values_list("verb", flat=True))
    assert verbs == ["sign_in.service.saved", "sign_in.rule.added", "sign_in.rule.removed"]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("down", "out of order just now (it says 500)"),
        ("misnamed", "calls itself by another address"),
        ("inner keys", "must start with https"),
    ],
)
def test_a_try_says_in_a_sentence_what_is_wrong(provider, fault, sentence):
    provider.order(fault=fault)
    assert sentence in discovery.tried(provider.address).sentence


def test_a_try_of_an_address_where_nothing_is_says_so(provider):
    provider.order()
    assert "said 404" in discovery.tried(provider.address + "/elsewhere").sentence
    assert "does not answer" in discovery.tried("http://127.0.0.1:1").sentence


def test_an_empty_secret_keeps_the_sealed_one_and_a_new_address_drops_it(provider, council):
    person = a_person(council, "administrator")
    facts = {key: value for key, value in given(provider).items() if key != "secret"}
    actions.save_service(council=council, facts=facts, secret=SECRET, by=person)
    sealed = SignInService.objects.everywhere().get().sealed_secret
    actions.save_service(council=council, facts=facts, secret="", by=person)
    assert SignInService.objects.everywhere().get().sealed_secret == sealed
    elsewhere = {**facts, "server_url": "https://elsewhere.example"}
    actions.save_service(council=council, facts=elsewhere, secret="", by=person)
    assert SignInService.objects.everywhere().get().sealed_secret == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data",
        "https://169.254.169.254/",
        "https://10.0.0.1/",
        "https://192.168.0.1/",
        "https://[fe80::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://0.0.0.0/",
        "http://93.184.216.34/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "https://user:word@93.184.216.34/",
        "https://",
        "https://[",
        "https://93.184.216.34:99999/",
    ],
)
def test_the_server_is_not_made_to_call_inner_addresses(url):
    with pytest.raises(Refused):
        demand_reachable(url)


def test_loopback_is_refused_in_production(settings):
    settings.SIGN_IN_LOOPBACK = False
    for url in ("https://127.0.0.1/", "http://127.0.0.1/", "https://[::1]/", "https://localhost/"):
        with pytest.raises(Refused):
            demand_reachable(url)


def test_an_inner_network_is_allowed_by_a_setting_only(settings):
    settings.SIGN_IN_PRIVATE_NETWORK = True
    demand_reachable("https://10.0.0.1/")
    with pytest.raises(Refused):
        demand_reachable("https://169.254.169.254/")


@pytest.mark.parametrize(
    "url", ["not an address", "javascript:alert(1)", "https://[", "https://a.example/?x=1"]
)
def test_an_address_that_is_none_is_sent_back_with_a_sentence(client, provider, admin, url):
    page = client.post(PAGE + "service/", given(provider, server_url=url))
    assert "Type an address that starts with https://" in page.content.decode()
    assert not SignInService.objects.everywhere().exists()
