"""The pages about changes, as people find them."""

from datetime import date

import pytest

from goldenthread.foundation.people.queries import memberships
from goldenthread.foundation.permissions.access import Access
from goldenthread.slices.improvement import home
from goldenthread.slices.improvement.tests import factories
from goldenthread.slices.improvement.tests.factories import (
    enter,
    improvement,
    learning,
    measure,
    person,
    readings,
    trial,
)
from goldenthread.thread import actions, queries
from goldenthread.thread.queries import tally

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]
HOSTILE = "<script>alert(1)</script>=cmd|' /C calc'!A0 😀 \u202eabc"


@pytest.fixture
def the_day(time_machine):
    time_machine.move_to(factories.NOW)


@pytest.fixture
def place():
    return factories.council()


@pytest.fixture
def lead(place):
    return person(place, "quality_lead")


@pytest.fixture
def page(client, lead):
    return enter(client, lead)


@pytest.fixture
def change(place, lead):
    return improvement(place, lead)


def where(found, end=""):
    return f"/c/northshire/improvements/{found.public_id}/{end}"


def test_an_empty_list_says_what_to_do_first(page):
    assert "There are no improvements yet" in page.get("/c/northshire/improvements/").text


def test_the_list_keeps_how_far_and_made_a_difference_apart(page, place, lead, change):
    actions.reach_verdict(trial=trial(change, lead), by=lead, at=factories.NOW)
    improvement(place, lead, title="New letters", due_on=date(2026, 2, 1))
    answer = page.get("/c/northshire/improvements/").text
    assert "improved" in answer and "No measure tests it yet" in answer and "past its day" in answer


def test_the_list_asks_few_questions_however_long_it_is(page, place, lead, django_assert_max_num_queries):
    for at in range(30):
        improvement(place, lead, title=f"Change {at}")
    with django_assert_max_num_queries(12):
        answer = page.get("/c/northshire/improvements/")
    assert "1 to 25 of 30" in answer.text


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ({"state": "late"}, False), ({"state": "planned"}, True), ({"verdict": "improved"}, True),
        ({"verdict": "too early"}, False), ({"verdict": "no measure"}, False), ({"verdict": "none"}, False),
        ({"owner": "asha.lee@northshire.example"}, True), ({"words": "9 in 10"}, True), ({"words": "zebra"}, False),
        ({"sort": "-due"}, True), ({"sort": "verdict"}, True), ({"sort": "rubbish"}, True), ({"page": "99"}, True),
    ],
)  # fmt: skip
def test_the_list_narrows_and_sorts(page, lead, change, asked, seen):
    actions.reach_verdict(trial=trial(change, lead), by=lead, at=factories.NOW)
    assert ("Call back within a day</a>" in page.get("/c/northshire/improvements/", asked).text) is seen


def test_the_list_leaves_as_a_file_that_a_spreadsheet_cannot_run(page, place, lead):
    improvement(place, lead, title="=1+1", aim="@sum")
    answer = page.get("/c/northshire/improvements/export/csv/").content.decode("utf-8-sig")
    assert '"\'=1+1","\'@sum"' in answer
    assert page.get("/c/northshire/improvements/export/xlsx/").content[:2] == b"PK"
    assert page.get("/c/northshire/improvements/export/pdf/").status_code == 404


PLAN = {
    "title": "Call back within a day", "aim": "9 in 10 told within a day by June", "kind": "action",
    "owner": "asha.lee@northshire.example", "team": "", "co_produced_with": "4 people",
    "starts_on_day": "1", "starts_on_month": "12", "starts_on_year": "2026",
    "due_on_day": "30", "due_on_month": "6", "due_on_year": "2027",
}  # fmt: skip


def test_a_change_can_be_started_from_a_learning(page, place, lead):
    lesson = learning(place, lead)
    asked = page.get(f"/c/northshire/improvements/start/?learning={lesson.public_id}").text
    assert f'value="{lesson.public_id}" selected' in asked
    answer = page.post("/c/northshire/improvements/start/", PLAN | {"learning": lesson.public_id})
    made = queries.improvements(place).get()
    assert answer.url == where(made) and queries.around(made).learnings == [lesson]


@pytest.mark.parametrize(
    ("change_", "sentence"),
    [
        ({"title": ""}, "Answer “What will change?”"),
        ({"aim": "x" * 501}, "is too long"),
        ({"aim": "a\0b"}, "hidden character"),
        ({"due_on_year": "2025"}, "Finish must be on or after the start."),
        ({"due_on_day": "31"}, "there is no 31 June 2027"),
        ({"owner": "stranger@example.com"}, "from the list"),
        ({"learning": "nothing"}, "from the list"),
        ({"kind": "magic"}, "from the list"),
    ],
)
def test_a_plan_that_cannot_be_gets_one_sentence(page, place, change_, sentence):
    answer = page.post("/c/northshire/improvements/start/", PLAN | change_)
    assert answer.status_code == 200 and sentence in answer.text
    assert not queries.improvements(place).exists()


def test_hostile_words_are_shown_as_typed_and_run_nothing(page, place, lead):
    found = improvement(place, lead, title=HOSTILE, aim=HOSTILE, co_produced_with=HOSTILE)
    actions.answer_learning(improvement=found, learning=learning(place, lead, HOSTILE), by=lead)
    tested = trial(found, lead, title=HOSTILE)
    actions.judge(trial=tested, word="improved", paragraph=HOSTILE, limits=HOSTILE, by=lead, at=factories.NOW)
    for end in ("", "measure/", "move/", "learning/", "judge/"):
        answer = page.get(where(found, end)).text
        assert "<script>alert" not in answer and "&lt;script&gt;" in answer
    assert "<script>alert" not in page.get("/c/northshire/improvements/").text


@pytest.mark.parametrize("word", list(factories.AFTER))
def test_the_page_says_whether_we_can_tell_yet(page, lead, change, word, django_assert_max_num_queries):
    actions.reach_verdict(trial=trial(change, lead, word), by=lead, at=factories.NOW)
    page.get(where(change))  # the first page of a session writes its form token
    with django_assert_max_num_queries(12):
        answer = page.get(where(change)).text
    assert "Can we tell yet?" in answer and f'gt-verdict__word">{word}' in answer
    assert "95% interval" in answer or word == "too early"
    assert answer.count("<h1") == 1 and "<svg" in answer and "None" not in answer.split("<main")[1]


def test_the_page_of_a_change_without_a_measure_says_so(page, change):
    answer = page.get(where(change)).text
    assert "Nothing measures whether this works yet." in answer and "Choose a measure to test it" in answer


def test_unsteady_and_empty_measures_give_honest_words(page, place, lead, change):
    rising = measure(place, lead)
    readings(rising, range(30, 66, 2))
    bare = measure(place, lead, title="Nothing counted?")
    for tested in (rising, bare):
        one = actions.set_trial(
            improvement=change, measure=tested, changed_on=factories.CHANGED, smallest_change=5, by=lead
        )
        actions.reach_verdict(trial=one, by=lead, at=factories.NOW)
    answer = page.get(where(change)).text
    assert "unstable baseline" in answer and "no data" in answer


TEST = {
    "changed_on_day": "1", "changed_on_month": "1", "changed_on_year": "2026", "smallest_change": "5",
    "bedding_in_months": "1",
}  # fmt: skip


def test_a_measure_is_looked_at_before_it_is_chosen(page, place, lead, change):
    tested = measure(place, lead)
    readings(tested, factories.BEFORE)
    sent = TEST | {"measure": tested.public_id, "look": "yes"}
    answer = page.post(where(change, "measure/"), sent).text
    assert "The earliest day a verdict could be known is" in answer
    assert not queries.trials(place).exists()
    del sent["look"]
    assert page.post(where(change, "measure/"), sent).url == where(change)
    (made,) = queries.trials_of(change)
    assert made.bedding_in_months == 1 and len(queries.verdicts_of(place, [made])[made.pk]) == 1


@pytest.mark.parametrize(
    ("change_", "sentence"),
    [
        ({"smallest_change": "0"}, "must be above 0"),
        ({"smallest_change": "-3"}, "must be above 0"),
        ({"smallest_change": "nan"}, "must be a number, like 5 or 2.5"),
        ({"smallest_change": ""}, "Answer “How small a change would still be worth having?”"),
        ({"bedding_in_months": "25"}, "must be 24 or less"),
        ({"changed_on_day": "32"}, "there is no 32 January"),
        ({"measure": "nothing"}, "from the list"),
    ],
)
def test_a_test_that_cannot_be_gets_one_sentence(page, place, lead, change, change_, sentence):
    tested = measure(place, lead)
    answer = page.post(where(change, "measure/"), TEST | {"measure": tested.public_id} | change_)
    assert answer.status_code == 200 and sentence in answer.text
    assert not queries.trials(place).exists()


def test_a_measure_that_is_only_watched_cannot_be_chosen(page, place, lead, change):
    watched = measure(place, lead, direction="neither")
    answer = page.post(where(change, "measure/"), TEST | {"measure": watched.public_id})
    assert "from the list" in answer.text


def test_done_needs_proof_and_checking_needs_another_person(page, client, place, change):
    assert "Say what shows that it was done" in page.post(where(change, "move/"), {"done": "done"}).text
    page.post(where(change, "move/"), {"done": "done", "proof": "The rota shows it"})
    refused = page.post(where(change, "check/"), follow=True).text
    assert "You did this, so somebody else must check it." in refused
    enter(client, person(place, "director", name="Dee Ward"))
    assert "You have checked" in client.post(where(change, "check/"), follow=True).text
    change.refresh_from_db()
    assert change.done == "checked"


def test_nobody_can_check_what_nobody_did(page, change):
    assert "Nobody has said yet that this is done." in page.post(where(change, "check/"), follow=True).text


def test_asking_again_keeps_the_earlier_answer(page, lead, change):
    tested = trial(change, lead, "too early")
    address = where(change, f"verdict/{tested.public_id}/")
    page.post(address)
    readings(tested.measure, (*factories.BEFORE, *factories.AFTER["improved"]))
    answer = page.post(address, follow=True).text
    assert "The answer today is: improved." in answer and "Earlier answers" in answer
    assert page.get(address).status_code == 405
    assert page.post(where(change, "verdict/nothing/")).status_code == 404


JUDGEMENT = {
    "word": "improved", "proofs": ["recording", "audit items"], "paragraph": "Seen in two teams.",
    "limits": "Only two teams.",
}  # fmt: skip


def test_a_judgement_names_its_judge_its_proof_and_its_limits(page, lead, change):
    tested = trial(change, lead, "too early")
    page.post(where(change, "judge/"), JUDGEMENT | {"trial": tested.public_id})
    answer = page.get(where(change)).text
    assert "Seen in two teams. It rests on recording and audit items." in answer
    assert "This is a judgement by Asha Lee" in answer and "Only two teams." in answer


@pytest.mark.parametrize(
    ("change_", "sentence"),
    [
        ({"limits": ""}, "Answer “What can it not show?”"),
        ({"limits": "   "}, "Answer “What can it not show?”"),
        ({"proofs": ["recording"]}, "Choose at least two kinds of proof."),
        ({"proofs": []}, "Answer “What kinds of proof does it rest on?”"),
        ({"word": "too early"}, "from the list"),
    ],
)
def test_a_judgement_that_cannot_be_gets_one_sentence(page, lead, change, change_, sentence):
    tested = trial(change, lead)
    answer = page.post(where(change, "judge/"), JUDGEMENT | {"trial": tested.public_id} | change_)
    assert answer.status_code == 200 and sentence in answer.text


def test_a_judgement_stands_beside_a_measure(page, change):
    assert "Choose a measure first" in page.get(where(change, "judge/"), follow=True).text


def test_another_learning_can_be_answered(page, place, lead, change):
    lesson = learning(place, lead)
    page.post(where(change, "learning/"), {"learning": lesson.public_id})
    assert "People should be told what happens next." in page.get(where(change)).text


@pytest.mark.parametrize(
    ("role", "read", "write", "test", "judge", "check"),
    [
        ("practitioner", 200, 403, 403, 403, 403),
        ("team_manager", 200, 403, 403, 403, 403),
        ("auditor", 200, 403, 403, 403, 302),
        ("analyst", 200, 403, 200, 403, 403),
        ("complaints_manager", 200, 200, 200, 403, 302),
        ("quality_lead", 200, 200, 200, 200, 302),
        ("director", 200, 200, 200, 200, 302),
        ("inspector", 403, 403, 403, 403, 403),
    ],
)
def test_each_route_is_open_to_those_who_may(
    client, place, lead, change, role, read, write, test, judge, check
):
    tested = trial(change, lead)
    enter(client, person(place, role, name="Other Person", team=factories.team(place)))
    for address in (where(change), "/c/northshire/improvements/", "/c/northshire/improvements/export/csv/"):
        assert client.get(address).status_code == read
    assert [client.get(where(change, end)).status_code for end in ("move/", "learning/")] == [write, write]
    assert client.get(where(change, "measure/")).status_code == test
    verdict = client.post(where(change, f"verdict/{tested.public_id}/")).status_code
    assert verdict == (302 if test == 200 else test)
    assert client.get(where(change, "judge/")).status_code == judge
    assert client.post(where(change, "check/")).status_code == check


def test_a_team_manager_writes_on_changes_of_their_team_or_that_they_lead(client, place, lead):
    north, south = factories.team(place), factories.team(place, "South team")
    manager = person(place, "team_manager", name="Mo Hill", team=north)
    mine, theirs = improvement(place, lead, team=north), improvement(place, lead, title="Other", team=south)
    led = improvement(place, manager, title="Led by me")
    enter(client, manager)
    assert [client.get(where(one, "move/")).status_code for one in (mine, theirs, led)] == [200, 403, 200]
    asked = client.get("/c/northshire/improvements/start/").text
    assert "North team" in asked and "South team" not in asked and "Whole council" not in asked


def test_a_team_manager_is_offered_the_learnings_of_their_team_and_of_everybody(client, place, lead):
    north, south = factories.team(place), factories.team(place, "South team")
    manager = person(place, "team_manager", name="Mo Hill", team=north)
    theirs = learning(place, lead, "Theirs to mend", team=south)
    learning(place, lead, "Ours to mend", team=north)
    mine = improvement(place, lead, team=north)
    enter(client, manager)
    for address in (
        f"/c/northshire/improvements/start/?learning={theirs.public_id}",
        where(mine, "learning/"),
    ):
        asked = client.get(address).text
        assert "Ours to mend" in asked
        assert "Theirs to mend" not in asked
    refused = client.post(where(mine, "learning/"), {"learning": theirs.public_id})
    assert refused.status_code == 200
    assert not mine.answers.exists()


def test_nobody_sees_the_changes_of_another_council(client, change):
    elsewhere = factories.council("southshire")
    enter(client, person(elsewhere, "quality_lead"))
    assert client.get(f"/c/southshire/improvements/{change.public_id}/").status_code == 404
    assert client.get(where(change)).status_code == 404


def test_home_names_verdicts_due_and_changes_past_their_day(settings, place, lead, change):
    settings.ROOT_URLCONF = settings.COUNCIL_URLCONF
    improvement(place, lead, title="New letters", due_on=date(2026, 2, 1))
    tested = trial(change, lead)
    access = Access.of(lead, place, memberships(lead, place, today=factories.NOW.date()))
    due, late = home.waiting_for_me(access, {})
    assert (
        due.sentence == "Verdict due: Call back within a day" and late.sentence == "Past its day: New letters"
    )
    actions.reach_verdict(trial=tested, by=lead, at=factories.NOW)
    assert [row.sentence for row in home.waiting_for_me(access, {})] == ["Past its day: New letters"]
    assert [
        row.sentence for row in home.what_came_of_it(access, tally(place, home.newest_words(access)))
    ] == ["1 change improved what it set out to"]


@pytest.mark.parametrize(
    "address",
    [
        "improvements/nothing/",
        "measures/nothing/",
        "improvements/%F0%9F%98%80/",
    ],
)
def test_an_address_that_leads_nowhere_is_not_found(page, address):
    assert page.get(f"/c/northshire/{address}").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        "improvements/a%00b/",
        "measures/a%00b/",
        "improvements/start/?learning=a%00b",
        "improvements/?words=a%00b",
        "measures/?words=a%00b&owner=%00",
    ],
)
def test_a_hidden_character_in_an_address_is_refused_before_the_database_is_asked(page, asked):
    assert page.get(f"/c/northshire/{asked}").status_code == 400
