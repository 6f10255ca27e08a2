"""The home page and the page of a whole thread, as different people see them."""

import pytest

from goldenthread.thread import actions
from goldenthread.thread.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.a_council("Northshire Council")


@pytest.fixture
def lead(council):
    return make.a_person(council, "quality_lead", name="Asha Verma")


def visit(client, user, council, path=""):
    client.force_login(user, backend=make.BACKEND)
    return client.get(f"/c/{council.slug}/{path}")


def test_the_home_page_greets_and_asks_three_questions(client, council, lead):
    make.a_whole_thread(council, lead)
    words = visit(client, lead, council).content.decode()
    assert "Asha" in words
    for question in ("Needs you today", "What changed this month", "What we learned and did"):
        assert question in words


def test_an_empty_home_says_what_to_do_first(client, council, lead):
    assert "Start here" in visit(client, lead, council).content.decode()


def test_the_page_of_a_complete_thread_says_so(client, council, lead):
    whole = make.a_whole_thread(council, lead)
    answer = visit(client, lead, council, f"threads/{whole.learning.public_id}/")
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "8 of 8" in words and "What is missing" not in words


def test_the_page_of_a_broken_thread_names_the_break(client, council, lead):
    learning = make.a_learning(council, lead)
    words = visit(client, lead, council, f"threads/{learning.public_id}/").content.decode()
    assert "Nothing has been changed because of this learning." in words


@pytest.mark.parametrize("kind", ["voice", "theme", "learning", "improvement", "measure", "reply"])
def test_every_node_leads_to_its_thread(client, council, lead, kind):
    whole = make.a_whole_thread(council, lead)
    node = whole.voices[0] if kind == "voice" else getattr(whole, kind)
    if kind == "theme":
        actions.join_learning(learning=whole.learning, sources=[whole.theme], by=lead)
    answer = visit(client, lead, council, f"thread/{kind}/{node.public_id}/")
    assert answer.status_code == 200
    assert "The thread as a list" in answer.content.decode()


PLAIN = [
    "threads/", "threads/?stops=no_improvement", "threads/?stops=no_measure", "threads/?stops=not_told",
    "threads/?stops=untold", "tasks/", "replies/", "subjects/", "subjects/add/", "history/", "you-said-we-did/",
    "you-said-we-did/?easy=1", "history/?verb=thread.learning.drawn&since_day=1&since_month=1&since_year=2026",
]  # fmt: skip


@pytest.mark.parametrize("path", PLAIN)
def test_every_list_answers_empty_and_full(client, council, lead, path):
    assert visit(client, lead, council, path).status_code == 200
    whole = make.a_whole_thread(council, lead)
    actions.add_task(node=whole.learning, words="Ring back", owner=lead, due_on=make.TODAY, by=lead)
    answer = visit(client, lead, council, path)
    assert answer.status_code == 200
    assert "None" not in answer.content.decode()


NODES = ["voice", "theme", "improvement", "measure", "evidence", "reply"]
WAYS = ["", "join/", "action/", "comment/", "approval/", "about/"]


@pytest.mark.parametrize("kind", NODES)
@pytest.mark.parametrize("way", WAYS)
def test_every_kind_of_node_has_a_page_and_its_forms(client, council, lead, kind, way):
    whole = make.a_whole_thread(council, lead)
    nodes = {"voice": whole.voices[0], "evidence": whole.improvement.shown_by.get().proof}
    node = nodes.get(kind) or getattr(whole, kind)
    client.force_login(lead, backend=make.BACKEND)
    answer = client.get(f"/c/{council.slug}/node/{kind}/{node.public_id}/{way}", follow=not way)
    wanted = 404 if way == "join/" and kind in ("measure", "reply") else 200
    assert answer.status_code == wanted
