"""A carer without an account reads what was done because of what people said."""

import pytest
from tests.journeys.walker import DESK, PHONE, PLAIN, PLAIN_PHONE

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("way", [DESK, PHONE, PLAIN, PLAIN_PHONE], ids=str)
def test_a_carer_reads_what_was_done_without_an_account_or_a_cookie(reader, way):
    # Given a carer who has an address from a letter, and no account
    carer = reader(way)
    carer.opens("/")
    carer.sees("Choose your council")
    # When she reads what was done
    carer.follows("You said, we did")
    carer.sees(
        "nobody told you what happens next",
        "we now send a text that says what happens next",
        "Did it work?",
        "Yes. The numbers got better, by more than chance explains.",
        "Fewer than 8 people said this.",
        "made-up example",
    )
    # And changes to easy words, and back
    carer.follows("Show this in easy words")
    carer.sees("We now send you a text after your call.", "Show all the words")
    carer.follows("Show all the words")
    carer.sees("Show this in easy words")
    # Then she has been given no cookie, and was asked for nothing
    assert carer.context.cookies() == []
    assert carer.page.locator("form").count() == 0
    assert carer.clicks == 3


def test_the_easy_words_are_short(reader):
    carer = reader(DESK)
    carer.council("you-said-we-did/?easy=1")
    for sentence in carer.page.locator("main p").all_inner_texts():
        for part in sentence.replace("?", ".").split("."):
            assert len(part.split()) <= 15, part


def test_the_public_page_prints_as_a_poster_without_switches(reader):
    carer = reader(DESK)
    carer.council("you-said-we-did/")
    carer.page.emulate_media(media="print")
    assert not carer.page.get_by_role("link", name="Show this in easy words").is_visible()
    assert carer.page.get_by_role("heading", name="You said, we did").is_visible()
    assert not carer.page.locator("footer a").first.is_visible()
