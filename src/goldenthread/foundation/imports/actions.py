"""Everything that changes a file of rows: sent, its columns chosen, accepted, undone, set aside, swept up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from goldenthread.domain.importing import Problem, Row
from goldenthread.domain.written_text import clean_text
from goldenthread.foundation.files import store
from goldenthread.foundation.history.actions import record
from goldenthread.foundation.imports import reading
from goldenthread.foundation.imports.models import Import, ImportProblem, State
from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council

STILL = timedelta(minutes=2)  # a process that has put no rows in place for so long was stopped
KEPT_WAITING = timedelta(days=30)  # an uploaded file nobody decides about


class BeingAccepted(Exception):
    """Somebody is accepting this file just now. Wait two minutes, then look again."""


class NothingToAccept(Exception):
    """This file was set aside or undone. Send it again to bring its rows in."""


class NotAccepted(Exception):
    """This file is not among those accepted, so there is nothing to undo."""


class StillHanging(Exception):
    """Something is drawn from the rows of this file, so that they cannot be taken away."""


@dataclass(frozen=True)
class Sent:
    """A file as it was sent: what the person called it, its content in pieces, and what the data set is called."""

    file_name: str
    pieces: Iterable[bytes]
    source: str = ""


def upload(*, council: Council, kind: str, sent: Sent, by: User, at: datetime) -> Import:
    """Keep a file and note what its columns are; when they are recognised, look through it too.

    Raises Refused with one sentence when it cannot be read, TooBig over 50 MB; nothing is kept then.
    """
    kept = store.keep(sent.pieces)
    name = clean_text(PurePath(sent.file_name.replace("\\", "/")).name)[:200] or "file"
    arrival = Import(
        council=council, kind=kind, file_name=name, file=kept.name, digest=kept.digest, size=kept.size,
        options={"source": clean_text(sent.source)[:120]}, uploaded_by=by, uploaded_at=at,
    )  # fmt: skip
    with ExitStack() as unless_read:  # whatever stops it, what cannot be used is not kept
        unless_read.callback(_discard_unless_needed, kept.name)
        columns, certain = reading.recognised(arrival, reading.header_of(arrival))
        arrival.columns = reading.columns_chosen(columns) if certain else {}
        seen = reading.survey(arrival, today=timezone.localdate(at)) if certain else None
        unless_read.pop_all()
    with transaction.atomic():
        arrival.save(force_insert=True)
        if seen:
            _note(arrival, seen)
        detail = {"file": kept.digest, "size": kept.size}
        record(verb="imports.file.sent", council=council, target=arrival, by=by, detail=detail)
    return arrival


def choose_columns(*, arrival: Import, columns: Mapping[str, str], by: User, at: datetime) -> Import:
    """Say which column feeds which field, and look through the file again.

    Raises NothingToAccept when it is decided already, Refused when the file cannot be read so.
    """
    arrival.columns = reading.columns_chosen(columns)
    seen = reading.survey(arrival, today=timezone.localdate(at))
    with transaction.atomic():
        waiting = Import.objects.within(arrival.council).filter(pk=arrival.pk, state=State.UPLOADED)
        if not waiting.select_for_update().exists():
            raise NothingToAccept(str(NothingToAccept.__doc__))
        _note(arrival, seen)
        record(verb="imports.columns.chosen", council=arrival.council, target=arrival, by=by)
    return arrival


def accept(*, arrival: Import, by: User, at: datetime) -> Import:
    """Bring the rows of a file in: put them in place unseen, then make all of them count by one change.

    Killed at any moment, it leaves all rows or none. A file that is accepted already is returned as it is. Raises
    BeingAccepted, NothingToAccept, Refused, Gone.
    """
    if not _claim(arrival, at):
        return Import.objects.within(arrival.council).get(pk=arrival.pk)
    kind = reading.kind_of(arrival)
    with ExitStack() as unless_in:  # whatever stops it, the file waits for its decision again
        unless_in.callback(_give_up, arrival)
        kind.drop(arrival)  # what a stopped process may have left
        rows = reading.good_rows(reading.open_reading(arrival, today=timezone.localdate(arrival.uploaded_at)))
        kind.stage(arrival, rows, lambda: _touch(arrival))
        accepted = _flip(arrival, by, at)
        unless_in.pop_all()
    return accepted


@transaction.atomic
def undo(*, arrival: Import, by: User, at: datetime) -> Import:
    """Take the rows of an accepted file away again; raises NotAccepted, or StillHanging naming what hangs on them."""
    arrival = _locked(arrival)
    if arrival.state != State.ACCEPTED:
        raise NotAccepted(str(NotAccepted.__doc__))
    if hanging := reading.kind_of(arrival).hanging(arrival):
        raise StillHanging(f"This file cannot be undone: {' and '.join(hanging)} hang on its rows.")
    _decide(arrival, State.UNDONE, by, at)
    record(verb="imports.file.undone", council=arrival.council, target=arrival, by=by)
    return arrival


@transaction.atomic
def set_aside(*, arrival: Import, by: User, at: datetime) -> Import:
    """Decide not to bring a file in; raises NothingToAccept when it is decided already."""
    arrival = _locked(arrival)
    if arrival.state != State.UPLOADED:
        raise NothingToAccept(str(NothingToAccept.__doc__))
    _decide(arrival, State.ABANDONED, by, at)
    record(verb="imports.file.set_aside", council=arrival.council, target=arrival, by=by)
    return arrival


def sweep(*, now: datetime) -> dict[str, int]:
    """Clear up behind stopped processes and files nobody wanted; return how many files and rows were cleared.

    A file whose rows stopped halfway an hour ago waits for a decision again, with none of its rows in place.
    """
    everywhere = Import.objects.everywhere()
    stalled = list(everywhere.stalled(before=now - timedelta(hours=1)))
    everywhere.filter(pk__in=[one.pk for one in stalled], state=State.STAGING).update(state=State.UPLOADED)
    forgotten = everywhere.filter(state=State.UPLOADED, uploaded_at__lt=now - KEPT_WAITING)
    forgotten.update(state=State.ABANDONED, options={})
    gone = list(everywhere.filter(state__in=[State.ABANDONED, State.UNDONE]).exclude(file=""))
    rows = sum(reading.kind_of(one).drop(one) for one in [*stalled, *gone])
    everywhere.filter(pk__in=[one.pk for one in gone]).update(file="")
    for name in {one.file for one in gone}:
        _discard_unless_needed(name)
    return {"stalled": len(stalled), "files": len(gone) + store.clear_halves(before=now), "rows": rows}


def _claim(arrival: Import, at: datetime) -> bool:
    """Return whether it is now ours to put rows in place; False when the file is accepted already."""
    rows = Import.objects.within(arrival.council).filter(pk=arrival.pk)
    free = Q(state=State.UPLOADED) | Q(state=State.STAGING, touched_at__lt=at - STILL)
    if rows.filter(free).exclude(columns={}).update(state=State.STAGING, touched_at=at):
        arrival.refresh_from_db()
        return True
    state = rows.values_list("state", flat=True).get()
    if state == State.ACCEPTED:
        return False
    refusal = BeingAccepted if state == State.STAGING else NothingToAccept
    raise refusal(str(refusal.__doc__))


def _touch(arrival: Import) -> None:
    Import.objects.within(arrival.council).filter(pk=arrival.pk).update(touched_at=timezone.now())


@transaction.atomic
def _flip(arrival: Import, by: User, at: datetime) -> Import:
    # One flip at a time in a council: two files with the same rows must not both find them missing.
    Council.objects.select_for_update(no_key=True).get(pk=arrival.council_id)
    arrival = _locked(arrival)
    if arrival.state != State.STAGING:
        return arrival  # somebody else finished it
    settled = reading.kind_of(arrival).settle(arrival, by)
    arrival.row_digest, arrival.rows_known = settled.digest, arrival.rows_good - settled.rows
    _decide(arrival, State.ACCEPTED, by, at)
    return arrival


def _give_up(arrival: Import) -> None:
    """Let a file wait for its decision again after a failure that this process could still notice."""
    Import.objects.within(arrival.council).filter(pk=arrival.pk, state=State.STAGING).update(
        state=State.UPLOADED
    )


def _locked(arrival: Import) -> Import:
    rows = Import.objects.within(arrival.council).select_for_update()
    return rows.get(pk=arrival.pk)


def _decide(arrival: Import, state: State, by: User, at: datetime) -> None:
    arrival.state, arrival.decided_by, arrival.decided_at = state, by, at
    arrival.options = {key: value for key, value in arrival.options.items() if key != "sample"}
    arrival.save()


def _note(arrival: Import, seen: reading.Survey) -> None:
    """Keep what a look through the file found; the first good rows only until somebody decides."""
    arrival.rows_read, arrival.rows_good, arrival.rows_known = seen.read, seen.good, seen.known
    arrival.problem_count, arrival.notes = seen.problem_count, seen.notes
    kind = reading.kind_of(arrival)
    shown = [_shown(row, kind.remark(row)) for row in seen.sample]
    arrival.options = {**arrival.options, "sample": shown, "remarked": seen.remarked}
    arrival.save()
    ImportProblem.objects.within(arrival.council).filter(arrival=arrival).delete()
    ImportProblem.objects.bulk_create([_problem(arrival, one) for one in seen.problems], batch_size=500)


def _shown(row: Row, remark: str) -> dict[str, object]:
    values = {key: clean_text(value)[:600] for key, value in row.values.items()}
    return {"row": row.number, "values": values, "remark": remark}


def _problem(arrival: Import, one: Problem) -> ImportProblem:
    return ImportProblem(
        council=arrival.council, arrival=arrival, row=one.row,
        field=clean_text(one.field)[:80], sentence=clean_text(one.sentence)[:500],
    )  # fmt: skip


def _discard_unless_needed(name: str) -> None:
    if not Import.objects.everywhere().filter(file=name).exists():
        store.discard(name)
