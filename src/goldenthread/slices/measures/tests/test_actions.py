"""What may be done to measures and readings, and what live measures count."""

from datetime import date

import pytest
from django.core.management import call_command

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.slices.measures import actions, jobs, queries
from goldenthread.slices.measures.actions import Given, NotAReading, NotLive
from goldenthread.slices.measures.tests import factories
from goldenthread.slices.measures.tests.factories import NOW, measure, person, readings
from goldenthread.thread import actions as thread
from goldenthread.thread import queries as ask

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def place():
    return factories.council(ons_code="E10000016")


@pytest.fixture
def analyst(place):
    return person(place, "analyst")


def spoken(place, day, *, theme=None, score=None, state="confirmed", by=None):
    draft = thread.VoiceDraft(text=f"Said on {day}", kind="comment", said_on=day, score=score)
    voice = thread.add_voice(council=place, draft=draft, by=by, at=NOW)
    if theme:
        thread.suggest_themes(
            council=place,
            model="m",
            suggestions=[thread.Suggested(voice=voice, theme=theme, probability=0.9)],
        )
    return voice


def values(found):
    return {one.period_on: one.value for one in ask.readings_of(found.council, [found])[found.pk]}


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (Given(date(2026, 3, 1), 31, 50), 62.0),
        (Given(date(2026, 3, 1), 0, 50), 0.0),
        (Given(date(2026, 3, 1), 50, 50), 100.0),
        (Given(date(2026, 3, 1), value=62.5), 62.5),
    ],
)
def test_a_percent_is_the_share_of_a_hundred(place, analyst, given, value):
    assert actions.count_of(measure(place, analyst), given, today=TODAY).value == value


def test_another_unit_is_the_ratio_or_the_value(place, analyst):
    days = measure(place, analyst, unit="number", chart="xmr")
    assert actions.count_of(days, Given(date(2026, 3, 1), 300, 50), today=TODAY).value == 6
    assert actions.count_of(days, Given(date(2026, 3, 1), value=-4), today=TODAY).value == -4


@pytest.mark.parametrize(
    "given",
    [
        Given(date(2026, 3, 1)), Given(date(2026, 3, 1), 1, 0), Given(date(2026, 3, 1), -1, 2),
        Given(date(2026, 3, 1), 3, 2), Given(date(2026, 3, 1), value=100.1), Given(date(2027, 1, 1), 1, 2),
        Given(date(2026, 3, 1), 3, None),
    ],
)  # fmt: skip
def test_what_cannot_be_a_reading_is_refused_in_a_sentence(place, analyst, given):
    with pytest.raises(NotAReading, match=r"\.$"):
        actions.count_of(measure(place, analyst), given, today=TODAY)


def test_a_replaced_reading_keeps_its_note_and_what_it_was(place, analyst):
    found = measure(place, analyst)
    readings(found, (50,))
    actions.annotate(measure=found, period_on=date(2025, 1, 1), note="Snow", by=analyst)
    actions.add(measure=found, counts=[thread.Count(date(2025, 1, 1), 60.0)], by=analyst, at=NOW)
    one = ask.reading(found, date(2025, 1, 1))
    assert (one.value, one.note) == (60.0, "Snow")
    assert [old.value for old in one.history.all()] == [60.0, 50.0, 50.0]


def test_the_same_readings_again_change_nothing_and_leave_no_line(place, analyst):
    found = measure(place, analyst)
    assert readings(found) == 18 and readings(found) == 0
    assert HistoryLine.objects.within(place).filter(verb="thread.measure.read").count() == 1


def test_a_note_needs_a_reading(place, analyst):
    with pytest.raises(NotAReading, match="There is no reading of March 2026"):
        actions.annotate(measure=measure(place, analyst), period_on=date(2026, 3, 1), note="x", by=analyst)


def test_a_theme_is_counted_month_by_month_and_the_running_month_waits(place, analyst):
    theme = thread.add_theme(council=place, taxonomy="ours", key="told", label="Being told")
    for day in (date(2026, 9, 3), date(2026, 9, 20), date(2026, 10, 2), date(2026, 11, 2)):
        spoken(place, day, theme=theme, by=analyst)
    spoken(place, date(2026, 9, 9), by=analyst)
    found = measure(place, analyst, live=f"theme:{theme.public_id}")
    assert actions.refresh_live(measure=found, by=analyst, at=NOW) == 2
    assert values(found) == {date(2026, 9, 1): pytest.approx(200 / 3), date(2026, 10, 1): 100.0}
    assert actions.refresh_live(measure=found, by=None, at=NOW) == 0


def test_poor_scores_are_counted_out_of_those_with_a_score(place, analyst):
    for score in (1, 5, 4, None):
        spoken(place, date(2026, 9, 3), score=score, by=analyst)
    found = measure(place, analyst, live="score:poor", direction="down")
    actions.refresh_live(measure=found, by=analyst, at=NOW)
    assert values(found) == {date(2026, 9, 1): pytest.approx(200 / 3)}


def test_only_what_concerns_a_subject_is_counted(place, analyst):
    home = thread.add_subject(council=place, kind="service", name="Home care")
    draft = thread.VoiceDraft(text="x", kind="comment", said_on=date(2026, 9, 3), score=5, subject=home)
    thread.add_voice(council=place, draft=draft, by=analyst, at=NOW)
    spoken(place, date(2026, 9, 3), score=1, by=analyst)
    found = measure(place, analyst, live=f"score:poor;subject:{home.public_id}", direction="down")
    actions.refresh_live(measure=found, by=analyst, at=NOW)
    assert values(found) == {date(2026, 9, 1): 100.0}


def test_published_outcomes_come_year_by_year_and_beside_england(place, analyst):
    found = measure(place, analyst, live="ascof:1a", unit="number", chart="xmr", every="year")
    assert actions.refresh_live(measure=found, by=analyst, at=NOW) >= 8
    assert date(2024, 4, 1) in values(found)
    beside = queries.elsewhere(place, found)
    assert beside.year == "2024-25" and 15 < beside.england < 25


@pytest.mark.parametrize("live", ["", "theme:gone", "score:poor;subject:gone", "ascof:zz", "nonsense"])
def test_what_cannot_be_counted_says_why(place, analyst, live):
    with pytest.raises(NotLive, match=r"\.$"):
        actions.refresh_live(measure=measure(place, analyst, live=live), by=analyst, at=NOW)


def test_a_theme_of_another_council_cannot_be_counted(place, analyst):
    elsewhere = factories.council("southshire")
    theme = thread.add_theme(council=elsewhere, taxonomy="ours", key="told", label="Being told")
    with pytest.raises(NotLive):
        actions.refresh_live(
            measure=measure(place, analyst, live=f"theme:{theme.public_id}"), by=analyst, at=NOW
        )


def test_the_clock_counts_all_and_says_which_lost_their_source(place, analyst, capsys):
    measure(place, analyst, live="score:poor")
    measure(place, analyst, title="Gone?", live="theme:gone")
    assert (
        jobs.count_again(place, NOW) == "1 live measure counted again. 1 could not be: their source is gone."
    )
    call_command("refresh")
    assert "1 live measure counted again." in capsys.readouterr().out
