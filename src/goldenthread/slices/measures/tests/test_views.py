"""The pages about numbers over time, as people find them."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.foundation.people.queries import memberships
from goldenthread.foundation.permissions.access import Access
from goldenthread.slices.measures.home import what_changed
from goldenthread.slices.measures.tests import factories
from goldenthread.slices.measures.tests.factories import enter, measure, person, readings
from goldenthread.thread import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day")]
HOSTILE = "<script>alert(1)</script>=cmd|' /C calc'!A0 😀 \u202eabc"


@pytest.fixture
def the_day(time_machine):
    time_machine.move_to(factories.NOW)


@pytest.fixture
def place():
    return factories.council()


@pytest.fixture
def analyst(place):
    return person(place, "analyst")


@pytest.fixture
def page(client, analyst):
    return enter(client, analyst)


@pytest.fixture
def told(place, analyst):
    found = measure(place, analyst, owner=analyst)
    readings(found, by=analyst)
    return found


def where(found, end=""):
    return f"/c/northshire/measures/{found.public_id}/{end}"


def test_an_empty_list_says_what_to_do_first(page):
    answer = page.get("/c/northshire/measures/")
    assert "There are no measures yet" in answer.text and "Define the first one" in answer.text


def test_the_list_gives_the_newest_reading_with_n_and_what_it_shows(page, told):
    answer = page.get("/c/northshire/measures/").text
    assert "49% (49 of 100), June 2026" in answer
    assert "No more than the usual ups and downs" in answer and "Asha Lee" in answer


def test_the_list_asks_few_questions_however_many_measures_there_are(
    page, place, analyst, told, django_assert_max_num_queries
):
    for at in range(30):
        readings(measure(place, analyst, title=f"Question {at}?"))
    with django_assert_max_num_queries(12):
        answer = page.get("/c/northshire/measures/")
    assert "1 to 25 of 31" in answer.text


@pytest.mark.parametrize("sort", ["title", "-title", "latest", "owner", "-shows", "shows", "nonsense"])
def test_the_list_sorts_and_bears_any_order(page, place, analyst, told, sort):
    measure(place, analyst, title="Another question?")
    assert page.get("/c/northshire/measures/", {"sort": sort}).status_code == 200


def test_the_list_narrows_to_what_changed(page, place, analyst, told):
    fallen = measure(place, analyst, title="Are visits on time?")
    readings(fallen, (*factories.STEADY, 20))
    answer = page.get("/c/northshire/measures/", {"shows": "worse"}).text
    assert "Are visits on time?" in answer and "told what happens" not in answer
    nothing = page.get("/c/northshire/measures/", {"words": "zebra"}).text
    assert "No measure fits these filters" in nothing


def test_the_list_leaves_as_a_file_that_a_spreadsheet_cannot_run(page, place, analyst):
    measure(place, analyst, title="=1+1 is it?", caveat="@cmd")
    answer = page.get("/c/northshire/measures/export/csv/")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][0] == "'=1+1 is it?" and rows[1][-1] == "'@cmd"
    assert page.get("/c/northshire/measures/export/xlsx/").content[:2] == b"PK"
    assert page.get("/c/northshire/measures/export/exe/").status_code == 404


def test_one_measure_shows_its_sentence_chart_table_and_definition(page, told, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        answer = page.get(where(told)).text
    assert "The figures only vary as usual: nothing here is more than chance explains." in answer
    assert answer.count("<h1") == 1 and "<svg" in answer and "Making Data Count" in answer
    assert (
        "people who were told" in answer
        and "Phone survey" in answer
        and "None" not in answer.split("<main")[1]
    )


def test_a_measure_without_readings_says_how_to_give_it_some(page, place, analyst):
    answer = page.get(where(measure(place, analyst))).text
    assert "No readings yet" in answer and "<svg" not in answer.split("<main")[1]


def test_a_hostile_title_is_shown_as_it_was_typed_and_runs_nothing(page, place, analyst):
    found = measure(place, analyst, title=HOSTILE, numerator_words=HOSTILE, source=HOSTILE, caveat=HOSTILE)
    readings(found)
    for address in (
        where(found),
        "/c/northshire/measures/",
        where(found, "reading/"),
        where(found, "readings/"),
    ):
        answer = page.get(address).text
        assert "<script>alert" not in answer and "&lt;script&gt;" in answer


DEFINITION = {
    "title": "Are reviews on time?", "numerator_words": "reviews in time", "denominator_words": "reviews due",
    "unit": "percent", "direction": "up", "chart": "p", "every": "month", "source": "Case system",
}  # fmt: skip


def test_defining_a_measure_leads_to_its_page_and_into_the_history(page, place):
    answer = page.post("/c/northshire/measures/new/", DEFINITION)
    made = queries.measures(place).get()
    assert answer.url == where(made)
    assert HistoryLine.objects.within(place).filter(verb="thread.measure.defined").count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Answer “What is the question?”"),
        ({"title": "x" * 161}, "is too long"),
        ({"title": "a\0b"}, "hidden character"),
        ({"direction": ""}, "Answer “Which way is better?”"),
        ({"target": "130"}, "Target must be between 0 and 100"),
        ({"target": "many"}, "Target must be a number"),
        ({"target": "nan"}, "Target must be a number"),
        ({"live_kind": "theme"}, "Choose the theme that is counted."),
        ({"live_kind": "ascof"}, "Choose the published measure."),
        ({"owner": "stranger@example.com"}, "from the list"),
    ],
)
def test_a_definition_that_cannot_be_gets_one_sentence(page, place, change, sentence):
    answer = page.post("/c/northshire/measures/new/", DEFINITION | change)
    assert answer.status_code == 200 and sentence in answer.text
    assert not queries.measures(place).exists()


def test_two_measures_cannot_ask_the_same(page, place):
    page.post("/c/northshire/measures/new/", DEFINITION)
    assert (
        "There is a measure with this title already"
        in page.post("/c/northshire/measures/new/", DEFINITION).text
    )


def test_a_measure_can_be_changed_and_keeps_what_it_was(page, place, told):
    assert "Are people told what happens next?" in page.get(where(told, "change/")).text
    page.post(where(told, "change/"), DEFINITION | {"target": "90"})
    told.refresh_from_db()
    assert (told.title, told.target) == ("Are reviews on time?", 90)
    assert told.history.count() == 2


def test_a_reading_by_hand_is_added_with_what_it_rests_on(page, place, told):
    answer = page.post(
        where(told, "reading/"), {"period": "July 2026", "numerator": "31", "denominator": "50"}, follow=True
    )
    assert "62% (31 of 50), July 2026" in answer.text and "1 reading is added" in answer.text


def test_a_second_reading_of_a_month_takes_the_place_of_the_first_and_says_so(page, told):
    answer = page.post(where(told, "reading/"), {"period": "6/2026", "value": "70"}, follow=True).text
    assert "The reading of June 2026 is replaced. It was 49%; the history keeps it." in answer
    assert queries.reading(told, factories.month(17)).history.count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"period": "July 2026", "numerator": "3", "denominator": "0"}, "must be above 0"),
        ({"period": "July 2026", "numerator": "60", "denominator": "50"}, "60 is more than 50"),
        ({"period": "July 2026", "numerator": "-1", "denominator": "50"}, "cannot be below 0"),
        ({"period": "July 2026"}, "Give how many out of how many, or the value."),
        ({"period": "July 2026", "value": "101"}, "a percent lies between 0 and 100"),
        ({"period": "July 2027", "value": "50"}, "July 2027 is in the future"),
        ({"period": "soon", "value": "50"}, "is not a month"),
        ({"period": "13/2026", "value": "50"}, "is not a real month"),
        ({"period": "", "value": "50"}, "Answer “Which month?”"),
        ({"period": "July 2026", "value": "lots"}, "must be a number"),
        ({"period": "July 2026", "value": "1e999"}, "must be a number"),
    ],
)
def test_a_reading_that_cannot_be_gets_one_sentence_and_nothing_is_kept(page, told, typed, sentence):
    answer = page.post(where(told, "reading/"), typed)
    assert answer.status_code == 200 and sentence in answer.text
    assert len(queries.readings_of(told.council, [told])[told.pk]) == 18


ROWS = "period,numerator,denominator,value\nJuly 2026,30,50,\nAugust 2026,60,50,\n9/2026,,,55\nlater,1,2,\n"


def test_a_file_with_bad_rows_shows_them_and_adds_the_good_ones_only_when_told(page, told):
    file = SimpleUploadedFile("readings.csv", ROWS.encode())
    answer = page.post(where(told, "readings/"), {"file": file}).text
    assert "Row 3, reading: 60 is more than 50" in answer and "Row 5, period" in answer
    assert "2 other rows can be used. Nothing has been added yet." in answer
    good = answer.split('name="rows" value="')[1].split('"')[0]
    done = page.post(where(told, "readings/"), {"rows": good, "accept": "yes"}, follow=True).text
    assert "2 readings are added" in done and "55%, September 2026" in done


def test_pasted_rows_are_read_like_a_file(page, told):
    rows = "Month\tValue\nJuly 2026\t61\nAugust 2026\t63"
    assert "2 readings are added" in page.post(where(told, "readings/"), {"rows": rows}, follow=True).text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose a file, or paste some rows."),
        ({"rows": "period,value"}, "There is a header but no rows below it."),
        ({"rows": "when it was,how it went\n1,2"}, "There is no column for the month"),
        ({"rows": "period,words\nMay 2026,x"}, "There are no numbers"),
        ({"rows": "period,value\nMay 2026,=1+1"}, "is not a number"),
        ({"rows": "period,value\nMay 2026,50\nMay 2026,51"}, "May 2026 is already in row 2"),
        ({"rows": "period,value\nMay 2036,50"}, "is in the future"),
    ],
)
def test_rows_that_cannot_be_read_get_a_sentence_and_nothing_is_kept(page, told, sent, sentence):
    answer = page.post(where(told, "readings/"), sent)
    assert answer.status_code == 200 and sentence in answer.text
    assert len(queries.readings_of(told.council, [told])[told.pk]) == 18


def test_a_note_is_pinned_to_its_reading_and_survives_a_new_figure(page, told):
    page.post(where(told, "note/"), {"period": "2026-06-01", "note": "Snow <b>storm</b>"})
    page.post(where(told, "reading/"), {"period": "June 2026", "value": "70"})
    assert "Snow &lt;b&gt;storm" in page.get(where(told)).text


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        ("practitioner", 200, 403), ("team_manager", 200, 403), ("director", 200, 403), ("analyst", 200, 200),
        ("quality_lead", 200, 200), ("inspector", 403, 403),
    ],
)  # fmt: skip
def test_each_route_is_open_to_those_who_may(client, place, told, role, reads, writes):
    enter(client, person(place, role, name="Other Person"))
    for name in ("measures", "measures_export", "measure", "measure_export"):
        args = ([told.public_id] if name.startswith("measure_") or name == "measure" else []) + (
            ["csv"] if "export" in name else []
        )
        assert (
            client.get(
                "/c/northshire" + reverse(name, urlconf="goldenthread.config.council_urls", args=args)
            ).status_code
            == reads
        )
    for end in ("change/", "reading/", "readings/", "note/"):
        assert client.get(where(told, end)).status_code == writes
    assert client.get("/c/northshire/measures/new/").status_code == writes
    expected = 302 if writes == 200 else writes
    assert client.post(where(told, "refresh/")).status_code == expected


def test_months_that_rest_on_few_people_are_kept_from_those_who_may_not_read_every_voice(
    client, place, analyst
):
    found = measure(place, analyst, live="score:poor")
    readings(found, factories.STEADY)
    readings(found, (40,), out_of=5, start=date(2026, 7, 1))
    address = where(found)
    assert "July 2026" in enter(client, analyst).get(address).text
    enter(client, person(place, "commissioner", name="Other Person"))
    answer = client.get(address).text
    assert "July 2026" not in answer and "fewer than 5 people are not shown to you" in answer
    taken = client.get(where(found, "export/csv/")).content.decode()
    assert "2026-06-01" in taken and "2026-07-01" not in taken


def test_nobody_sees_the_measures_of_another_council(client, told):
    elsewhere = factories.council("southshire")
    enter(client, person(elsewhere, "analyst"))
    assert client.get(f"/c/southshire/measures/{told.public_id}/").status_code == 404
    assert client.get(where(told)).status_code == 404


def test_home_tells_what_moved_and_how_much_did_not(settings, page, place, analyst, told):
    fallen = measure(place, analyst, title="Are visits on time?")
    readings(fallen, (*factories.STEADY, 20))
    settings.ROOT_URLCONF = settings.COUNCIL_URLCONF
    access = Access.of(analyst, place, memberships(analyst, place, today=factories.NOW.date()))
    first, rest = what_changed(access, {})
    assert first.sentence == "Are visits on time? 50% → 20%" and first.note.startswith("▼ Getting worse")
    assert rest.sentence == "Nothing else moved more than chance explains (2 measures)"
