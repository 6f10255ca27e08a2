"""The sealer: one unbroken order, any change found, many writers never in its way, erasure without a break."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.conf import settings
from django.db import connection, transaction

from goldenthread.foundation.history import chain
from goldenthread.foundation.history.actions import destroy_key, open_words, record
from goldenthread.foundation.history.models import HistoryLine, SealLease
from goldenthread.foundation.history.tests import crowd
from goldenthread.foundation.history.words import declare
from goldenthread.foundation.people.actions import open_account
from goldenthread.foundation.tenancy.guards import put_guards
from goldenthread.foundation.tenancy.models import Council

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
declare(chain__tested="tested the chain")


@pytest.fixture(autouse=True)
def heads_of_their_own(tmp_path):
    """Keep the signed heads of these tests apart from everybody else's."""
    with mock.patch.object(settings, "DATA_DIR", tmp_path):
        yield


def a_council(slug="chain"):
    return Council.objects.create(slug=slug, name=slug.title())


def a_person(council):
    return open_account(email=f"{council.slug}@example.org", name="Asha", password=None)


def write(council, count, by=None, **more):
    return [
        record(verb="chain.tested", council=council, target=council, by=by, detail={"n": n}, **more)
        for n in range(count)
    ]


def seal(council):
    return chain.seal(council, now=NOW)


@pytest.mark.django_db
def test_every_line_gets_one_place_and_the_chain_verifies():
    council = a_council()
    write(council, 1100)
    assert seal(council).position == 1100
    places = HistoryLine.objects.within(council).order_by("position").values_list("position", flat=True)
    assert list(places) == list(range(1, 1101))
    assert chain.verify(council) == []
    assert chain.signed_head(council).position == 1100


@pytest.mark.django_db
def test_sealing_again_goes_on_from_the_head():
    council = a_council()
    write(council, 3)
    seal(council)
    assert seal(council).position == 3
    write(council, 2)
    assert seal(council).position == 5
    assert chain.verify(council) == []


@pytest.mark.django_db
def test_an_empty_history_is_whole():
    council = a_council()
    assert chain.verify(council) == [] and chain.signed_head(council) is None


@pytest.mark.django_db
def test_a_second_sealer_is_told_to_come_back():
    council = a_council()
    SealLease.objects.create(council=council, holder="another", until_at=NOW + timedelta(seconds=30))
    with pytest.raises(chain.Busy):
        seal(council)


@pytest.mark.django_db
def test_a_lease_that_ran_out_is_taken_over():
    council = a_council()
    SealLease.objects.create(council=council, holder="dead", until_at=NOW - timedelta(seconds=1))
    write(council, 1)
    assert seal(council).position == 1


def unguarded():
    """Take the triggers off, as somebody with the database's own password could."""
    with connection.cursor() as cursor:
        for event in ("update", "delete"):
            name = f"guard_history_historyline_{event}"
            on = "" if connection.vendor == "sqlite" else " ON history_historyline"
            cursor.execute(f"DROP TRIGGER {name}{on}")


def tamper(line, field, dice):
    """Change one field of a line to something else that the table would hold."""
    changed = {
        "verb": "chain.other",
        "target_kind": f"kind{dice.randrange(9)}",
        "target_id": f"id{dice.randrange(10**6)}",
        "at": NOW + timedelta(seconds=dice.randrange(1, 10**6)),
        "week": f"2020-W{dice.randrange(10, 50)}",
        "detail": {"n": dice.randrange(1000, 10**6)},
        "digest": f"{dice.getrandbits(256):064x}",
        "public_id": f"{dice.getrandbits(60):016x}",
        "sealed_words": bytes([dice.randrange(256) for _ in range(20)]),
        "by": None,
    }[field]
    HistoryLine.objects.within(line.council).filter(pk=line.pk).update(**{field: changed})


FIELDS = [
    "verb", "target_kind", "target_id", "at", "week", "detail", "digest", "public_id", "sealed_words", "by",
]  # fmt: skip


@pytest.mark.django_db
def test_two_hundred_of_two_hundred_changes_to_one_field_are_found():
    council = a_council()
    write(council, 40, by=a_person(council), private="Mrs Patel rang")
    seal(council)
    unguarded()
    dice, found = random.Random(7), 0
    lines = list(HistoryLine.objects.within(council).order_by("position"))
    for turn in range(200):
        line, field = dice.choice(lines), FIELDS[turn % len(FIELDS)]
        undo = transaction.savepoint()
        tamper(line, field, dice)
        found += bool(chain.verify(council))
        transaction.savepoint_rollback(undo)
    assert found == 200
    assert chain.verify(council) == []


@pytest.mark.django_db
@pytest.mark.parametrize("place", [1, 5, 10])
def test_a_line_that_was_taken_out_is_missed(place):
    council = a_council()
    write(council, 10)
    seal(council)
    unguarded()
    HistoryLine.objects.within(council).filter(position=place).delete()
    assert chain.verify(council)


@pytest.mark.django_db
def test_a_whole_chain_rebuilt_without_the_key_is_found():
    council = a_council()
    write(council, 5)
    seal(council)
    unguarded()
    HistoryLine.objects.within(council).filter(position=3).update(verb="chain.other")
    before = chain.START
    for line in HistoryLine.objects.within(council).order_by("position"):
        before = chain.link(before, line)
        HistoryLine.objects.within(council).filter(pk=line.pk).update(digest=before)
    assert chain.verify(council)


@pytest.mark.django_db
def test_a_head_that_somebody_else_signed_is_found():
    council = a_council()
    write(council, 2)
    seal(council)
    path = settings.DATA_DIR / "history" / f"{council.slug}.head"
    position, digest, _ = path.read_text().split()
    path.write_text(f"{position} {digest} {'0' * 64}\n")
    assert chain.verify(council) and chain.signed_head(council) is None
    path.unlink()
    assert chain.verify(council)


@pytest.mark.django_db
def test_a_destroyed_key_closes_the_words_and_leaves_the_chain_whole():
    council = a_council()
    person = a_person(council)
    line = write(council, 1, by=person, private="Mrs Patel rang")[0]
    seal(council)
    assert open_words(line) == "Mrs Patel rang"
    destroy_key(council=council, about=line.key.about, by=person, at=NOW)
    line.refresh_from_db()
    assert open_words(line) is None
    seal(council)
    assert chain.verify(council) == []


@pytest.mark.django_db(transaction=True)
def test_sixteen_writers_and_a_sealer_lose_no_line_and_make_one_chain(tmp_path):
    if connection.vendor == "sqlite":
        # The suite's SQLite lives in memory, where writers lock whole tables; a real file is what people run on.
        assert in_a_process_of_its_own(tmp_path) == "0 faults, 192 lines, 0 findings"
        return
    put_guards("default")
    council = a_council("many")
    assert crowd.write_and_seal(council, now=NOW) == "0 faults, 192 lines, 0 findings"
    unguarded()  # so that the rows of this test can be cleared away
    HistoryLine.objects.within(council).delete()
    put_guards("default")


def in_a_process_of_its_own(folder):
    env = {**os.environ, "GOLDENTHREAD_DATA_DIR": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, crowd.__file__], env=env, capture_output=True, text=True, timeout=200, check=False
    )
    return done.stdout.strip() or done.stderr[-2000:]
