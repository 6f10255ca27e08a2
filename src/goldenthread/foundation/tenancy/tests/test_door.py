import pytest
from django.db import IntegrityError, connection, transaction

from goldenthread.foundation.people.models import Team
from goldenthread.foundation.tenancy.door import Unscoped
from goldenthread.foundation.tenancy.guards import pointers, put_guards
from goldenthread.foundation.tenancy.tests.factories import a_council, a_team

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "ask",
    [
        lambda: list(Team.objects.all()),
        lambda: Team.objects.filter(name="x").count(),
        lambda: Team.objects.exclude(name="x").exists(),
        lambda: Team.objects.get(pk=1),
        lambda: Team.objects.first(),
        lambda: Team.objects.update(name="x"),
        lambda: Team.objects.all().delete(),
        lambda: list(Team.objects.values_list("name", flat=True)),
        lambda: list(Team.objects.iterator()),
        lambda: Team.objects.aggregate(),
        lambda: Team.objects.in_bulk([1]),
        lambda: Team.objects.get_or_create(name="x"),
    ],
)
def test_a_query_that_names_no_council_is_refused(ask):
    with pytest.raises(Unscoped):
        ask()


def test_a_query_within_a_council_sees_only_its_rows():
    north, south = a_council(), a_council()
    mine, _theirs = a_team(north), a_team(south)
    assert list(Team.objects.within(north)) == [mine]
    assert Team.objects.within(north).count() == 1


def test_rows_reached_from_a_row_need_no_council_again():
    north = a_council()
    parent = a_team(north)
    child = a_team(north, parent=parent)
    assert list(parent.children.all()) == [child]
    assert list(Team.objects.within(north).prefetch_related("children"))


def test_the_database_refuses_a_link_to_another_council():
    north, south = a_council(), a_council()
    theirs = a_team(south)
    with pytest.raises(IntegrityError, match="another council"), transaction.atomic():
        Team(council=north, name="Bold", parent=theirs).save()


def test_the_database_refuses_moving_a_link_to_another_council_later():
    north, south = a_council(), a_council()
    mine, theirs = a_team(north), a_team(south)
    with pytest.raises(IntegrityError, match="another council"), transaction.atomic():
        Team.objects.within(north).filter(pk=mine.pk).update(parent=theirs)


def test_without_its_guard_the_database_would_have_taken_that_link():
    north, south = a_council(), a_council()
    mine, theirs = a_team(north), a_team(south)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for suffix in "iu":
                cursor.execute(f"DROP TRIGGER guard_people_team_parent_id_{suffix}")
        else:
            cursor.execute("DROP TRIGGER guard_people_team_council ON people_team")
    assert Team.objects.within(north).filter(pk=mine.pk).update(parent=theirs) == 1
    Team.objects.within(north).filter(pk=mine.pk).update(parent=None)
    put_guards("default")


def test_guards_can_be_put_back_again_and_again():
    put_guards("default")
    put_guards("default")
    assert list(pointers(Team)) == [("parent_id", "people_team", "id")]


def test_public_ids_give_nothing_away():
    ids = {a_team(council).public_id for council in [a_council()] for _ in range(20)}
    assert len(ids) == 20
    assert all(len(one) == 16 for one in ids)
