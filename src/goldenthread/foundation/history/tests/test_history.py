import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from goldenthread.foundation.history import actions, queries
from goldenthread.foundation.history.models import HistoryLine, SealingKey
from goldenthread.foundation.history.words import declare, words_for
from goldenthread.foundation.tenancy.tests.factories import a_council, a_person, a_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return a_council()


def a_line(council, **more):
    return actions.record(verb="history.read", council=council, target=a_team(council), by=None, **more)


def test_a_line_says_who_did_what_and_when(council):
    person, team = a_person(council), a_team(council)
    line = actions.record(verb="history.read", council=council, target=team, by=person)
    assert (line.verb, line.target_kind, line.target_id, line.by) == (
        "history.read",
        "team",
        team.public_id,
        person,
    )
    assert abs((timezone.now() - line.at).total_seconds()) < 5


def test_with_nobody_named_only_the_week_is_kept(council):
    line = a_line(council)
    assert line.at is None
    assert line.by is None
    assert line.week == actions.iso_week(timezone.localdate())


def test_a_verb_nobody_declared_is_refused(council):
    with pytest.raises(KeyError):
        actions.record(verb="made.up", council=council, target=a_team(council), by=None)


def test_a_verb_has_one_wording():
    declare(history__read=words_for("history.read"))
    with pytest.raises(ValueError, match="other words already"):
        declare(history__read="peeked")


@pytest.mark.parametrize("field", ["verb", "target_id", "week", "detail"])
def test_the_database_refuses_to_change_a_line(council, field):
    line = a_line(council)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        HistoryLine.objects.within(council).filter(pk=line.pk).update(**{field: "x"})


def test_the_database_refuses_to_delete_a_line(council):
    line = a_line(council)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        HistoryLine.objects.within(council).filter(pk=line.pk).delete()


def test_personal_words_are_sealed_and_can_be_opened_until_their_key_is_destroyed(council):
    line = a_line(council, private="Mrs Jones of 1 High Street")
    assert b"Jones" not in bytes(line.sealed_words)
    assert actions.open_words(line) == "Mrs Jones of 1 High Street"
    person = a_person(council)
    actions.destroy_key(council=council, about=line.key.about, by=person, at=timezone.now())
    line.key.refresh_from_db()
    assert actions.open_words(line) is None
    assert SealingKey.objects.within(council).get(pk=line.key_id).key is None


def test_reads_are_listed_apart_from_writes(council):
    person, team = a_person(council), a_team(council)
    actions.note_read(council=council, target=team, by=person)
    assert [line.by for line in queries.reads_of(council, team)] == [person]
    assert queries.lines_about(council, [team]) == []
