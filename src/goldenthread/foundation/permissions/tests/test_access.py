import pytest

from goldenthread.foundation.people import queries
from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.permissions.roles import (
    ROLES,
    VERBS,
    Reach,
    Role,
    Verb,
    declare_roles,
    declare_verbs,
)
from goldenthread.foundation.tenancy.tests.factories import a_council, a_person, a_team

pytestmark = pytest.mark.django_db


def access(user, council):
    from datetime import date

    return Access.of(user, council, queries.memberships(user, council, today=date(2026, 11, 24)))


def test_a_team_role_reaches_its_team_and_all_below_but_not_beside():
    council = a_council()
    service = a_team(council)
    team, other = a_team(council, parent=service), a_team(council)
    mine = access(a_person(council, "team_manager", team=service), council)
    assert mine.may("voice.read", team_path=service.path)
    assert mine.may("voice.read", team_path=team.path)
    assert not mine.may("voice.read", team_path=other.path)


def test_a_team_role_does_not_reach_rows_that_belong_to_no_team():
    council = a_council()
    mine = access(a_person(council, "team_manager", team=a_team(council)), council)
    assert not mine.may("voice.read", team_path="")


def test_a_council_role_reaches_everything_whatever_its_team():
    council = a_council()
    team, other = a_team(council), a_team(council)
    mine = access(a_person(council, "quality_lead", team=team), council)
    assert mine.reach("voice.read") == ("/",)
    assert mine.may("voice.read", team_path=other.path)
    assert mine.may("voice.read", team_path="")


def test_a_role_may_not_use_a_verb_that_does_not_name_it():
    council = a_council()
    mine = access(a_person(council, "inspector"), council)
    assert not mine.may("voice.read")


def test_membership_of_one_council_gives_nothing_in_another():
    north, south = a_council(), a_council()
    user = a_person(north, "director")
    assert not access(user, south).may("voice.read")


def test_asking_about_a_verb_nobody_declared_is_a_mistake_not_a_no():
    council = a_council()
    with pytest.raises(KeyError):
        access(a_person(council, "director"), council).may("voice.raed")


def test_a_verb_may_only_name_roles_that_exist():
    with pytest.raises(ValueError, match="roles that do not exist: wizard"):
        declare_verbs(Verb("a.verb", "A verb", {"wizard": Reach.TEAM}))


def test_two_different_things_cannot_share_a_key():
    with pytest.raises(ValueError, match="a role called director"):
        declare_roles(Role("director", "Another"))
    with pytest.raises(ValueError, match="a verb called voice.read"):
        declare_verbs(Verb("voice.read", "Another", {}))


def test_every_role_may_do_something():
    named = {role for verb in VERBS.values() for role in verb.roles}
    assert named == set(ROLES)
