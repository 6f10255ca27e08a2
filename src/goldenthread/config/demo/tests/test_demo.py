from datetime import date

import pytest

from goldenthread.config.demo import council, opinions, standing, threads, voices, walking
from goldenthread.config.demo.cast import PEOPLE, TEAMS
from goldenthread.domain.thread import completeness
from goldenthread.foundation.people import queries as people
from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.permissions.roles import ROLES
from goldenthread.ports.theme_finders import theme_finders
from goldenthread.thread import queries

DAYS = [date(2026, 11, 24), date(2027, 3, 1), date(2028, 2, 29)]


@pytest.fixture(params=DAYS, ids=str)
def told(request, db):
    today = request.param
    north = council.build()
    themes = opinions.put_up(north)
    said = voices.add(north, today=today)
    opinions.suggest(north, themes, said, today=today)
    learnings = threads.tell_all(north, said, today=today)
    standing.file(north, learnings, today=today)
    asha = north.people["Asha"]
    access = Access.of(asha, north.council, people.memberships(asha, north.council, today=today))
    return {theme: queries.whole_thread(access, learning) for theme, learning in learnings.items()}


def words(thread) -> list[str]:
    return [verdict.word for found in thread.verdicts.values() for verdict in found]


def test_each_thread_tells_what_it_is_there_to_tell_whenever_the_demo_is_loaded(told):
    assert words(told["told-what-happens-next"]) == ["improved"]
    assert words(told["cultural-competence"]) == ["too early"]
    assert words(told["review"]) == ["no change seen"]
    assert words(told["waiting"]) == ["unstable baseline"]
    assert words(told["carers"]) == []
    assert completeness(told["told-what-happens-next"].facts).complete
    assert completeness(told["cultural-competence"].facts).waiting
    broken = completeness(told["carers"].facts)
    assert {one.kind for one in broken.breaks} >= {"no_measure", "not_told"}
    assert all(thread.facts.voices > 0 for thread in told.values())


def test_everything_in_the_made_up_layer_is_marked_so(told):
    for thread in told.values():
        assert thread.learning.synthetic
        assert all(one.synthetic for one in [*thread.voices, *thread.improvements, *thread.evidence])


def test_every_made_up_comment_names_a_team_and_a_theme_that_exist():
    known = {theme.key for theme in theme_finders.get("care-words").themes()}
    teams = {name for name, _, _ in TEAMS} | {"Audit"}
    for said in voices.lines():
        assert said.team in teams, said
        assert said.theme in known, said
        assert 1 <= said.score <= 5, said


def test_somebody_of_every_role_can_sign_in():
    assert {person.role for person in PEOPLE} == set(ROLES)
    assert len({person.email for person in PEOPLE}) == len(PEOPLE)


@pytest.mark.parametrize(
    ("status", "text", "fault"),
    [
        (200, "Something worth reading, of more than forty letters.", ""),
        (404, "Something worth reading, of more than forty letters.", "answered 404"),
        (200, "Too little.", "has nothing to read in its main part"),
        (200, "Led by None, who is nobody at all, it would seem to us.", "shows the word None"),
        (200, "Nonetheless a word that only begins so is no fault at all.", ""),
    ],
)
def test_a_walk_notices_a_page_that_is_missing_empty_or_shows_none(status, text, fault):
    assert walking.fault_of(status, text) == fault


def test_a_walk_reads_the_main_region_only():
    html = "<header>Menu</header><main><h1>Read</h1> this</main><footer>None</footer>"
    assert walking.main_text(html) == "Read this"


def test_two_addresses_with_other_ids_have_one_shape():
    first, second = "/c/n/feedback/abcdefghijklmnop/", "/c/n/feedback/ABCDEFGHIJKLMNO_/?page=2"
    assert walking.shape_of(first) == walking.shape_of(second) == "/c/n/feedback/*/"
