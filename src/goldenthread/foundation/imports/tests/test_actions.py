"""A file's way from its sending to its decision, whatever its rows are."""

from datetime import timedelta

import pytest

from goldenthread.domain.importing import Refused
from goldenthread.foundation.files import store
from goldenthread.foundation.history.models import HistoryLine
from goldenthread.foundation.imports import actions, queries
from goldenthread.foundation.imports.kinds import kinds
from goldenthread.foundation.imports.models import Import, State
from goldenthread.foundation.imports.tests.factories import GOOD, NOW, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    yield Desk()
    kinds._things.pop("leaves")


def verbs(desk):
    return list(HistoryLine.objects.within(desk.council).order_by("pk").values_list("verb", flat=True))


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_counted_and_its_problems_are_kept_in_words(desk):
    arrival = desk.send()
    assert (arrival.rows_read, arrival.rows_good, arrival.problem_count) == (3, 2, 1)
    assert queries.problems(arrival).get().sentence.startswith("Row 4, Date:")
    assert [one["row"] for one in arrival.options["sample"]] == [2, 3]


def test_good_rows_come_in_although_others_are_bad(desk):
    done = desk.accept(desk.send())
    assert done.state == State.ACCEPTED and len(desk.drawer.staged) == 2
    assert (done.decided_by, done.row_digest) == (desk.person, "d" * 64)
    assert "sample" not in done.options


def test_accepting_again_changes_nothing(desk):
    arrival = desk.send()
    desk.accept(arrival)
    assert desk.accept(arrival).state == State.ACCEPTED
    assert desk.drawer.settled == 1 and len(desk.drawer.staged) == 2


def test_of_two_people_who_accept_at_once_one_is_asked_to_wait(desk):
    arrival = desk.send()
    told = []

    def somebody_else(same):
        with pytest.raises(actions.BeingAccepted) as refusal:
            desk.accept(same)
        told.append(str(refusal.value))

    desk.drawer.on_stage = somebody_else
    assert desk.accept(arrival).state == State.ACCEPTED
    assert told == [actions.BeingAccepted.__doc__] and desk.drawer.settled == 1


def test_a_file_left_behind_by_a_stopped_process_can_be_accepted_two_minutes_later(desk):
    arrival = desk.send()
    Import.objects.within(desk.council).update(state=State.STAGING, touched_at=NOW)
    desk.drawer.staged.append("left behind")
    with pytest.raises(actions.BeingAccepted):
        desk.accept(arrival, NOW + timedelta(minutes=1))
    assert desk.accept(arrival, NOW + timedelta(minutes=3)).state == State.ACCEPTED
    assert "left behind" not in desk.drawer.staged


def test_a_slower_twin_does_not_settle_what_another_has_finished(desk):
    arrival = desk.send()

    def another_finishes(same):
        desk.drawer.on_stage = None
        Import.objects.within(desk.council).update(touched_at=NOW - timedelta(hours=1))
        desk.accept(same)

    desk.drawer.on_stage = another_finishes
    assert desk.accept(arrival).state == State.ACCEPTED
    assert desk.drawer.settled == 1


def test_after_a_failure_the_file_waits_for_its_decision_again(desk):
    arrival = desk.send()

    def fails(same):
        raise OSError("no space left")

    desk.drawer.on_stage = fails
    with pytest.raises(OSError, match="no space"):
        desk.accept(arrival)
    assert desk.state(arrival) == State.UPLOADED
    desk.drawer.on_stage = None
    assert desk.accept(arrival).state == State.ACCEPTED and len(desk.drawer.staged) == 2


def test_a_file_that_is_gone_from_the_store_is_said_so(desk, tmp_path):
    arrival = desk.send()
    files(tmp_path)[0].unlink()
    with pytest.raises(store.Gone):
        desk.accept(arrival)
    assert desk.state(arrival) == State.UPLOADED


def test_an_accepted_file_is_undone_once(desk):
    arrival = desk.accept(desk.send())
    assert actions.undo(arrival=arrival, by=desk.person, at=NOW).state == State.UNDONE
    with pytest.raises(actions.NotAccepted):
        actions.undo(arrival=arrival, by=desk.person, at=NOW)
    with pytest.raises(actions.NothingToAccept):
        desk.accept(arrival)
    assert verbs(desk)[-1] == "imports.file.undone"


def test_a_file_with_something_hanging_on_it_is_not_undone_and_says_what(desk):
    arrival = desk.accept(desk.send())
    desk.drawer.hanging = ("2 trees", "1 nest")
    with pytest.raises(actions.StillHanging, match="2 trees and 1 nest"):
        actions.undo(arrival=arrival, by=desk.person, at=NOW)
    assert desk.state(arrival) == State.ACCEPTED


def test_a_file_set_aside_stays_aside(desk):
    arrival = actions.set_aside(arrival=desk.send(), by=desk.person, at=NOW)
    for act in (actions.accept, actions.set_aside):
        with pytest.raises(actions.NothingToAccept):
            act(arrival=arrival, by=desk.person, at=NOW)
    assert verbs(desk) == ["imports.file.sent", "imports.file.set_aside"]


def test_columns_chosen_again_count_again(desk):
    arrival = desk.send(b"When it was,What they wrote,Other\n2026-11-02,One. Two. Three.,x\n")
    changed = actions.choose_columns(
        arrival=arrival, columns={"said_on": "When it was", "text": "What they wrote"}, by=desk.person, at=NOW
    )
    assert changed.rows_good == 1 and verbs(desk)[-1] == "imports.columns.chosen"
    with pytest.raises(Refused):
        actions.choose_columns(arrival=arrival, columns={"said_on": "Nowhere"}, by=desk.person, at=NOW)


def test_a_file_without_columns_cannot_be_accepted(desk):
    arrival = desk.send(b"aa,bb\n2026-11-02,Some words that say something.\n")
    assert arrival.columns == {}
    with pytest.raises(actions.NothingToAccept):
        desk.accept(arrival)


def test_a_file_that_is_refused_leaves_nothing(desk, tmp_path):
    with pytest.raises(Refused):
        desk.send(b"%PDF-1.7")
    assert not files(tmp_path) and not Import.objects.within(desk.council).exists() and verbs(desk) == []


def test_a_refused_file_does_not_take_the_same_file_from_somebody_who_sent_it_before(
    desk, tmp_path, monkeypatch
):
    desk.send()
    monkeypatch.setattr(
        actions.reading, "survey", lambda *args, **kwargs: (_ for _ in ()).throw(Refused("no"))
    )
    with pytest.raises(Refused):
        desk.send()
    assert len(files(tmp_path)) == 1


def test_the_same_content_is_kept_once_under_its_hash(desk, tmp_path):
    first, second = desk.send(name="a.csv"), desk.send(name="b.csv")
    assert first.file == second.file and [path.name for path in files(tmp_path)] == [first.digest]


def test_a_file_over_the_limit_is_not_kept(tmp_path):
    with pytest.raises(store.TooBig):
        store.keep([b"x" * 60, b"x" * 60], most=100)
    assert not files(tmp_path)


@pytest.mark.parametrize(
    "name", ["../secret.key", "ab/../../secret.key", "", "/etc/passwd", "ab/" + "c" * 63]
)
def test_the_store_opens_only_what_it_keeps(name, tmp_path):
    (tmp_path / "secret.key").write_text("x")
    with pytest.raises(store.Gone):
        store.open_path(name)


def test_the_sweep_frees_what_stopped_halfway_and_forgets_what_nobody_wanted(desk, tmp_path):
    stopped, forgotten = desk.send(), desk.send(GOOD + b"2026-11-05,Four.\n", at=NOW - timedelta(days=40))
    aside = actions.set_aside(arrival=desk.send(GOOD + b"2026-11-06,Five.\n"), by=desk.person, at=NOW)
    busy = desk.send(GOOD + b"2026-11-07,Six.\n")
    inside = Import.objects.within(desk.council)
    inside.filter(pk=stopped.pk).update(state=State.STAGING, touched_at=NOW - timedelta(hours=2))
    inside.filter(pk=busy.pk).update(state=State.STAGING, touched_at=NOW)
    desk.drawer.staged += ["half", "a file"]
    found = actions.sweep(now=NOW)
    assert found == {"stalled": 1, "files": 2, "rows": 2}
    states = {one.pk: one.state for one in inside}
    assert states == {
        stopped.pk: State.UPLOADED, forgotten.pk: State.ABANDONED, aside.pk: State.ABANDONED, busy.pk: State.STAGING,
    }  # fmt: skip
    assert len(files(tmp_path)) == 2
    assert actions.sweep(now=NOW) == {"stalled": 0, "files": 0, "rows": 0}


def test_what_stopped_arriving_a_day_ago_is_cleared(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "arriving-x").write_text("half")
    assert store.clear_halves(before=NOW - timedelta(days=400)) == 0
    assert store.clear_halves(before=NOW + timedelta(days=40_000)) == 1
