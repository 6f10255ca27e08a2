from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from goldenthread.ports.frameworks import Published
from goldenthread.slices.self_assessment import queries
from goldenthread.slices.self_assessment.presenters import challenges, evidence, overview
from goldenthread.slices.self_assessment.presenters.words import listed
from goldenthread.slices.self_assessment.tests.factories import KEY, TODAY, WORSE, Town
from goldenthread.thread import queries as ask

pytestmark = pytest.mark.urls("goldenthread.config.council_urls")


def item(days):
    return SimpleNamespace(expires_on=None if days is None else TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "state"), [(None, "No end date"), (0, "Expired"), (30, "Ends soon"), (31, "Holds until")]
)
def test_expiry_is_said_in_words(days, state):
    assert evidence.expiry(item(days), today=TODAY)[0] == state


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//example.org", "data:,x", ""])
def test_a_link_that_is_no_address_of_the_web_is_not_shown(link):
    assert evidence.safe_link(link) == ""


def test_lists_read_as_sentences():
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_how_others_were_scored_is_told_lowest_first_without_empty_scores():
    published = Published(3, {"QS1": Counter({3: 2, 1: 1})}, "Somewhere, 2025")
    assert overview.share_of(published, "QS1") == "Of 3 other councils, 1 got 1 and 2 got 3."
    assert overview.share_of(None, "QS1") == ""


def test_a_score_that_did_not_move_says_so():
    now, then = SimpleNamespace(pk=2, score=3), SimpleNamespace(pk=1, score=3)
    assert overview.moved(now, then) == "the same as a year ago"
    assert overview.moved(SimpleNamespace(pk=2, score=2), then) == "down from 3 a year ago"
    assert overview.moved(now, now) == ""


def questions(town, items, score=None):
    framework = queries.shelved(KEY).framework
    behind = ask.behind(town.council, items)
    found = challenges.challenges(
        town.access(town.lead), (KEY, framework, "QS9"), items, behind, score, today=TODAY
    )
    return {one.sentence: one.mend for one in found}


@pytest.mark.django_db
def test_a_thread_that_got_worse_is_questioned_where_it_is_shown():
    town = Town()
    _, learning, _ = town.change(WORSE)
    found = questions(town, [town.evidence(shows=[learning])])
    wanted = "shows the change “Say the next step”, but on “Are people told what happens next?” it got worse."
    assert any(wanted in sentence for sentence in found)


@pytest.mark.django_db
def test_a_claim_without_a_measure_or_a_change_is_questioned():
    town = Town()
    _, learning, _ = town.change()
    found = questions(town, [town.evidence("Log", shows=[learning])])
    assert "“Log” shows the change “Say the next step”, which no measure tests." in found


@pytest.mark.django_db
def test_a_good_score_with_nothing_behind_it_is_questioned_and_so_is_each_empty_kind():
    town = Town()
    found = questions(town, [], town.score(score=4))
    assert "The score of 4 has no evidence behind it." in found
    assert sum(sentence.startswith("There is no evidence under") for sentence in found) == 4


@pytest.mark.django_db
def test_expired_proof_is_questioned_with_its_day():
    town = Town()
    old = town.evidence("Old", dated_on=date(2020, 1, 1), expires_on=date(2021, 1, 1))
    assert questions(town, [old])["“Old” expired on 1 January 2021."] == "Look at it again"
