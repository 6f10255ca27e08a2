import pytest
from django.db import IntegrityError, transaction

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.slices.self_assessment import actions, queries
from goldenthread.slices.self_assessment.actions import Opinion
from goldenthread.slices.self_assessment.models import Score
from goldenthread.slices.self_assessment.tests.factories import KEY, NOW, TODAY, Town
from goldenthread.thread import actions as thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return Town()


def test_a_new_score_leaves_the_older_one_as_it_was(town):
    first, second = town.score(score=2, reason="Then."), town.score(score=3, reason="Now.")
    assert queries.newest_scores(town.council, KEY)["QS9"] == second
    assert [one.reason for one in queries.scores_of(town.council, KEY, "QS9")] == ["Now.", "Then."]
    first.refresh_from_db()
    assert (first.score, first.reason) == (2, "Then.")


@pytest.mark.parametrize(
    ("opinion", "refusal"),
    [
        (Opinion("QS9", 0, "Why"), actions.NotAScore),
        (Opinion("QS9", 5, "Why"), actions.NotAScore),
        (Opinion("QS9", 3, "  "), actions.NoReason),
        (Opinion("QS10", 3, "Why"), queries.NoFramework),
    ],
)
def test_a_score_out_of_range_without_reason_or_of_nothing_is_refused_and_leaves_no_trace(
    town, opinion, refusal
):
    shelved = queries.shelved(KEY)
    with pytest.raises(refusal):
        actions.give_score(council=town.council, shelved=shelved, opinion=opinion, by=town.lead, at=NOW)
    assert not Score.objects.within(town.council).exists()
    assert not HistoryLine.objects.within(town.council).filter(verb="assessment.statement.scored").exists()


@pytest.mark.parametrize("wrong", [{"score": 5}, {"score": 0}, {"reason": ""}])
def test_the_database_holds_a_score_to_its_range_and_its_reason(town, wrong):
    score = town.score()
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.within(town.council).filter(pk=score.pk).update(**wrong)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "JavaScript:alert(1)", " https://x", "data:text/html,x"]
)
def test_only_an_address_of_the_web_is_filed(town, link):
    with pytest.raises(actions.NotALink):
        town.evidence(link=link)


def test_looking_at_evidence_again_keeps_its_dates_before_in_the_history(town):
    item = town.evidence(expires_on=TODAY)
    later = TODAY.replace(year=TODAY.year + 1)
    thread.renew_evidence(evidence=item, dated_on=TODAY, expires_on=later, reason="Read it.", by=town.lead)
    line = HistoryLine.objects.within(town.council).get(verb="thread.evidence.renewed")
    assert line.detail["before"]["expires_on"] == str(TODAY)
    assert line.detail["reason"] == "Read it."
