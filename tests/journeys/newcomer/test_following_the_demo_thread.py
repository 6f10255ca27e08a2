"""A newcomer follows one thread of the demo, from what people said to what they were told."""

import pytest
from tests.journeys.walker import DESK, KEYS, PHONE, PLAIN, PLAIN_PHONE, Walker

pytestmark = pytest.mark.journey

THREE_MINUTES = 180.0
MOST_CLICKS = 20
TITLE = "People were not told what happens next"
MEASURE = "Are people told what happens next?"
CHANGE = "A text with the next steps before we hang up"
REPLY = "Before each first call ends, we now send a text"


def from_comment_to_verdict(newcomer: Walker) -> None:
    # The complete thread says every step of itself
    newcomer.follows(TITLE)
    newcomer.sees(TITLE, "Complete? 8 of 8", "13 of 13 people told", "The thread as a list")
    # From a comment to its theme
    newcomer.follows("No one told me what happens next or who my worker is.", within="#stage-said")
    newcomer.sees("No one told me what happens next or who my worker is.", "Confirmed by Asha Patel")
    newcomer.follows("Told what happens next")
    newcomer.sees("Told what happens next", TITLE)
    # To the signal on the chart
    newcomer.follows(MEASURE, within="#stage-tested_by")
    newcomer.sees(MEASURE, "this is unlikely to be chance", "Getting better", "The figures, newest first")
    # To the change, the learning it answers and its verdict
    newcomer.follows(CHANGE)
    newcomer.sees(TITLE, "You came here from this improvement")
    newcomer.follows(CHANGE, within="#stage-changed")
    newcomer.sees(CHANGE, "Can we tell yet?", "improved", "95% interval", "Checked by", "Gita Rao")
    newcomer.follows("Before a first contact ends")


def from_verdict_to_reply(newcomer: Walker) -> None:
    # To the evidence, and the statement it supports
    newcomer.follows("More people know what happens next", within="#stage-shown")
    newcomer.sees("More people know what happens next after a first contact")
    newcomer.follows("QS")
    newcomer.sees("More people know what happens next after a first contact", "Our score")
    # To what people were told
    newcomer.council("you-said-we-did/")
    newcomer.sees("You said nobody told you what happens next.", REPLY, "Yes. The numbers got better")


@pytest.mark.parametrize("way", [DESK, PHONE, PLAIN, PLAIN_PHONE, KEYS], ids=str)
def test_a_newcomer_follows_a_thread_from_voice_to_reply(reader, way):
    # Given somebody who has just started the demo
    newcomer = reader(way)
    newcomer.opens("/")
    newcomer.sees("Choose your council", "Northshire Council")
    newcomer.follows("Northshire Council")
    newcomer.sees("Sign in")
    # When they sign in as the quality lead and press a number on home
    newcomer.signs_in("asha@northshire.example")
    newcomer.sees("Asha", "Needs you today", "What changed this month", "What we learned and did")
    newcomer.follows("learnings", within=".gt-funnel")
    newcomer.sees("Threads", TITLE, "made-up example")
    # Then the thread leads them step by step
    from_comment_to_verdict(newcomer)
    from_verdict_to_reply(newcomer)
    assert newcomer.clicks <= MOST_CLICKS
    assert newcomer.seconds < THREE_MINUTES


@pytest.mark.parametrize(
    "path", ["", "threads/", "feedback/", "measures/", "improvements/", "self-assessment/"]
)
def test_a_page_loses_nothing_at_four_hundred_percent(reader, path):
    newcomer = reader(DESK)
    newcomer.council("account/login/")
    newcomer.signs_in("asha@northshire.example")
    newcomer.council(path)
    newcomer.zooms()
