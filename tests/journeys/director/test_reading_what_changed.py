"""A director reads what changed, follows one thread, and prints it."""

import pytest
from tests.journeys.walker import DESK, PHONE, PLAIN

pytestmark = pytest.mark.journey

TITLE = "Yearly reviews come late"


@pytest.mark.parametrize("way", [DESK, PHONE, PLAIN], ids=str)
def test_a_director_reads_home_a_thread_and_the_replies(reader, way):
    # Given the director, who asks what changed and what did not
    director = reader(way)
    director.council()
    director.signs_in("dev@northshire.example")
    director.sees("Dev", "What changed this month", "What we learned and did", "Threads that stop short")
    # When he follows the change that shows no difference
    director.follows("1 change shows no difference")
    director.sees("A weekly list of reviews due in three months", "no change seen")
    director.follows("A weekly list of reviews due in three months")
    director.sees("no change seen", "Can we tell yet?")
    director.follows("A yearly review is booked three months ahead")
    director.sees(TITLE, "people told")
    # Then the reply to people does not say that it worked
    director.follows("We started a weekly list of reviews", within="#stage-told")
    director.council("replies/")
    director.sees("Replies")
    director.council("you-said-we-did/")
    director.sees("We see no change in the numbers so far.")


def test_a_thread_prints_with_its_picture_and_without_buttons(reader):
    director = reader(DESK)
    director.council("threads/")
    director.signs_in("dev@northshire.example")
    director.follows(TITLE)
    director.page.emulate_media(media="print")
    assert director.page.locator(".thread-picture--across svg").is_visible()
    assert director.page.get_by_role("heading", name="The thread as a list").is_visible()
    for gone in ("nav", ".govuk-button", ".govuk-back-link", ".gt-footer a"):
        assert not any(one.is_visible() for one in director.page.locator(gone).all()), gone
