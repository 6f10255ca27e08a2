"""What a team manager may not touch: other teams' actions, what is put on their learnings, and their subjects."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.thread import actions, queries
from goldenthread.thread.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.a_council()


@pytest.fixture
def teams(council):
    return make.a_team(council, "North"), make.a_team(council, "South")


@pytest.fixture
def lead(council):
    return make.a_person(council, "quality_lead")


@pytest.fixture
def manager(council, teams):
    return make.a_person(council, "team_manager", team=teams[0])


def a_done_task(node, lead, owner, words):
    task = actions.add_task(
        node=node, words=words, owner=owner, due_on=date(2026, 11, 9), by=lead, needs_second_person=True
    )
    return actions.finish_task(task=task, by=owner, at=make.NOW, proof="A letter")


def test_actions_of_another_team_are_neither_listed_for_checking_nor_checked(
    client, council, teams, lead, manager
):
    north, south = teams
    said = make.a_voice(council, lead, team=south)
    nodes = {
        "Ring the family": said,
        "Change the letter": make.a_learning(council, lead, said, team=south),
        "Ours": make.a_learning(council, lead, make.a_voice(council, lead), team=north),
        "Everybody's": make.a_learning(council, lead, make.a_voice(council, lead)),
    }
    tasks = {words: a_done_task(node, lead, lead, words) for words, node in nodes.items()}
    seen = queries.tasks_to_check(make.access_of(manager, council))
    assert {one.words for one in seen} == {"Ours", "Everybody's"}
    client.force_login(manager, backend=make.BACKEND)
    page = client.get(f"/c/{council.slug}/tasks/").content.decode()
    assert "Ring the family" not in page
    assert "Change the letter" not in page
    for words, status in (("Ring the family", 404), ("Change the letter", 404), ("Ours", 302)):
        where = f"/c/{council.slug}/tasks/{tasks[words].public_id}/check/"
        assert client.post(where).status_code == status, words


def test_only_its_own_team_says_who_looks_after_a_teams_subject(client, council, teams, manager):
    north, south = teams
    client.force_login(manager, backend=make.BACKEND)
    for team, status in ((south, 404), (north, 200), (None, 200)):
        one = actions.add_subject(council=council, kind="service", name=f"Of {team}", team=team)
        page = f"/c/{council.slug}/subjects/{one.public_id}/"
        assert client.get(f"{page}look-after/").status_code == status
        assert (f"{page}look-after/" in client.get(page).content.decode()) == (status == 200)


def test_a_visitor_who_sees_no_measures_is_not_told_that_none_changed(client, council, manager):
    inspector = make.a_person(council, "inspector")
    for person, told in ((manager, True), (inspector, False)):
        client.force_login(person, backend=make.BACKEND)
        page = client.get(f"/c/{council.slug}/").content.decode()
        assert ("What changed this month" in page) is told
        assert ("shows a change this month" in page) is told


def test_the_owner_of_an_action_on_a_voice_out_of_reach_sees_the_action_and_not_the_words(
    client, council, teams, lead, manager
):
    said = make.a_voice(council, lead, "She fell on the stairs", team=teams[1])
    task = actions.add_task(
        node=said, words="Mend the stairs", owner=manager, due_on=date(2026, 11, 9), by=lead
    )
    client.force_login(manager, backend=make.BACKEND)
    address = f"/c/{council.slug}/tasks/{task.public_id}/"
    page = client.get(address).content.decode()
    assert "Mend the stairs" in page
    assert "9 November 2026" in page
    assert "Say that it is done" in page
    assert "She fell" not in page
    assert said.public_id not in page
    assert client.post(address, {"proof": ""}).status_code == 302
    task.refresh_from_db()
    assert task.done_by == manager


def test_an_action_on_a_voice_out_of_reach_is_for_nobody_but_its_owner(client, council, teams, lead, manager):
    said = make.a_voice(council, lead, team=teams[1])
    task = actions.add_task(node=said, words="Ring", owner=lead, due_on=date(2026, 11, 9), by=lead)
    client.force_login(manager, backend=make.BACKEND)
    assert client.get(f"/c/{council.slug}/tasks/{task.public_id}/").status_code == 404


def test_only_threads_within_reach_are_offered_to_join(client, council, teams, lead, manager):
    north, south = teams
    for team, sentence in (
        (north, "Ours to mend"),
        (south, "Theirs to mend"),
        (None, "Shared by all to mend"),
    ):
        make.a_learning(council, lead, make.a_voice(council, lead), sentence=sentence, team=team)
    theme = make.a_theme(council)
    client.force_login(manager, backend=make.BACKEND)
    page = client.get(f"/c/{council.slug}/node/theme/{theme.public_id}/join/").content.decode()
    assert "Ours to mend" in page
    assert "Shared by all to mend" in page
    assert "Theirs to mend" not in page
