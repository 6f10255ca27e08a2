import pytest

from goldenthread.slices.self_assessment.tests.factories import KEY, Town

pytestmark = pytest.mark.django_db
STATEMENT = f"self-assessment/{KEY}/QS9/"
READ = ["self-assessment/", STATEMENT, "self-assessment/evidence/", "self-assessment/evidence/SEEN/"]
WRITE = [
    "self-assessment/evidence/new/",
    "self-assessment/evidence/SEEN/link/",
    "self-assessment/evidence/SEEN/renew/",
    "self-assessment/evidence/evidence.csv",
]
SCORE = [f"{STATEMENT}score/"]


@pytest.fixture
def town():
    return Town()


def status(town, user, path, public_id):
    return town.client(user).get(town.at(path.replace("SEEN", public_id))).status_code


@pytest.mark.parametrize(
    ("who", "allowed", "refused"),
    [
        ("lead", READ + WRITE + SCORE, []),
        ("manager", READ + WRITE, SCORE),
        ("practitioner", READ, WRITE + SCORE),
        ("inspector", READ, WRITE + SCORE),
    ],
)
def test_each_role_opens_its_own_pages_and_no_others(town, who, allowed, refused):
    seen = town.evidence(sensitivity="inspector")
    for path in allowed:
        assert status(town, getattr(town, who), path, seen.public_id) == 200, path
    for path in refused:
        assert status(town, getattr(town, who), path, seen.public_id) == 403, path


def test_nobody_from_elsewhere_finds_any_page(town):
    stranger = Town("southshire").lead
    seen = town.evidence(sensitivity="public")
    for path in READ + WRITE + SCORE:
        assert status(town, stranger, path, seen.public_id) == 404


def test_an_item_of_another_council_does_not_exist_here(town):
    other = Town("southshire")
    item = other.evidence(sensitivity="public")
    assert status(town, town.lead, "self-assessment/evidence/SEEN/", item.public_id) == 404


def test_an_inspector_reads_only_what_inspectors_may_see(town):
    _, learning, change = town.change()
    hidden = town.evidence("Our own worries", sensitivity="council")
    shown = town.evidence("Published audit", sensitivity="inspector", shows=[learning, change])
    client = town.client(town.inspector)
    assert client.get(town.at(f"self-assessment/evidence/{hidden.public_id}/")).status_code == 404
    for path in (
        "self-assessment/",
        STATEMENT,
        "self-assessment/evidence/",
        f"self-assessment/evidence/{shown.public_id}/",
    ):
        page = client.get(town.at(path)).content.decode()
        assert "Our own worries" not in page, path
        assert "Tell people what happens next" not in page, path
        assert "/threads/" not in page and "/node/" not in page, path
    assert "Published audit" in client.get(town.at(STATEMENT)).content.decode()
    assert "<td class=\"govuk-table__cell\" data-label=\"Processes\">1 item</td>" in client.get(town.at("self-assessment/")).content.decode()  # fmt: skip


def test_an_inspector_reads_a_statement_without_buttons_or_questions(town):
    town.score()
    page = town.client(town.inspector).get(town.at(STATEMENT)).content.decode()
    main = page.split("<main")[1].split("</main")[0]
    assert "We checked." in main
    for word in ("Score this statement", "File evidence", "What the data questions", "<form"):
        assert word not in main


def test_an_inspector_cannot_write_by_any_address(town):
    item = town.evidence(sensitivity="public")
    client = town.client(town.inspector)
    sent = {"score": "4", "reason": "x", "confidence": "high", "title": "x", "statements": ["QS1"]}
    for path in (
        f"{STATEMENT}score/",
        "self-assessment/evidence/new/",
        f"self-assessment/evidence/{item.public_id}/link/",
    ):
        assert client.post(town.at(path), sent).status_code == 403
