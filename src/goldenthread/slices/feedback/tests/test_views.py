"""The pages of comments, as people use them."""

import html
import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.foundation.hooks.registry import NODE_PAGES
from goldenthread.slices.feedback.tests.factories import NOW, Town, csv_of, three_rows
from goldenthread.thread import actions as thread
from goldenthread.thread import queries as ask

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def lead(town):
    return town.client(town.lead)


def read(answer):
    main = answer.content.decode().partition("<main")[2]
    return html.unescape(" ".join(re.sub("<[^>]+>", " ", main).split()))


def verbs(town):
    return list(HistoryLine.objects.within(town.council).order_by("-pk").values_list("verb", flat=True))


def a_theme(town, voice=None):
    theme = thread.add_theme(council=town.council, taxonomy="t", key="told", label="Being told what happens")
    if voice:
        guess = thread.Suggested(voice, theme, 0.82, ("nobody", "told me"))
        thread.suggest_themes(council=town.council, model="built-in", suggestions=[guess])
    return theme


def test_a_file_is_sent_looked_at_and_accepted_and_its_comments_are_listed(town, lead):
    preview = town.upload(lead, three_rows())
    assert "3 comments are ready to come in." in read(preview)
    assert "Nothing found" in read(lead.get(town.at("feedback/")))
    where = preview.redirect_chain[-1][0]
    assert "3 comments came in." in read(lead.post(f"{where}accept/", follow=True))
    assert "1 to 3 of 3 comments" in read(lead.get(town.at("feedback/")))


def test_the_same_file_again_says_that_all_of_it_is_here_and_offers_nothing(town, lead):
    where = town.upload(lead, three_rows()).redirect_chain[-1][0]
    lead.post(f"{where}accept/")
    again = read(town.upload(lead, three_rows()))
    assert "All 3 comments were here already. There is nothing to bring in." in again
    assert "You have sent this file before" in again and "Bring in 0" not in again


def test_accepting_twice_changes_nothing(town, lead):
    where = town.upload(lead, three_rows()).redirect_chain[-1][0]
    for _ in range(2):
        assert "3 comments came in." in read(lead.post(f"{where}accept/", follow=True))
    assert verbs(town).count("thread.voices.brought_in") == 1


def test_a_file_is_undone_and_set_aside(town, lead):
    where = town.upload(lead, three_rows()).redirect_chain[-1][0]
    lead.post(f"{where}accept/")
    assert "3 comments will be taken away" in read(lead.get(f"{where}undo/"))
    assert "were taken away again" in read(lead.post(f"{where}undo/", follow=True))
    second = town.upload(lead, three_rows()).redirect_chain[-1][0]
    assert "Nothing came in." in read(lead.post(f"{second}set-aside/", follow=True))
    assert "set aside or undone" in read(lead.post(f"{second}accept/", follow=True))


def test_danger_in_a_file_is_said_before_it_comes_in(town, lead):
    preview = read(town.upload(lead, csv_of(("2026-11-02", "He hit me.", ""))))
    assert "1 comment may be about danger." in preview


def test_a_comment_is_read_masked_with_where_it_comes_from(town, lead):
    voice = town.comment("Mrs Jane Smith came late again.", channel="phone")
    page = read(lead.get(town.at(f"feedback/{voice.public_id}/")))
    assert "[name]" in page and "Smith" not in page
    assert "2 November 2026" in page and "Reviews team" in page and "Phone" in page
    assert NODE_PAGES["voice"] == "feedback_voice"


def test_a_suggested_theme_gives_its_reasons_and_is_confirmed_or_not(town, lead):
    voice = town.comment()
    theme = a_theme(town, voice)
    page = town.at(f"feedback/{voice.public_id}/")
    assert "because: nobody, told me" in read(lead.get(page)) and "82% sure" in read(lead.get(page))
    lead.post(f"{page}about/", {"theme": theme.public_id, "decision": "confirm"})
    assert "Confirmed by Asha Patel" in read(lead.get(page))
    lead.post(f"{page}about/", {"theme": theme.public_id, "decision": "reject"})
    assert "Nobody has said yet what this is about." in read(lead.get(page))
    assert verbs(town)[:2] == ["thread.theme.rejected", "thread.theme.confirmed"]


def test_no_theme_chosen_is_one_sentence_and_changes_nothing(town, lead):
    voice = town.comment()
    answer = lead.post(town.at(f"feedback/{voice.public_id}/about/"), {"theme": ""})
    assert answer.status_code == 400 and "Answer “What is it about?”" in read(answer)


def test_a_comment_is_heard_with_thanks(town, lead):
    voice = town.comment("They were kind.")
    answer = lead.post(town.at(f"feedback/{voice.public_id}/heard/"), follow=True)
    assert "Marked as heard, with thanks." in read(answer)
    assert verbs(town)[0] == "thread.voices.heard"


def test_danger_is_told_at_once_and_asks_what_was_done(town, lead):
    voice = town.comment("He hit me.")
    page = town.at(f"feedback/{voice.public_id}/")
    assert "This may be about danger: read it now" in read(lead.get(page)) and "999" in read(lead.get(page))
    refused = lead.post(f"{page}heard/", {"reason": ""})
    assert refused.status_code == 400 and "What was done about the danger?" in read(refused)
    done = read(lead.post(f"{page}heard/", {"reason": "Rang the front door."}, follow=True))
    assert "read it now" not in done


def test_home_puts_danger_first(town):
    town.comment("They were kind.")
    town.comment("He hit me.")
    page = town.client(town.lead).get(town.at()).content.decode()
    assert "1 comment mentions danger: read now" in page and "2 comments wait for an answer" in page
    assert page.index("mentions danger") < page.index("wait for an answer")


def test_many_are_heard_at_once_and_danger_is_left(town, lead):
    ids = [town.comment(words).public_id for words in ("Kind.", "On time.", "He hit me.")]
    answer = lead.post(
        town.at("feedback/many/"), {"chosen": ids, "do": "heard", "back": "state=waiting"}, follow=True
    )
    assert "2 comments marked as heard, with thanks. 1 comment may be about danger and was left" in read(
        answer
    )
    assert answer.redirect_chain[-1][0].endswith("feedback/?state=waiting")


def test_one_learning_is_drawn_from_many(town, lead):
    ids = [town.comment(words).public_id for words in ("Nobody rang.", "No call came.")]
    form = lead.post(town.at("feedback/many/"), {"chosen": ids, "do": "learn"}, follow=True)
    assert "Drawn from what 2 people said" in read(form)
    lead.post(town.at("feedback/learning/"), {"voice": ids, "sentence": "We ring within a day."})
    learning = ask.learnings(town.council).get()
    assert (
        learning.sentence == "We ring within a day."
        and learning.team == town.team
        and learning.sources.count() == 2
    )
    assert "In a learning" in read(lead.get(town.at("feedback/?state=learning")))
    assert "We ring within a day." in read(lead.get(town.at(f"feedback/{ids[0]}/")))


def test_a_learning_can_be_drawn_from_a_theme_and_not_from_nothing(town, lead):
    theme = a_theme(town)
    assert "Being told what happens" in read(lead.get(town.at(f"feedback/learning/?theme={theme.public_id}")))
    lead.post(
        town.at("feedback/learning/"), {"theme": theme.public_id, "sentence": "We say what happens next."}
    )
    assert ask.learnings(town.council).count() == 1
    refused = lead.post(town.at("feedback/learning/"), {"sentence": "From thin air."})
    assert "at least one voice or theme" in read(refused)


def test_a_comment_joins_a_learning_that_is_there(town, lead):
    first, second = town.comment("Nobody rang."), town.comment("No call came.")
    lesson = thread.Lesson("We ring within a day.")
    learning = thread.draw_learning(
        council=town.council, lesson=lesson, sources=[first], by=town.lead, at=NOW
    )
    lead.post(town.at(f"feedback/{second.public_id}/join/"), {"learning": learning.public_id})
    assert learning.sources.count() == 2


def test_a_comment_is_written_down(town):
    manager = town.client(town.manager)
    day = {"said_on_day": "2", "said_on_month": "11", "said_on_year": "2026"}
    given = {"text": "He hit me.", **day, "kind": "comment", "channel": "phone", "team": town.team.public_id}
    answer = manager.post(town.at("feedback/add/"), given, follow=True)
    assert "Kept." in read(answer) and "read it now" in read(answer)
    without_team = manager.post(town.at("feedback/add/"), {**given, "team": ""})
    assert "Which team is it about?" in read(without_team)
    ahead = manager.post(town.at("feedback/add/"), {**given, "said_on_year": "2999"})
    assert "must be on or before" in read(ahead)
    not_mine = manager.post(town.at("feedback/add/"), {**given, "team": town.other.public_id})
    assert "Choose which team" in read(not_mine) or "from the list" in read(not_mine)


def test_the_list_narrows_sorts_and_keeps_its_filters_from_page_to_page(town, lead):
    for number in range(30):
        town.comment(f"Waiting number {number:02}.", said_on=NOW.date().replace(day=1 + number % 20))
    town.comment("Kind words.")
    page = lead.get(town.at("feedback/?words=waiting&sort=said_on&page=2"))
    assert "26 to 30 of 30 comments" in read(page)
    assert "words=waiting" in page.content.decode() and "Kind words" not in read(page)
    assert "Nothing found" in read(lead.get(town.at("feedback/?since_day=1&since_month=1&since_year=2030")))
    wrong = lead.get(town.at("feedback/?since_day=40&since_month=1&since_year=2026"))
    assert "must be a real date" in read(wrong)


def test_the_list_goes_away_narrowed_masked_and_noted(town, lead):
    town.comment("=1+1 said Mrs Jane Smith.")
    town.comment("Kind words.")
    away = b"".join(lead.get(town.at("feedback/comments.csv?words=said")).streaming_content).decode()
    assert "'=1+1" in away and "Smith" not in away and "Kind words" not in away
    book = ZipFile(BytesIO(lead.get(town.at("feedback/comments.xlsx")).content))
    assert "xl/workbook.xml" in book.namelist()
    assert verbs(town)[:2] == ["feedback.list.exported"] * 2


@pytest.mark.parametrize(
    "path",
    [
        "feedback/",
        "feedback/{0}/",
        "feedback/add/",
        "feedback/learning/?voice={0}",
        "files/",
        "files/new/comments/",
    ],
)
def test_a_page_asks_the_database_no_more_than_a_dozen_things(
    path, town, lead, django_assert_max_num_queries
):
    for number in range(30):
        voice = town.comment(f"Comment {number}.")
        a_theme(town, voice)
        town.upload(lead, three_rows()) if number < 3 else None
    lead.get(town.at(path.format(voice.public_id)))
    with django_assert_max_num_queries(MOST_QUERIES):
        assert lead.get(town.at(path.format(voice.public_id))).status_code == 200


def test_a_preview_asks_no_more_either(town, lead, django_assert_max_num_queries):
    where = town.upload(lead, three_rows() + b"x,y,z\n" * 40).redirect_chain[-1][0]
    with django_assert_max_num_queries(MOST_QUERIES):
        lead.get(where)
