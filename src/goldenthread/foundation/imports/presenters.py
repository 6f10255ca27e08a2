"""A file in words: how many rows it has, what happens to them, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.foundation.history.models import HistoryLine
from goldenthread.foundation.history.words import words_for
from goldenthread.foundation.imports.kinds import ImportKind
from goldenthread.foundation.imports.models import Import, State
from goldenthread.ports.importers import Field

LONGEST_SHOWN = 160


@dataclass(frozen=True)
class PreviewRow:
    """One good row as the preview shows it."""

    number: int
    cells: tuple[tuple[str, str], ...]  # (label, words)
    remark: str


@dataclass(frozen=True)
class Preview:
    """What a file would bring, before anybody accepts it."""

    lead: str
    known: str
    remarked: str
    coming: int
    button: str
    labels: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    counts: tuple[tuple[str, str], ...]
    counts_head: tuple[str, str] = ("What", "How many")

    @classmethod
    def of(cls, arrival: Import, kind: ImportKind, fields: tuple[Field, ...]) -> Preview:
        """Return the preview of a file whose columns are chosen."""
        coming = arrival.rows_good - arrival.rows_known
        shown = [one for one in fields if one.key in arrival.columns]
        return cls(
            lead=_lead(arrival, kind, coming),
            known=_known(arrival, kind),
            remarked=_remarked(arrival, kind),
            coming=coming,
            button=f"Bring in {kind.counted(coming)}",
            labels=tuple(one.label for one in shown),
            rows=tuple(_row(one, shown) for one in arrival.options.get("sample", [])),
            counts=_counts(arrival),
        )


def _lead(arrival: Import, kind: ImportKind, coming: int) -> str:
    if not arrival.rows_good:
        return "No row can be brought in. Mend the rows below in your file and send it again."
    if not coming:
        return f"{_all(arrival.rows_good, kind)} here already. There is nothing to bring in."
    ready = f"{kind.counted(coming)} {'is' if coming == 1 else 'are'} ready to come in."
    bad = arrival.rows_read - arrival.rows_good
    return ready + (
        f" {rows(bad)} will be left out: see what to mend below." if arrival.problem_count and bad else ""
    )


def _all(count: int, kind: ImportKind) -> str:
    return f"The {kind.one} was" if count == 1 else f"All {kind.counted(count)} were"


def _known(arrival: Import, kind: ImportKind) -> str:
    some = 0 < arrival.rows_known < arrival.rows_good
    was = "was" if arrival.rows_known == 1 else "were"
    return (
        f"{kind.counted(arrival.rows_known)} {was} here already and will not come in twice." if some else ""
    )


def _remarked(arrival: Import, kind: ImportKind) -> str:
    count = int(arrival.options.get("remarked") or 0)
    return f"{kind.counted(count)} {kind.remarks_title}" if count else ""


def _counts(arrival: Import) -> tuple[tuple[str, str], ...]:
    return (
        ("Rows read", f"{arrival.rows_read:,}"),
        ("Good rows", f"{arrival.rows_good:,}"),
        ("Here already", f"{arrival.rows_known:,}"),
        ("Problems", f"{arrival.problem_count:,}"),
    )


def _row(shown: dict[str, object], fields: list[Field]) -> PreviewRow:
    values = shown["values"]
    cells = tuple((one.label, _cell(values.get(one.key, ""))) for one in fields)  # type: ignore[attr-defined]
    return PreviewRow(int(str(shown["row"])), cells, str(shown["remark"]))


def _cell(value: object) -> str:
    text = " ".join(str(value).split())
    try:
        return written(date.fromisoformat(text))
    except ValueError:
        return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


@dataclass(frozen=True)
class ArrivalRow:
    """One line of the list of files."""

    public_id: str
    name: str
    kind: str
    sent: str
    state: str
    colour: str
    came: str

    @classmethod
    def of(cls, arrival: Import, kind: ImportKind) -> ArrivalRow:
        """Return the line of a file."""
        sent = f"{written(arrival.uploaded_at.date())}, by {arrival.uploaded_by}"
        state, colour = STATES[State(arrival.state)]
        return cls(
            arrival.public_id, arrival.file_name, kind.label, sent, state, colour, outcome(arrival, kind)
        )


STATES = {
    State.UPLOADED: ("Waiting for you to check", "govuk-tag--yellow"),
    State.STAGING: ("Coming in", "govuk-tag--blue"),
    State.ACCEPTED: ("Brought in", "govuk-tag--green"),
    State.UNDONE: ("Undone", "govuk-tag--grey"),
    State.ABANDONED: ("Set aside", "govuk-tag--grey"),
}


def outcome(arrival: Import, kind: ImportKind) -> str:
    """Return in one sentence what a file came to."""
    came = arrival.rows_good - arrival.rows_known
    if arrival.state == State.ACCEPTED and not came:
        return f"{_all(arrival.rows_good, kind)} here already. Nothing was added."
    left = arrival.rows_read - arrival.rows_good
    return {
        State.ACCEPTED: f"{kind.counted(came)} came in."
        + (f" {kind.counted(arrival.rows_known)} here already." if arrival.rows_known else "")
        + (f" {rows(left)} left out." if left else ""),
        State.UPLOADED: "Nothing has come in yet.",
        State.STAGING: "Its rows are being put in place. None counts until all of them do.",
        State.UNDONE: f"{kind.counted(came)} came in, and {'was' if came == 1 else 'were'} taken away again.",
        State.ABANDONED: "Nothing came in.",
    }[State(arrival.state)]


def rows(count: int) -> str:
    """Return "1 row" or "1,204 rows"."""
    return f"{count:,} row{'' if count == 1 else 's'}"


def written(day: date) -> str:
    """Return a day as people write it: "5 January 2026"."""
    return f"{day.day} {day:%B %Y}"


def history_rows(lines: list[HistoryLine]) -> list[dict[str, object]]:
    """Return lines of history for a page: when, what, by whom."""
    return [
        {"at": line.at, "what": words_for(line.verb).capitalize(), "by": str(line.by) if line.by else ""}
        for line in lines
        if line.at
    ]
