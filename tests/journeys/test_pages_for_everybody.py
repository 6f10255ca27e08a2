"""Pages that need no account can be used by everybody, with scripts or without, on any screen."""

import pytest
from playwright.sync_api import Page, Response
from tests.journeys import accessibility

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PAGES = ["/", "/help/", "/accessibility/", "/components/", "/account/login/", "/nowhere/"]
LOOKED_AT = {
    "/components/": ["title-error"]
}  # it shows a summary of errors as an example, and has none itself


def opened(page: Page, address: str) -> Response:
    answer = page.goto(address)
    assert answer is not None
    return answer


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_fault(page, live_server, address):
    opened(page, live_server.url + address)
    found = accessibility.faults(page, signed_off=LOOKED_AT.get(address, ()))
    assert [str(fault) for fault in found] == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_the_same_without_scripts(page_without_scripts, live_server, address):
    answer = opened(page_without_scripts, live_server.url + address)
    assert answer.status == (404 if address == "/nowhere/" else 200)
    assert page_without_scripts.locator("h1").count() == 1
    assert page_without_scripts.locator("main").inner_text().strip()


def test_a_sign_in_that_fails_says_how_in_words_that_lead_to_the_box(page, live_server):
    opened(page, live_server.url + "/account/login/")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(".govuk-error-summary")
    assert page.title().startswith("Error:")
    assert [str(fault) for fault in accessibility.faults(page)] == []


def test_no_page_asks_anybody_else_for_anything(page, live_server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for address in PAGES:
        opened(page, live_server.url + address)
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []


def test_no_two_pages_share_a_title(page, live_server):
    titles = {}
    for address in PAGES:
        opened(page, live_server.url + address)
        titles[address] = page.title()
    assert [str(fault) for fault in accessibility.same_titles(titles)] == []


def test_help_is_in_the_same_place_on_every_page(page, live_server):
    places = {}
    for address in PAGES:
        opened(page, live_server.url + address)
        places[address] = accessibility.place_of_help(page)
    assert [str(fault) for fault in accessibility.moved_help(places)] == []
