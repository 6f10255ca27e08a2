"""What a thread needs, and the sentence for each thing it lacks."""

import pytest

from goldenthread.domain.thread import LINKS, STAGES, ThreadFacts, completeness, may_link

WHOLE = {
    "voices": 14, "voices_told": 14, "themes": 1, "learnings": 1, "improvements": 1,
    "measures": 1, "verdicts": ("improved",), "evidence": 1, "replies": 1,
}  # fmt: skip


def facts(**changes):
    return ThreadFacts(**{**WHOLE, **changes})


def broken(**changes):
    return [(item.kind, item.sentence, item.mend) for item in completeness(facts(**changes)).breaks]


def test_a_thread_with_everything_is_complete():
    found = completeness(facts())
    assert (found.complete, found.breaks, found.reached, len(STAGES)) == (True, (), 8, 8)


def test_voices_without_a_learning_are_not_expected_to_go_on():
    found = completeness(ThreadFacts(voices=200, themes=1))
    assert (found.expected, found.breaks, found.complete) == (False, (), False)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"voices_told": 0, "replies": 0}, "No one has told the 14 people who said this."),
        ({"voices_told": 9}, "5 of the 14 people who said this have not been told what came of it."),
        ({"voices": 1, "voices_told": 0, "replies": 0}, "No one has told the person who said this."),
        ({"evidence": 0}, "This is not yet kept as evidence."),
        (
            {"learnings": 3, "learnings_without_improvement": 2},
            "2 learnings have led to no change yet.",
        ),
        (
            {"improvements": 2, "improvements_without_measure": 1},
            "Nothing measures whether 1 of the 2 changes work.",
        ),
        (
            {"verdicts": ("unstable baseline",), "evidence": 0},
            "The measure was not steady before the change, so it cannot show whether it worked.",
        ),
        (
            {"voices": 0, "voices_told": 0, "themes": 0},
            "Nothing says whose words this learning is drawn from.",
        ),
    ],
)
def test_each_missing_link_is_named_in_plain_words(changes, sentence):
    assert [item[1] for item in broken(**changes)] == [sentence]


def test_a_learning_alone_is_asked_for_a_change_and_for_a_reply():
    found = completeness(ThreadFacts(voices=3, themes=1, learnings=1))
    assert [item.kind for item in found.breaks] == ["no_improvement", "not_told"]


def test_too_early_is_waiting_and_not_broken():
    found = completeness(facts(verdicts=("too early",), evidence=0))
    assert (found.breaks, found.waiting, found.complete) == ((), True, False)


def test_a_judgement_by_people_stands_for_a_measure():
    found = completeness(facts(measures=0, improvements_without_measure=1, judgements=1, verdicts=()))
    assert found.complete


def test_every_break_comes_with_a_way_to_mend_it():
    found = completeness(ThreadFacts(learnings=1, improvements=1, improvements_without_measure=1))
    assert found.breaks
    assert all(item.mend and item.stage in {stage.key for stage in STAGES} for item in found.breaks)


def test_a_voice_leads_to_a_theme_but_not_to_a_measure():
    assert may_link("voice", "theme") == "is about"
    assert may_link("voice", "measure") is None
    assert may_link("evidence", "reply") == "shows"
    assert len(LINKS) == 13
