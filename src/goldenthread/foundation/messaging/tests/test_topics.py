"""Wordings with gaps."""

import pytest

from goldenthread.foundation.messaging.topics import TOPICS, Topic, WordingRefused, check, filled

TOPIC = Topic("t", "T", "About ((day))", "Hello ((name))", gaps=("day", "name"), private=("name",))


def test_what_fills_a_gap_is_never_looked_at_for_gaps():
    assert filled("Hello ((name)), ((day))", {"name": "((day))", "day": "Monday"}) == "Hello ((day)), Monday"


@pytest.mark.parametrize(
    ("subject", "body", "says"),
    [
        ("Hello ((wrong))", "", "Nothing fills ((wrong))"),
        ("", "Hello ((wrong))", "This message can use: ((day)), ((name))"),
        ("For ((name))", "", "locked screen"),
        ("One\r\nBcc: all@example.org", "", "on one line"),
    ],
)
def test_a_faulty_wording_is_refused_in_a_sentence(subject, body, says):
    with pytest.raises(WordingRefused) as refusal:
        check(TOPIC, subject, body)
    assert says in str(refusal.value)


def test_every_wording_that_comes_with_the_release_is_sound_and_private_gaps_stay_out_of_subjects():
    assert "thread.action_given" in TOPICS
    for topic in TOPICS.values():
        check(topic, topic.subject, topic.body)
