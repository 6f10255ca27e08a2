"""Who may open the pages of themes, what they do, and what they never let out."""

import io
import re
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from goldenthread.slices.themes import queries
from goldenthread.slices.themes.tests.factories import Town
from goldenthread.thread import queries as ask

PAGES = [
    "themes/",
    "themes/confirm/",
    "themes/confirm/one/",
    "themes/models/",
    "themes/add/",
    "themes/list.csv",
]
HOSTILE = [
    "<script>zq7</script>", '"><img src=x onerror=zq7>', "' onmouseover=zq7 x='", "</textarea><script>zq7</script>",
    "{{ zq7|safe }}", "<svg onload=zq7>", "=HYPERLINK(\"//zq7\")", "\u202e<b>zq7</b>",
]  # fmt: skip
ALIVE = re.compile(r"<script>zq7|<img src=x onerror|<svg onload|<b>zq7", re.IGNORECASE)


@pytest.fixture
def theme(town):
    made = town.theme()
    town.decide(town.says("We waited for weeks."), made)
    town.suggest(town.says("They waited too."), made, 0.6)
    return made


def page(town, path, user=None):
    return town.client(user or town.lead).get(town.at(path))


@pytest.mark.parametrize("path", PAGES)
def test_a_quality_lead_opens_every_page(town, theme, path):
    assert page(town, path).status_code == 200


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("practitioner", {"themes/"}),
        ("team_manager", {"themes/", "themes/confirm/", "themes/confirm/one/"}),
        ("auditor", {"themes/"}),
        ("complaints_manager", {"themes/", "themes/confirm/", "themes/confirm/one/", "themes/list.csv"}),
        ("analyst", set(PAGES)),
        ("quality_lead", set(PAGES)),
        ("director", {"themes/", "themes/list.csv"}),
        ("commissioner", set()),
        ("inspector", set()),
        ("governance", set()),
        ("administrator", set()),
    ],
)
def test_each_role_opens_its_own_pages_and_no_other(town, theme, role, allowed):
    client = town.client(town.person("Zed Zed", role, town.team))
    codes = {path: client.get(town.at(path)).status_code for path in [*PAGES, f"themes/{theme.public_id}/"]}
    wanted = {*allowed, *([f"themes/{theme.public_id}/"] if allowed else [])}
    assert {path for path, code in codes.items() if code == 200} == wanted
    assert {code for path, code in codes.items() if path not in wanted} <= {403}


@pytest.mark.parametrize("path", ["themes/suggest/", "themes/models/", "themes/add/", "themes/confirm/"])
def test_a_practitioner_changes_nothing(town, theme, path):
    assert town.client(town.practitioner).post(town.at(path), {}).status_code == 403


def test_another_councils_theme_does_not_exist(town, theme):
    other = Town("southshire")
    for path in ("", "words/", "retire/"):
        assert page(other, f"themes/{theme.public_id}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["themes/", "themes/?sort=-share&taxonomy=one-word", "themes/confirm/"])
def test_pages_ask_a_dozen_questions_however_much_there_is(town, theme, path, django_assert_max_num_queries):
    client = town.client(town.lead)
    client.get(town.at(path))
    for at in range(12):
        more = town.theme(f"t{at}", f"Theme {at}")
        for _ in range(3):
            town.suggest(town.says(), more, 0.6)
    with django_assert_max_num_queries(12):
        assert client.get(town.at(path)).status_code == 200


def test_the_page_of_a_theme_asks_a_dozen_questions(town, theme, django_assert_max_num_queries):
    client = town.client(town.lead)
    client.get(town.at("themes/"))
    with django_assert_max_num_queries(12):
        assert client.get(town.at(f"themes/{theme.public_id}/")).status_code == 200


def test_the_button_reads_what_was_not_read(town, finder):
    town.says("The lift broke.")
    shown = page(town, "themes/").content.decode()
    assert "1 comment has not been read by a model yet." in shown
    answer = town.client(town.lead).post(town.at("themes/suggest/"), follow=True)
    assert "1 comment read, 1 new suggestion." in answer.content.decode()
    assert "has not been read" not in answer.content.decode()


def test_a_page_of_decisions_is_kept_together_and_what_was_skipped_stays_away(town):
    theme = town.theme()
    for sure in (0.5, 0.6, 0.7):
        town.suggest(town.says(), theme, sure)
    yes, no, skip = queries.queue(town.access(town.lead), most=20)
    client = town.client(town.lead)
    sent = {
        f"d-{yes.public_id}": "yes",
        f"d-{no.public_id}": "no",
        f"d-{skip.public_id}": "skip",
        "d-nonsense": "yes",
    }
    answer = client.post(town.at("themes/confirm/"), sent, follow=True)
    shown = answer.content.decode()
    assert (
        "2 decisions kept" in shown
        and "Nothing waits to be confirmed" in shown
        and "Show the 1 you skipped" in shown
    )
    states = [
        one.state
        for one in ask.suggestions(town.access(town.lead), "theme.confirm", [yes.public_id, no.public_id])
    ]
    assert states == ["confirmed", "rejected"]
    assert skip.public_id in client.get(town.at("themes/confirm/?again=1"), follow=True).content.decode()


def test_one_at_a_time_shows_the_next_after_each_decision(town):
    theme = town.theme()
    town.suggest(town.says("first words, waited"), theme, 0.5)
    town.suggest(town.says("second words, waited"), theme, 0.7)
    first = queries.queue(town.access(town.lead), most=1)[0]
    client = town.client(town.lead)
    assert "first words" in client.get(town.at("themes/confirm/one/")).content.decode()
    answer = client.post(town.at("themes/confirm/one/"), {f"d-{first.public_id}": "skip"}, follow=True)
    assert "second words" in answer.content.decode() and "first words" not in answer.content.decode()


def test_nobody_decides_a_comment_outside_their_reach(town):
    theme = town.theme()
    town.suggest(town.says(team=town.other), theme)
    (link,) = queries.queue(town.access(town.lead), most=1)
    town.client(town.manager).post(town.at("themes/confirm/"), {f"d-{link.public_id}": "yes"})
    assert ask.suggestions(town.access(town.lead), "theme.confirm", [link.public_id])[0].state == "suggested"


def test_words_that_mention_danger_bring_a_banner(town):
    theme = town.theme()
    town.suggest(town.says("He hits me.", danger="hits me"), theme)
    for path in ("themes/confirm/", "themes/confirm/one/"):
        assert "Danger comes first" in page(town, path).content.decode()


def test_only_masked_words_are_shown(town):
    theme = town.theme()
    for voice in [town.says("Mrs Vane waited.", masked_text="[name] waited.") for _ in range(2)]:
        town.suggest(voice, theme, 0.6)
    town.decide(voice, theme)
    for path in ("themes/confirm/", "themes/confirm/one/", f"themes/{theme.public_id}/"):
        shown = page(town, path).content.decode()
        assert "[name] waited." in shown and "Vane" not in shown


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_on_every_page(town, words):
    client = town.client(town.lead)
    client.post(town.at("themes/add/"), {"label": words, "definition": words})
    (theme,) = ask.themes(town.council)
    assert theme.label == words
    town.suggest(town.says(words), theme, 0.6)
    town.decide(town.says(words), theme)
    paths = ["", "confirm/", "confirm/one/", f"?words={words}", "models/"]
    paths += [f"{theme.public_id}/{end}" for end in ("", "words/", "retire/")]
    for path in paths:
        assert not ALIVE.search(client.get(town.at(f"themes/{path}")).content.decode())


def test_nul_and_nothing_are_refused_in_words(town):
    client = town.client(town.lead)
    for label in ("", "a\x00b", "x" * 121):
        assert "There is a problem" in client.post(town.at("themes/add/"), {"label": label}).content.decode()
    assert ask.themes(town.council) == []


def test_files_are_formula_safe_and_leave_a_line_of_history(town):
    client = town.client(town.lead)
    client.post(town.at("themes/add/"), {"label": "=1+1", "definition": "@SUM(A1)"})
    csv = client.get(town.at("themes/list.csv")).content.decode("utf-8-sig")
    assert '"\'=1+1"' in csv and '"\'@SUM(A1)"' in csv
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(town.at("themes/list.xlsx")).content))
    assert [row[0] for row in book.get_sheet_by_index(0).to_python()] == ["Theme", "'=1+1"]
    assert client.get(town.at("themes/list.pdf")).status_code == 404


def test_a_theme_is_retired_from_a_day_and_put_back(town, theme):
    client, path = town.client(town.lead), town.at(f"themes/{theme.public_id}/retire/")
    answer = client.post(path, {"on_day": "1", "on_month": "11", "on_year": "2026"}, follow=True)
    assert "The theme is out of use" in answer.content.decode()
    assert "in use again" in client.post(path, follow=True).content.decode()


def test_a_model_is_chosen_for_a_source(town):
    answer = town.client(town.lead).post(
        town.at("themes/models/"), {"source": "Winter survey", "finder": "one-word"}, follow=True
    )
    assert "From a source that begins “Winter survey”" in answer.content.decode()
    assert queries.rules(town.council)[0] == queries.Rule("Winter survey", "one-word")


def test_the_chart_has_its_sentence_its_table_and_says_what_is_counted(town):
    theme = town.theme()
    for month in range(1, 11):
        town.decide(town.says(said_on=date(2026, month, 5)), theme)
        town.says("All fine.", said_on=date(2026, month, 6))
    for month in range(9, 13):
        town.says("All fine.", said_on=date(2025, month, 6))
    shown = page(town, f"themes/{theme.public_id}/").content.decode()
    assert "<svg" in shown and "The numbers in this picture" in shown
    assert "confirmed by a person, or likely, so the model says" in shown


def test_home_says_how_many_wait_and_how_long_that_takes(town):
    theme = town.theme()
    for _ in range(23):
        town.suggest(town.says(), theme, 0.6)
    assert "20 themes to confirm (4 min)" in page(town, "").content.decode()
