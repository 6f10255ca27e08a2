"""Facts become words that can be acted on."""

from types import SimpleNamespace

import pytest

from goldenthread.slices.feedback import presenters


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 comments"), (1, "1 comment"), (1204, "1,204 comments"), (10_001, "10,000+ comments")],
)
def test_a_count_is_written_with_its_noun(count, words):
    assert presenters.counted(count) == words


def test_long_words_are_cut_at_a_blank():
    cut = presenters.short("many words " * 100)
    assert len(cut) <= presenters.SHORT and cut.endswith("…") and not cut.endswith(" …")


def test_what_may_be_known_only_to_the_week_is_said_so():
    voice = SimpleNamespace(said_precision="week", said_on=presenters.date(2026, 11, 2))
    assert presenters.said(voice) == "the week of 2 November 2026"


def test_danger_is_the_state_until_somebody_answers():
    grave = SimpleNamespace(danger="he hit me", heard_at=None)
    assert presenters.state_of(grave, in_learning=False)[0] == "May be about danger"
    assert presenters.state_of(grave, in_learning=True)[0] == "In a learning"


def test_a_suggestion_says_that_it_is_one():
    link = SimpleNamespace(
        state="suggested",
        theme=SimpleNamespace(label="Waiting", public_id="x"),
        probability=0.82,
        because=["weeks"],
    )
    assert presenters.theme_words(link) == "Waiting?"
    line = presenters.ThemeLine.of(link)
    assert (line.sure, line.because, line.decided) == ("82% sure", "weeks", "")


def test_thanks_say_how_many_were_left_and_why():
    assert presenters.thanked(2, 0) == "2 comments marked as heard, with thanks."
    assert presenters.thanked(0, 1).endswith("1 comment may be about danger and was left: open each one.")


@pytest.mark.parametrize(
    ("back", "led"), [("", ""), ("state=danger", "?state=danger"), ("//evil/?page=2", "?page=2")]
)
def test_a_way_back_is_a_query_and_nothing_else(back, led):
    assert presenters.query_only(back) == led
