from datetime import timedelta

import pytest

from goldenthread.slices.self_assessment import queries
from goldenthread.slices.self_assessment.tests.factories import KEY, NOW, TODAY, WORSE, Town
from goldenthread.thread import queries as ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return Town()


def test_there_is_no_rating_until_every_statement_has_a_score(town):
    framework = queries.shelved(KEY).framework
    for number in range(1, 9):
        town.score(f"QS{number}")
    assert queries.rating_of(framework, queries.newest_scores(town.council, KEY)) is None
    town.score("QS9", 2)
    rated = queries.rating_of(framework, queries.newest_scores(town.council, KEY))
    assert rated and (rated.percent, rated.band, rated.points_to_next) == (72, "good", 6)


def test_scores_of_another_council_count_for_nothing(town):
    Town("southshire").score()
    assert queries.newest_scores(town.council, KEY) == {}


def test_scores_as_they_stood_a_year_ago_are_found(town):
    town.score(score=2, at=NOW - timedelta(days=400))
    town.score(score=4)
    then = queries.newest_scores(town.council, KEY, before=NOW - timedelta(days=365))
    assert then["QS9"].score == 2


def test_coverage_counts_items_and_expired_ones_for_each_statement_and_kind(town):
    town.evidence(supports=["QS1", "QS9"], expires_on=TODAY)
    town.evidence(supports=["QS9"], expires_on=TODAY + timedelta(days=1))
    found = queries.coverage(town.access(town.lead), KEY, today=TODAY)
    assert [(one.statement, one.items, one.expired) for one in found] == [("QS1", 1, 1), ("QS9", 2, 1)]


def test_what_goes_stale_is_one_s_own_first_and_others_only_for_those_who_score(town):
    town.evidence("Older", expires_on=TODAY - timedelta(days=9))
    town.evidence("Mine", expires_on=TODAY + timedelta(days=9), owner=town.manager)
    town.evidence("Far off", expires_on=TODAY + timedelta(days=90), owner=town.manager)
    mine = queries.ending(town.access(town.manager), today=TODAY, most=5)
    assert [one.title for one in mine] == ["Mine"]
    every = queries.ending(town.access(town.lead), today=TODAY, most=5)
    assert [one.title for one in every] == ["Older", "Mine"]


def test_what_stands_behind_evidence_is_found_through_learnings_and_changes(town):
    _, learning, change = town.change(WORSE)
    through, direct = town.evidence(shows=[learning]), town.evidence(shows=[change])
    found = ask.behind(town.council, [through, direct])
    for item in (through, direct):
        assert [one.pk for one in found[item.pk].improvements] == [change.pk]
        assert [one.word for one in found[item.pk].verdicts] == ["worse"]
        assert not found[item.pk].unmeasured


def test_others_scores_leave_out_the_council_itself(town):
    town.council.ons_code = "E09000007"
    published = queries.published(town.council, KEY)
    assert published and published.organisations == 71
