import pytest

from goldenthread.foundation.tenancy.tests.factories import BACKEND, a_council, a_person

pytestmark = pytest.mark.django_db

LISTS = [
    "threads/",
    "verdicts/",
    "replies/",
    "subjects/",
    "tasks/",
    "measures/",
    "feedback/",
    "improvements/",
]
ODD = ["", "x", "-1", "0", "1.5", "1e9", "NaN", "９", "9" * 5000, "1 OR 1=1", "[]"]


@pytest.mark.parametrize("page", ODD, ids=[f"odd-{n}" for n in range(len(ODD))])
def test_a_page_number_that_is_none_gives_a_page_all_the_same(client, page):
    council = a_council("northshire")
    client.force_login(a_person(council, "quality_lead"), backend=BACKEND)
    for one in LISTS:
        assert client.get(f"/c/northshire/{one}", {"page": page}).status_code == 200, one
