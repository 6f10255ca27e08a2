import re
from datetime import timedelta

import pytest

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.slices.self_assessment import queries
from goldenthread.slices.self_assessment.tests.factories import EVIL, KEY, NOW, STEADY, TODAY, Town
from goldenthread.thread import actions as thread

pytestmark = pytest.mark.django_db
STATEMENT = f"self-assessment/{KEY}/QS9/"
A_DAY = timedelta(days=1)


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def lead(town):
    return town.client(town.lead)


def words(answer):
    assert answer.status_code == 200, answer.status_code
    text = re.sub(r"<(style|script)[^>]*>.*?</\1>", " ", answer.content.decode(), flags=re.S)
    return " ".join(re.sub("<[^>]+>", " ", text).split())


def filed(**more):
    day = {
        "dated_on_day": str(TODAY.day),
        "dated_on_month": str(TODAY.month),
        "dated_on_year": str(TODAY.year),
    }
    return {"title": "Carers’ survey", "words": "Most were told.", "category": "Processes",
            "sensitivity": "council", "statements": ["QS1", "QS9"], **day, **more}  # fmt: skip


def test_the_overview_of_an_empty_council_says_what_is_missing(town, lead):
    page = words(lead.get(town.at("self-assessment/")))
    assert "0 of 9 statements have a score" in page
    assert "No evidence yet" in page
    assert "how many of 72 got each score" in page and "1 got 1, 51 got 2 and 20 got 3" in page
    assert "None" not in page


def test_nine_scores_add_up_to_a_band_with_points_to_the_next(town, lead):
    for statement in range(1, 10):
        town.score(f"QS{statement}", 3 if statement > 4 else 2)
    page = words(lead.get(town.at("self-assessment/")))
    assert "Good, 64%" in page
    assert "The scores add up to 23 of 36. 9 more points would reach the next band." in page


def test_the_overview_names_what_has_no_evidence_and_counts_what_expired(town, lead):
    town.evidence(expires_on=TODAY - A_DAY)
    page = words(lead.get(town.at("self-assessment/")))
    assert (
        "1 item, 1 expired Nothing under “People&#x27;s experience”, “Feedback from staff and leaders” and"
        in page
    )
    assert "See what has expired" in page


def test_a_statement_shows_its_score_its_evidence_and_what_the_data_questions(town, lead):
    voice, learning, change = town.change(STEADY)
    town.score()
    town.evidence(shows=[learning], expires_on=TODAY)
    page = words(lead.get(town.at(STATEMENT)))
    assert "3: a good standard" in page and "We checked." in page and "Asha Patel" in page
    assert "no change was seen" in page
    assert "“Audit of 40 assessments” expired on" in page
    assert "There is no evidence under “Processes”" not in page
    assert "There is no evidence under “Feedback from partners”." in page
    assert voice.text not in page


def test_a_score_is_kept_with_its_reason_and_earlier_ones_stay(town, lead):
    town.score(score=2, reason="Last year.", at=NOW - timedelta(days=400))
    answer = lead.post(town.at(f"{STATEMENT}score/"), {"score": "3", "reason": "We checked again.", "confidence": "high"}, follow=True)  # fmt: skip
    page = words(answer)
    assert "We checked again." in page and "Last year." in page and "Very sure" in page
    assert "up from 2 a year ago" in words(lead.get(town.at("self-assessment/")))
    assert HistoryLine.objects.within(town.council).filter(verb="assessment.statement.scored").count() == 2


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"score": "3", "reason": " ", "confidence": "high"}, "Answer “Why this score?”"),
        ({"score": "5", "reason": "x", "confidence": "high"}, "from the list"),
        ({"reason": "x", "confidence": "high"}, "Answer “Where do we stand?”"),
        ({"score": "3", "reason": "a\0b", "confidence": "high"}, "hidden character"),
    ],
)
def test_a_score_without_a_number_or_a_reason_is_refused_in_a_sentence(town, lead, sent, why):
    answer = lead.post(town.at(f"{STATEMENT}score/"), sent)
    assert why in words(answer)
    assert queries.newest_scores(town.council, KEY) == {}


def test_evidence_is_filed_from_a_thread_and_the_thread_shows_it(town, lead):
    _, learning, change = town.change()
    where = town.at(
        f"self-assessment/evidence/new/?learning={learning.public_id}&improvement={change.public_id}"
    )
    assert "Tell people what happens next" in words(lead.get(where))
    page = words(lead.post(where, filed(owner=str(town.manager.pk)), follow=True))
    assert "The evidence is filed." in page and "QS9 Learning" in page and "Ben Okoro" in page
    assert "Carers’ survey" in words(lead.get(town.at(f"threads/{learning.public_id}/")))


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/x", "file:///x"]
)
def test_only_addresses_of_the_web_are_taken_as_links(town, lead, link):
    answer = lead.post(town.at("self-assessment/evidence/new/"), filed(owner=str(town.lead.pk), link=link))
    assert "Give an address that begins with https:// or http://" in words(answer)


def test_evidence_that_says_nothing_and_leads_nowhere_is_refused(town, lead):
    answer = lead.post(town.at("self-assessment/evidence/new/"), filed(owner=str(town.lead.pk), words=""))
    assert "Say what it says, or give a link to it." in words(answer)


def test_evidence_that_goes_stale_before_it_was_made_is_refused(town, lead):
    late = {"expires_on_day": "1", "expires_on_month": "1", "expires_on_year": "2020"}
    answer = lead.post(town.at("self-assessment/evidence/new/"), filed(owner=str(town.lead.pk), **late))
    assert "must be after the day it is from" in words(answer)


def test_evidence_cannot_show_what_belongs_to_another_council(town, lead):
    _, learning, _ = Town("southshire").change()
    assert (
        lead.get(town.at(f"self-assessment/evidence/new/?learning={learning.public_id}")).status_code == 404
    )


def test_more_is_linked_and_evidence_is_looked_at_again(town, lead):
    _, learning, _ = town.change()
    item = town.evidence(expires_on=TODAY - A_DAY)
    at = town.at(f"self-assessment/evidence/{item.public_id}/")
    assert "Choose at least one thing to link." in words(lead.post(f"{at}link/", {"learning": ""}))
    page = words(
        lead.post(f"{at}link/", {"statements": ["QS1"], "learning": learning.public_id}, follow=True)
    )
    assert "QS1 Assessing needs" in page and "Tell people what happens next" in page
    ends = TODAY + timedelta(days=300)
    dates = {"dated_on_day": TODAY.day, "dated_on_month": TODAY.month, "dated_on_year": TODAY.year,
             "expires_on_day": ends.day, "expires_on_month": ends.month, "expires_on_year": ends.year}  # fmt: skip
    page = words(lead.post(f"{at}renew/", {"reason": "Read 10 more.", **dates}, follow=True))
    assert "Holds until" in page and "Read 10 more." in page


def test_the_list_is_narrowed_sorted_and_taken_away_formula_safe(town, lead):
    town.evidence("=1+1", expires_on=TODAY - A_DAY)
    town.evidence("Partner letter", category="Feedback from partners", supports=["QS5"])
    assert "Partner letter" not in words(
        lead.get(town.at("self-assessment/evidence/?statement=QS9&state=expired"))
    )
    assert "Partner letter" in words(
        lead.get(town.at("self-assessment/evidence/?category=Feedback+from+partners&sort=expires_on"))
    )
    away = b"".join(
        lead.get(town.at("self-assessment/evidence/evidence.csv?statement=QS9")).streaming_content
    ).decode()
    assert '"\'=1+1"' in away and "Partner letter" not in away
    assert lead.get(town.at("self-assessment/evidence/evidence.xlsx")).content[:2] == b"PK"
    assert HistoryLine.objects.within(town.council).filter(verb="assessment.evidence.exported").count() == 2


def test_hostile_words_are_shown_as_words(town, lead):
    _, learning, _ = town.change()
    item = town.evidence(EVIL, words=EVIL, shows=[learning], expires_on=TODAY)
    town.score(reason=EVIL, strengths=EVIL)
    for path in (
        "self-assessment/",
        STATEMENT,
        "self-assessment/evidence/",
        f"self-assessment/evidence/{item.public_id}/",
        "",
    ):
        page = lead.get(town.at(path)).content.decode()
        assert "<script>alert(1)" not in page and " 14" not in page.split("<main")[1].split("</main")[0]


def test_the_home_page_asks_for_what_goes_stale_and_what_has_no_score(town, lead):
    town.evidence("Ends soon", expires_on=TODAY + A_DAY)
    town.score("QS9")
    page = words(lead.get(town.at()))
    assert "Look again at “Ends soon”" in page
    assert "8 statements have no score" in page
    assert "1 statement was scored in the self-assessment" in page


PAGES = ["self-assessment/", STATEMENT, f"{STATEMENT}score/", "self-assessment/evidence/", "self-assessment/evidence/new/", "self-assessment/evidence/ID/",
         "self-assessment/evidence/ID/link/", "self-assessment/evidence/ID/renew/", "self-assessment/evidence/evidence.csv"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_the_database_more_than_twelve_questions(
    town, lead, path, django_assert_max_num_queries
):
    _, learning, change = town.change(STEADY)
    first = town.evidence(shows=[learning, change])
    for _ in range(20):
        town.evidence(shows=[learning])
    town.score(at=NOW - timedelta(days=400))
    town.score()
    lead.get(town.at("self-assessment/"))
    with django_assert_max_num_queries(12):
        assert lead.get(town.at(path.replace("ID", first.public_id))).status_code == 200


@pytest.mark.parametrize("path", ["self-assessment/nonsense/QS9/", f"self-assessment/{KEY}/QS10/",
                                  "self-assessment/?framework=x", "self-assessment/evidence/nothing/"])  # fmt: skip
def test_what_is_not_there_is_said_not_to_be_there(town, lead, path):
    assert lead.get(town.at(path)).status_code == 404


def test_evidence_of_a_thread_is_shown_on_it(town, lead):
    _, learning, _ = town.change()
    item = town.evidence("Call audit")
    thread.link_evidence(evidence=item, proves=thread.Proves(shows=[learning]), by=town.lead)
    assert "Call audit" in words(lead.get(town.at(f"threads/{learning.public_id}/")))
