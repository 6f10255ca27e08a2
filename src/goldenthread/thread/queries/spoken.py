"""What the themes hold: how often each is spoken of, how often people agree with a model, and what waits for a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Abs

from goldenthread.foundation.imports.models import Import
from goldenthread.foundation.permissions.access import WHOLE_COUNCIL, Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import Theme, Voice, VoiceTheme
from goldenthread.thread.queries.nodes import NodeMissing
from goldenthread.thread.queries.tally import MANY, CountUpTo

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    TalliedTheme = WithAnnotations[Theme, "Tally"]

Source = Callable[[str], Q]
URGENT = Q(voice__danger__gt="", voice__heard_at=None)
NEAR = 0.1  # how far from even odds a suggestion may be, of a theme with more than MANY of them


class Tally(TypedDict):
    """The counts that come with a theme."""

    confirmed: int
    waiting: int
    likely: int
    agreed: int
    refused: int


def tallied_themes(access: Access, *, sure: float) -> QuerySet[TalliedTheme]:
    """Return all themes, each with its counts, at most MANY + 1 of each.

    `confirmed`, `waiting` (suggested) and `likely` (suggested at `sure` or more) count voices this person may read;
    `agreed` and `refused` count what people of the whole council decided about a model's suggestions.
    """
    mine = _links(access).filter(theme=OuterRef("pk"))
    anyones = VoiceTheme.objects.within(access.council).filter(theme=OuterRef("pk")).exclude(model="")
    return Theme.objects.within(access.council).annotate(
        confirmed=CountUpTo(mine.filter(state="confirmed")),
        waiting=CountUpTo(mine.filter(state="suggested")),
        likely=CountUpTo(mine.filter(state="suggested", probability__gte=sure)),
        agreed=CountUpTo(anyones.filter(state="confirmed")),
        refused=CountUpTo(anyones.filter(state="rejected")),
    )


def tallied_theme(access: Access, public_id: str, *, sure: float) -> TalliedTheme:
    """Return one theme with its counts; raises NodeMissing when there is none with this address."""
    found = tallied_themes(access, sure=sure).filter(public_id=public_id).first()
    if found is None:
        raise NodeMissing("There is no theme with this address.")
    found.council = access.council  # known already: not asked for again
    return found


@dataclass
class MonthOfTheme:
    """One month of one theme: voices that people confirmed, and further ones that a model thinks likely."""

    confirmed: int = 0
    likely: int = 0


def newest_said(access: Access, sources: Mapping[str, Source]) -> dict[str, date | None]:
    """Return for each name the newest day on which something was said there that this person may read, or None.

    A source gives the condition on where voices came from, for the name of the column that says so.
    """
    rows = Voice.objects.within(access.council).in_reach(access).order_by("-said_on", "-pk")
    days = {f"at{at}": source for at, source in enumerate(sources.values())}
    asked = {
        at: Subquery(rows.filter(source("source_name")).values("said_on")[:1]) for at, source in days.items()
    }
    found = (
        Council.objects.filter(pk=access.council.pk).annotate(**asked).values(*asked).get() if asked else {}
    )
    return dict(zip(sources, found.values(), strict=True))


def said_by_month(
    access: Access, sources: Mapping[str, Source], *, since: date, until: date
) -> dict[str, dict[date, int]]:
    """Return for each name how many voices this person may read were said in each month, both days included."""
    rows = Voice.objects.within(access.council).in_reach(access)
    rows = rows.filter(said_on__gte=since, said_on__lte=until).order_by()
    asked = {
        f"n{at}": Count("pk", filter=source("source_name")) for at, source in enumerate(sources.values())
    }
    found: dict[str, dict[date, int]] = {name: defaultdict(int) for name in sources}
    for day, *counts in rows.values_list("said_on").annotate(**asked) if asked else ():
        for name, count in zip(sources, counts, strict=True):
            if count:
                found[name][day.replace(day=1)] += count
    return {name: dict(months) for name, months in found.items()}


def about_by_month(
    access: Access, *, since: date, until: date, sure: float, theme: Theme | None = None
) -> dict[int, dict[date, MonthOfTheme]]:
    """Return for each theme (by key), or just for `theme`, its months in which people spoke of it."""
    rows = _links(access).filter(voice__said_on__gte=since, voice__said_on__lte=until)
    rows = rows.filter(theme=theme) if theme else rows
    likely = Q(state="suggested", probability__gte=sure)
    counted = rows.filter(Q(state="confirmed") | likely).order_by().values_list(
        "theme_id", "voice__said_on"
    ).annotate(confirmed=Count("pk", filter=Q(state="confirmed")), likely=Count("pk", filter=likely))  # fmt: skip
    found: dict[int, dict[date, MonthOfTheme]] = defaultdict(lambda: defaultdict(MonthOfTheme))
    for key, day, confirmed, maybe in counted:
        month = found[key][day.replace(day=1)]
        month.confirmed += confirmed
        month.likely += maybe
    return {key: dict(months) for key, months in found.items()}


def spoken_of(access: Access, theme: Theme, *, most: int, sure: float) -> list[VoiceTheme]:
    """Return the newest links to voices about a theme, those confirmed by a person first, then the likely ones."""
    rows = _links(access).filter(theme=theme).exclude(voice__danger__gt="")
    rows = rows.select_related("voice__team", "voice__subject")
    rows = rows.filter(Q(state="confirmed") | Q(state="suggested", probability__gte=sure))
    return list(
        rows.order_by("state", "-voice__said_on", "-pk")[:most]
    )  # "confirmed" comes before "suggested"


def urgent_to_confirm(
    access: Access, verb: str, *, most: int, without: Iterable[str] = (), theme: str = ""
) -> list[VoiceTheme]:
    """Return suggestions on unanswered voices that may be about danger, of themes in use, newest first.

    `without` names suggestions (by public id) to leave out, `theme` the only theme wanted.
    """
    rows = _open(access, verb).filter(URGENT, theme__retired_on=None).exclude(public_id__in=list(without))
    rows = rows.filter(theme__public_id=theme) if theme else rows
    return list(rows.order_by("-voice__said_on", "-voice_id", "pk")[:most])


def to_confirm(
    access: Access, verb: str, themes: Sequence[Theme], *, most: int, without: Iterable[str] = ()
) -> list[VoiceTheme]:
    """Return suggestions that this person may decide, in the order that teaches most; urgent ones are left out.

    Theme by theme in the order of `themes`, those nearest to even odds first. `themes` carry their tallies.
    """
    rows = _open(access, verb).filter(theme__in=list(themes)).exclude(public_id__in=list(without))
    rows = rows.filter(~URGENT).annotate(far=Abs(F("probability") - 0.5))
    if crowded := [one for one in themes if getattr(one, "waiting", 0) > MANY]:
        rows = rows.exclude(theme__in=crowded, far__gt=NEAR)
    whens = (When(theme=one, then=Value(at)) for at, one in enumerate(themes))
    order = Case(*whens, default=Value(len(themes)), output_field=IntegerField())
    return list(rows.order_by(order, "far", "pk")[:most])


def waiting_suggestions(access: Access, verb: str) -> QuerySet[VoiceTheme]:
    """Return the suggestions for themes in use that wait and that this person may decide."""
    return _open(access, verb).filter(theme__retired_on=None)


def suggestions(access: Access, verb: str, public_ids: Sequence[str]) -> list[VoiceTheme]:
    """Return those of the named links that this person may decide, whether or not somebody has, in the order given."""
    rows = _links(access, verb).filter(public_id__in=list(public_ids))
    rows = rows.select_related("voice__council", "theme", "decided_by")
    found = {one.public_id: one for one in rows}
    return [found[key] for key in public_ids if key in found]


def unread_voices(
    council: Council, *, source: Source, after: int = 0, late: Mapping[int, int] | None = None
) -> QuerySet[Voice]:
    """Return the voices that came after row `after`, and those of files accepted late, oldest row first.

    `source` gives the condition on where they came from, for the name of the column that says so; `late` names files
    by key, with the row after which to go on in each.
    """
    wanted = Q(pk__gt=after)
    for arrival, row in (late or {}).items():
        wanted |= Q(arrival=arrival, pk__gt=row)
    return Voice.objects.within(council).filter(source("source_name")).filter(wanted).order_by("pk")


def unseen_files(council: Council) -> list[int]:
    """Return the keys of the files that have rows which nobody may see yet."""
    rows = Voice.objects.staged(council).filter(arrival=OuterRef("pk"))
    hidden = Import.objects.within(council).hidden().filter(Exists(rows))
    return list(hidden.order_by("pk").values_list("pk", flat=True))


def _open(access: Access, verb: str) -> QuerySet[VoiceTheme]:
    rows = _links(access, verb).filter(state="suggested")
    return rows.select_related("voice__team", "voice__subject", "theme")


def _links(access: Access, *verbs: str) -> QuerySet[VoiceTheme]:
    """Return the links of voices that count, and that this person may read, and use `verbs` on."""
    hidden = Import.objects.within(access.council).hidden().values("pk")
    rows = VoiceTheme.objects.within(access.council)
    rows = rows.filter(Q(voice__arrival=None) | ~Q(voice__arrival__in=hidden))
    for verb in ("voice.read", *verbs):
        rows = rows.filter(_of_teams(access.reach(verb)))
    named = access.reach("voice.read_restricted")
    if tuple(named) == WHOLE_COUNCIL:
        return rows
    return rows.filter(~Q(voice__access="restricted") | _of_teams(named))


def _of_teams(paths: Sequence[str]) -> Q:
    """Return what keeps links of voices of teams under `paths`; the whole council is everything, () is nothing."""
    if tuple(paths) == WHOLE_COUNCIL:
        return Q()
    wanted = Q(pk__in=[])
    for path in paths:
        wanted |= Q(voice__team__path__startswith=path)
    return wanted
