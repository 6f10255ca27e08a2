"""A complaints manager takes comments to a learning, a change and a reply that the public reads."""

import pytest
from tests.journeys.walker import DESK, PLAIN, Walker

pytestmark = pytest.mark.journey

SENTENCE = "We say who will come and when, before the day."
YOU_SAID = "You said you never knew who would come, or when."
WE_DID = "We now ring the day before, and say who will come and when."
EASY = "You said: I do not know who will come. We now ring you first."


def confirm_a_theme(manager: Walker) -> None:
    manager.council("feedback/?state=waiting")
    manager.sees("comments")
    manager.page.locator("main tbody tr a").first.click()
    manager.looks()
    manager.presses("Confirm")
    manager.sees("Confirmed by Carol Hughes")


def say_heard(manager: Walker) -> None:
    manager.council("feedback/?state=waiting")
    for box in manager.page.locator("input[name=chosen]").all()[3:6]:
        manager.ticks(box)
    manager.presses("Heard, no action needed")
    manager.looks()
    assert "3 comments" in (manager.page.locator("body").text_content() or "")


def draw_a_learning(manager: Walker) -> None:
    manager.council("feedback/?state=waiting")
    for box in manager.page.locator("input[name=chosen]").all()[:2]:
        manager.ticks(box)
    manager.presses("Draw one learning from these")
    manager.sees("Drawn from what 2 people said")
    manager.types("What should be different?", SENTENCE)
    manager.types("A short name for this thread", "Who will come and when")
    manager.presses("Record this learning")
    manager.sees("Who will come and when", SENTENCE, "What is missing")


def start_a_change(manager: Walker) -> None:
    manager.follows("Start an improvement")
    manager.looks()
    manager.types("What will change?", "A call the day before")
    manager.types("What is the aim?", "9 in 10 people know who will come, by summer.")
    manager.chooses("Who leads it?", "Carol Hughes")
    for part, (day, month, year) in {"starts_on": (1, 10, 2026), "due_on": (1, 4, 2027)}.items():
        boxes = manager.page.locator(f"input[name^={part}]")
        for place, value in enumerate((day, month, year)):
            boxes.nth(place).fill(str(value))
    manager.presses("Start")
    manager.sees("A call the day before")


def choose_a_measure(manager: Walker) -> None:
    manager.follows("Choose a measure")
    manager.looks()
    manager.chooses("Which measure will show it?", "Are people told what happens next?")
    manager.types("How small a change would still be worth having?", "5")
    manager.presses("Show when we could know")
    manager.sees("What this can tell")
    manager.presses("Use this measure")
    manager.sees("Are people told what happens next?")


def reply_and_tell(manager: Walker) -> None:
    manager.follows(SENTENCE[:30])
    manager.sees("Who will come and when")
    manager.follows("Write a reply")
    manager.looks()
    manager.types("You said", YOU_SAID)
    manager.types("We did", WE_DID)
    manager.types("The same in easy words", EASY)
    manager.chooses("Which change does it tell of?", "A call the day before")
    manager.presses("Save the reply")
    manager.looks()
    manager.council("replies/")
    manager.sees(YOU_SAID)
    manager.presses("Publish")
    manager.looks()
    manager.follows("Tell")
    manager.sees("Tell the people who said this")
    manager.presses("They have been told")
    manager.sees("2 of 2 people told")


@pytest.mark.parametrize("way", [DESK, PLAIN], ids=str)
def test_a_complaints_manager_takes_comments_to_a_public_reply(writer, way):
    # Given the complaints manager
    manager = writer(way)
    manager.council()
    manager.signs_in("carol@northshire.example")
    manager.sees("Carol")
    # When she says what a comment is about, thanks others, and draws a learning from two
    confirm_a_theme(manager)
    say_heard(manager)
    draw_a_learning(manager)
    # And something changes, is tested, and people are told
    start_a_change(manager)
    choose_a_measure(manager)
    reply_and_tell(manager)
    # Then a person without an account reads it, with no claim that it worked
    stranger = writer(way)
    stranger.council("you-said-we-did/")
    stranger.sees(YOU_SAID, WE_DID, "Fewer than 8 people said this.")
    stranger.follows("Show this in easy words")
    stranger.sees(EASY)
    assert stranger.context.cookies() == []
