import re

import pytest

from goldenthread.slices.feedback.tests.factories import Town, three_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def lead(town):
    return town.client(town.lead)


def brought_in(town, client, content):
    answer = town.upload(client, content)
    where = answer.redirect_chain[-1][0]
    return client.post(f"{where}accept/", follow=True)


def test_a_file_is_sent_looked_at_and_accepted_and_its_comments_are_listed(town, lead):
    preview = town.upload(lead, three_rows())
    assert "3 comments are ready to come in." in preview.content.decode()
    assert "Nobody told me" in preview.content.decode()
    assert "Nothing found" in lead.get(town.at("feedback/")).content.decode()
    where = preview.redirect_chain[-1][0]
    done = lead.post(f"{where}accept/", follow=True)
    assert "3 comments came in." in done.content.decode()
    assert "1 to 3 of 3 comments" in " ".join(
        re.sub("<[^>]+>", " ", lead.get(town.at("feedback/")).content.decode()).split()
    )


def test_a_comment_is_read_on_its_own_page(town, lead):
    voice = town.comment("Mrs Jane Smith came late again.")
    page = lead.get(town.at(f"feedback/{voice.public_id}/")).content.decode()
    assert "[name]" in page and "Smith" not in page
