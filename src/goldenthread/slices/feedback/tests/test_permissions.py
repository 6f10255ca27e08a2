"""Who may do what with comments: every page, by role and by reach."""

import pytest

from goldenthread.foundation.history.queries import reads_of
from goldenthread.slices.feedback.tests.factories import Town, three_rows
from goldenthread.thread import queries as ask

pytestmark = pytest.mark.django_db
PAGES = {"feedback/": "reads", "feedback/comments.csv": "takes", "feedback/add/": "writes", "feedback/learning/": "answers",
         "files/": "brings", "files/new/comments/": "brings"}  # fmt: skip
MAY = {
    "quality_lead": {"reads", "takes", "writes", "answers", "brings"},
    "team_manager": {"reads", "takes", "writes", "answers"},
    "practitioner": {"reads", "writes"},
    "analyst": {"reads", "takes", "brings"},
    "director": {"reads"},
    "commissioner": set(),
    "inspector": set(),
    "governance": set(),
}


@pytest.fixture
def town():
    return Town()


@pytest.mark.parametrize("role", MAY)
def test_each_role_reaches_its_pages_and_no_others(role, town):
    client = town.client(town.person(f"R{role} X", role, None))
    for path, needed in PAGES.items():
        assert client.get(town.at(path)).status_code == (200 if needed in MAY[role] else 403), path


def test_strangers_sign_in_and_outsiders_find_nothing(town, client):
    assert client.get(town.at("feedback/")).status_code == 302
    outsider = Town("southshire")
    assert outsider.client(outsider.lead).get(town.at("feedback/")).status_code == 404


DOINGS = {"heard": {}, "about": {"theme": "x"}, "join": {"learning": "x"}}


@pytest.mark.parametrize("what", DOINGS)
def test_a_manager_cannot_answer_for_another_team(what, town):
    theirs = town.comment("Theirs.", team=town.other)
    answer = town.client(town.manager).post(town.at(f"feedback/{theirs.public_id}/{what}/"), DOINGS[what])
    assert answer.status_code == 404
    assert ask.voices(town.access(town.lead)).waiting().count() == 1


@pytest.mark.parametrize("what", DOINGS)
def test_a_practitioner_reads_and_does_not_answer(what, town):
    ours = town.comment("Ours.")
    client = town.client(town.practitioner)
    assert client.post(town.at(f"feedback/{ours.public_id}/{what}/"), DOINGS[what]).status_code == 403
    page = client.get(town.at(f"feedback/{ours.public_id}/")).content.decode()
    assert "Heard, no action needed" not in page and "Read it as it was said" not in page


@pytest.mark.parametrize("what", [*DOINGS, "../many"])
def test_nothing_is_done_by_following_a_link(what, town):
    ours = town.comment("Ours.")
    assert (
        town.client(town.lead)
        .get(town.at(f"feedback/{ours.public_id}/{what}/".replace(f"{ours.public_id}/../", "")))
        .status_code
        == 405
    )


def test_ticking_another_teams_comment_does_nothing(town):
    theirs = town.comment("Theirs.", team=town.other)
    town.client(town.manager).post(town.at("feedback/many/"), {"chosen": [theirs.public_id], "do": "heard"})
    assert ask.voices(town.access(town.lead)).waiting().count() == 1


def test_reading_the_words_as_said_is_noted_each_time(town):
    voice = town.comment("Mrs Jane Smith was late.")
    client = town.client(town.manager)
    for _ in range(2):
        assert "Smith" in client.get(town.at(f"feedback/{voice.public_id}/as-said/")).content.decode()
    assert [line.by for line in reads_of(town.council, voice)] == [town.manager, town.manager]


def test_a_file_of_one_council_is_not_found_from_another(town):
    where = town.upload(town.client(town.lead), three_rows()).redirect_chain[-1][0]
    other = Town("southshire")
    client = other.client(other.lead)
    for page in ("", "columns/", "undo/", "what-to-mend.csv"):
        assert client.get(where.replace("northshire", "southshire") + page).status_code == 404
    assert client.post(where.replace("northshire", "southshire") + "accept/").status_code == 404
