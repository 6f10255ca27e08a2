"""What people said: filtered lists that stay quick at a million rows, and counts by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import TruncMonth

from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import Source, Subject, Theme, Voice, VoiceTheme
from goldenthread.thread.models.voice import VoiceQuerySet
from goldenthread.thread.queries.tally import MANY

SORTS = {
    "newest": ("-said_on", "-id"),
    "oldest": ("said_on", "id"),
}


@dataclass(frozen=True)
class VoiceFilter:
    """What a list of voices is narrowed to; empty fields narrow nothing. `state` is waiting, heard, learning, danger.

    Words are looked for in the newest 10,000 voices that fit all else.
    """

    theme: str = ""
    team: str = ""
    subject: str = ""
    kind: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""
    sort: str = "newest"


def voices(access: Access, chosen: VoiceFilter | None = None) -> VoiceQuerySet:
    """Return the voices this person may read, narrowed and in order; teams and subjects come with them."""
    chosen = chosen or VoiceFilter()
    rows = Voice.objects.within(access.council).in_reach(access)
    rows = _narrow(rows, chosen)
    return rows.select_related("team", "subject").order_by(*SORTS.get(chosen.sort, SORTS["newest"]))


def _narrow(rows: VoiceQuerySet, chosen: VoiceFilter) -> VoiceQuerySet:
    exact = {"kind": chosen.kind, "team__public_id": chosen.team, "subject__public_id": chosen.subject}
    rows = rows.filter(**{field: value for field, value in exact.items() if value})
    spans = {"said_on__gte": chosen.since, "said_on__lte": chosen.until}
    rows = rows.filter(**{field: value for field, value in spans.items() if value})
    if chosen.theme:
        links = VoiceTheme.objects.filter(theme__public_id=chosen.theme).exclude(state="rejected")
        rows = rows.filter(pk__in=links.values("voice_id"))
    rows = _in_state(rows, chosen.state)
    return _with_words(rows, chosen.words) if chosen.words else rows


def _with_words(rows: Any, words: str) -> Any:
    """Return those of the newest MANY rows that hold the words: reading a million for them would take seconds."""
    newest = rows.order_by(*SORTS["newest"]).values("pk")[:MANY]
    said = Q(masked_text__icontains=words) | Q(masked_text="", text__icontains=words)
    return rows.filter(pk__in=newest).filter(said)


def _in_state(rows: VoiceQuerySet, state: str) -> VoiceQuerySet:
    if state == "waiting":
        return rows.waiting()
    wanted: dict[str, Any] = {
        "heard": Q(heard_at__isnull=False),
        "learning": Exists(Source.objects.filter(voice=OuterRef("pk"))),
        "danger": ~Q(danger=""),
    }
    return rows.filter(wanted[state]) if state in wanted else rows


def subjects_spoken_of(council: Council) -> list[Subject]:
    """Return the subjects that any voice of the council is about, by name: the register is no secret inside it."""
    about = Voice.objects.within(council).filter(subject=OuterRef("pk"))
    rows = Subject.objects.within(council).filter(Exists(about))
    return list(rows.order_by("name", "pk"))


def count_up_to(rows: QuerySet[Any], most: int = MANY) -> int:
    """Return how many rows there are, counting no further than `most` + 1: a page says "10,000+" then."""
    return rows.order_by()[: most + 1].count()


def voice(access: Access, public_id: str) -> Voice:
    """Return one voice this person may read; raises Voice.DoesNotExist for any other."""
    rows = Voice.objects.within(access.council).in_reach(access)
    return rows.select_related("team", "subject", "heard_by").get(public_id=public_id)


def drawn_from(council: Council, rows: Sequence[Voice]) -> set[int]:
    """Return the keys of those of `rows` that a learning is drawn from."""
    found = Source.objects.within(council).filter(voice__in=rows)
    return set(found.values_list("voice_id", flat=True))


def themes_of(council: Council, rows: Iterable[Voice]) -> dict[int, list[VoiceTheme]]:
    """Return for each voice its themes that nobody rejected, the likeliest first."""
    found: dict[int, list[VoiceTheme]] = defaultdict(list)
    links = VoiceTheme.objects.within(council).filter(voice__in=list(rows)).exclude(state="rejected")
    for link in links.select_related("theme").order_by("-probability", "pk"):
        found[link.voice_id].append(link)
    return found


@dataclass(frozen=True)
class Month:
    """One month of voices: its first day, how many there were, and how many were about the theme."""

    starts_on: date
    total: int
    about: int


def monthly(
    council: Council,
    *,
    theme: Theme | None = None,
    subject: Subject | None = None,
    source_name: str = "",
    floor: float = 0.5,
    poor_scores: bool = False,
) -> list[Month]:
    """Count voices by month: in all, and those about `theme` (confirmed, or suggested with at least `floor`).

    With `poor_scores` "about" counts voices scored 4 or 5 out of those with a score, instead.
    """
    rows = Voice.objects.within(council)
    if subject:
        rows = rows.filter(subject=subject)
    if source_name:
        rows = rows.filter(source_name=source_name)
    if poor_scores:
        rows = rows.filter(score__isnull=False)
        hit = Q(score__gte=4)
    else:
        links = VoiceTheme.objects.filter(theme=theme).filter(
            Q(state="confirmed") | Q(state="suggested", probability__gte=floor)
        )
        hit = Q(pk__in=links.values("voice_id"))
    about = Sum(Case(When(hit, then=Value(1)), default=Value(0), output_field=IntegerField()))
    by_month = rows.annotate(month=TruncMonth("said_on")).values("month")
    counted = by_month.annotate(total=Count("pk"), about=about).order_by(F("month"))
    return [Month(row["month"], row["total"], row["about"] or 0) for row in counted]


def ids_in(rows: Sequence[Voice]) -> list[str]:
    """Return the public ids of voices, in their order."""
    return [one.public_id for one in rows]


def from_source(council: Council, name: str) -> QuerySet[Voice]:
    """Return a council's voices whose source is called `name` or begins so, oldest row first."""
    return Voice.objects.within(council).filter(source_name__startswith=name).order_by("pk")
