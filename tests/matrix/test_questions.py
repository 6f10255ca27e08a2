"""How many questions the two heaviest pages ask of the database, with everything that is installed hung on them."""

import pytest

from goldenthread.thread import actions
from goldenthread.thread.tests import factories as make

pytestmark = pytest.mark.django_db

MOST = 12


@pytest.fixture
def told():
    """Two whole threads with everything hung on them, and the person who asks for their pages."""
    council = make.a_council("Northshire Council")
    lead = make.a_person(council, "quality_lead", name="Asha Verma")
    found = [make.a_whole_thread(council, lead) for _ in range(2)]
    for whole in found:
        for node in (whole.learning, whole.improvement):
            actions.add_task(node=node, words="Ring back", owner=lead, due_on=make.TODAY, by=lead)
            actions.comment(node=node, words="Well done", by=lead, at=make.NOW)
            actions.approve(node=node, agreed=True, reason="It works", by=lead, at=make.NOW)
    return council, lead, found[0]


@pytest.mark.parametrize("page", ["home", "thread"])
def test_a_page_asks_a_dozen_questions_with_every_slice_installed(
    client, told, page, django_assert_max_num_queries
):
    council, lead, whole = told
    path = "" if page == "home" else f"threads/{whole.learning.public_id}/"
    client.force_login(lead, backend=make.BACKEND)
    client.get(f"/c/{council.slug}/")  # the council is known from here on
    with django_assert_max_num_queries(MOST):
        words = client.get(f"/c/{council.slug}/{path}").content.decode()
    if page == "thread":
        assert words.count("Ring back") == 2 and words.count("Well done") == 2 and "It works" in words
