"""Every question this slice asks: which model reads what, what each theme holds, and what waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from goldenthread.domain.direction import Direction
from goldenthread.domain.spc import Chart, p_chart
from goldenthread.domain.spc.months import month_after
from goldenthread.domain.theme_trust import PRECISION_FLOOR, SURE_ENOUGH, Agreement, Trust, trust
from goldenthread.foundation.permissions.access import WHOLE_COUNCIL, Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.ports.registry import NotShelved
from goldenthread.ports.theme_finders import Theme as KnownTheme
from goldenthread.ports.theme_finders import ThemeFinder, theme_finders
from goldenthread.slices.themes.models import FinderChoice, ReadSoFar
from goldenthread.thread import queries as thread

if TYPE_CHECKING:
    from goldenthread.thread.models import Theme, Voice, VoiceTheme

USUAL = (
    ("NHS", "built-in"),
    ("", "care-words"),
)  # (the source begins so, the model), until a council chooses
TAXONOMIES = {
    "built-in": "nhs",
    "care-words": "care",
}  # a model with no entry fills a list named after itself
OURS = "ours"  # the list of themes that people added by hand
MONTHS = 24
URGENT_AT_ONCE = 5  # comments that may be about danger at the top of the queue, one suggestion of each
MOST_DRAWN = 150_000  # with more voices than this in the months drawn, the list does not count them by theme


@dataclass(frozen=True)
class Rule:
    """One line of "which model reads what": where the comments come from ("" is all others), and the model."""

    source: str
    finder: str


@dataclass(frozen=True)
class Unread:
    """How many comments (10,001 for more than 10,000) each model has yet to read."""

    by_finder: dict[str, int]

    @property
    def total(self) -> int:
        """Return how many there are in all."""
        return sum(self.by_finder.values())


@dataclass(frozen=True)
class Window:
    """The whole months that are drawn: first day of the first, last day of the last."""

    since: date
    until: date

    @classmethod
    def before(cls, today: date, months: int = MONTHS) -> Window:
        """Return the `months` whole months before the month of `today`."""
        first = today.replace(day=1)
        return cls(month_after(first, -months), date.fromordinal(first.toordinal() - 1))

    @property
    def months(self) -> list[date]:
        """Return the first day of each month, oldest first."""
        count = (self.until.year - self.since.year) * 12 + self.until.month - self.since.month + 1
        return [month_after(self.since, at) for at in range(count)]


@dataclass(frozen=True)
class ThemeFacts:
    """One theme with all its figures, in the months drawn, of the comments that its model reads.

    `share` runs from 0 to 1; it is None when it was not counted.
    """

    theme: Theme
    known: KnownTheme | None
    finder: ThemeFinder | None
    local: Agreement
    trust: Trust
    window: Window | None = None
    about: int | None = None
    said: int = 0
    chart: Chart | None = None

    @property
    def share(self) -> float | None:
        """Return the share of voices that are about it, or None when it was not counted."""
        return self.about / self.said if self.said and self.about is not None else None


@dataclass(frozen=True)
class ThemeFilter:
    """What the list of themes is narrowed to, and its order."""

    taxonomy: str = ""
    words: str = ""
    retired: bool = False
    sort: str = "-confirmed"


def rules(council: Council) -> list[Rule]:
    """Return which model reads what, the longest source first, "all others" last."""
    chosen = dict(USUAL) | dict(FinderChoice.objects.within(council).values_list("source", "finder"))
    return sorted(
        (Rule(source, finder) for source, finder in chosen.items()), key=lambda one: -len(one.source)
    )


def reads(found: Sequence[Rule], finder: str) -> Any:
    """Return a condition for the column that names the source: true for the comments `finder` reads."""

    def condition(column: str) -> Q:
        wanted, earlier = Q(pk__in=[]), Q(pk__in=[])
        for rule in found:
            here = Q(**{f"{column}__istartswith": rule.source}) if rule.source else ~Q(pk__in=[])
            wanted |= here & ~earlier if rule.finder == finder else Q(pk__in=[])
            earlier |= here
        return wanted

    return condition


def unread_by(
    council: Council, finder: str, *, found: Sequence[Rule], place: ReadSoFar | None
) -> QuerySet[Voice]:
    """Return the comments that `finder` reads and has not read yet, oldest row first."""
    after, late = (place.up_to, {int(key): row for key, row in place.left_out.items()}) if place else (0, {})
    return thread.unread_voices(council, source=reads(found, finder), after=after, late=late)


def places(council: Council) -> dict[str, ReadSoFar]:
    """Return how far each model has read."""
    return {one.finder: one for one in ReadSoFar.objects.within(council)}


def unread(council: Council, found: Sequence[Rule]) -> Unread:
    """Return how many comments each model in use has yet to read, by the rules of which model reads what."""
    read = places(council)
    rows = {
        finder: unread_by(council, finder, found=found, place=read.get(finder))
        for finder in dict.fromkeys(rule.finder for rule in found)
    }
    counts = thread.tally(council, {f"n{at}": query for at, query in enumerate(rows.values())})
    return Unread({finder: counts[f"n{at}"] for at, finder in enumerate(rows)})


def finder_of(taxonomy: str) -> ThemeFinder | None:
    """Return the model that fills a list of themes, or None for a list that people made."""
    keys = {name: key for key, name in TAXONOMIES.items()}
    try:
        return theme_finders.get(keys.get(taxonomy, taxonomy))
    except NotShelved:
        return None


@lru_cache(maxsize=32)
def _known(finder: ThemeFinder) -> dict[str, KnownTheme]:
    return {one.key: one for one in finder.themes()}


def taxonomies(council: Council) -> list[str]:
    """Return the names of the lists of themes a council has, in order."""
    return sorted({one.taxonomy for one in thread.themes(council)})


@dataclass(frozen=True)
class Said:
    """What was said, for each model (by key; "" is all comments): the months drawn, and how many voices in each."""

    windows: dict[str, Window]
    months: dict[str, dict[date, int]]

    @property
    def since(self) -> date:
        """Return the first day of all windows together."""
        return min(window.since for window in self.windows.values())

    @property
    def until(self) -> date:
        """Return the last day of all windows together."""
        return max(window.until for window in self.windows.values())

    @property
    def total(self) -> int:
        """Return how many voices all windows together hold, at most."""
        return sum(sum(months.values()) for months in self.months.values())

    def of(self, finder: ThemeFinder | None) -> tuple[Window, dict[date, int]]:
        """Return the months drawn for a model's themes, and the voices in each."""
        key = finder.key if finder and finder.key in self.windows else ""
        window = self.windows[key]
        kept = {month: n for month, n in self.months[key].items() if window.since <= month <= window.until}
        return window, kept


def said(access: Access, found: Sequence[Rule], finders: Sequence[str], *, today: date) -> Said:
    """Return what was said, for the comments that each of `finders` reads ("" is all comments).

    The months drawn end with the last whole month in which anything was said there.
    """
    sources = {key: reads(found, key) if key else _everything for key in finders}
    newest = thread.newest_said(access, sources)
    windows = {key: Window.before(_end(newest[key], today)) for key in sources}
    spans = windows.values()
    since, until = min(one.since for one in spans), max(one.until for one in spans)
    return Said(windows, thread.said_by_month(access, sources, since=since, until=until))


def _everything(column: str) -> Q:
    return Q(**{f"{column}__isnull": False})


def _end(newest: date | None, today: date) -> date:
    return min(today, month_after(newest.replace(day=1))) if newest else today


def listed(
    access: Access, chosen: ThemeFilter, *, today: date, found: Sequence[Rule] | None = None
) -> list[ThemeFacts]:
    """Return the themes of a council with their figures, narrowed and in order."""
    rows = list(_narrowed(thread.tallied_themes(access, sure=SURE_ENOUGH), chosen))
    models = {one.taxonomy: finder_of(one.taxonomy) for one in rows}
    keys = dict.fromkeys(model.key if model else "" for model in models.values())
    if not rows:
        return []
    told = said(access, rules(access.council) if found is None else found, ["", *keys], today=today)
    about: dict[int, dict[date, Any]] | None = None
    if told.total <= 2 * MOST_DRAWN:
        about = thread.about_by_month(access, since=told.since, until=told.until, sure=SURE_ENOUGH)
    facts = [_facts(one, told, None if about is None else about.get(one.pk, {})) for one in rows]
    return _in_order(facts, chosen.sort)


def _narrowed(rows: QuerySet[Theme], chosen: ThemeFilter) -> QuerySet[Theme]:
    rows = rows.filter(retired_on__isnull=not chosen.retired)
    if chosen.taxonomy:
        rows = rows.filter(taxonomy=chosen.taxonomy)
    if chosen.words:
        rows = rows.filter(Q(label__icontains=chosen.words) | Q(definition__icontains=chosen.words))
    return rows.order_by("label", "pk")


SORTS = {
    "label": lambda one: one.theme.label.casefold(),
    "confirmed": lambda one: one.theme.confirmed,
    "waiting": lambda one: one.theme.waiting,
    "share": lambda one: -1.0 if one.share is None else one.share,
    "agreed": lambda one: (one.local.share if one.local.checked else -1.0, one.local.checked),
}


def _in_order(found: list[ThemeFacts], sort: str) -> list[ThemeFacts]:
    key = sort.removeprefix("-")
    if key not in SORTS:
        return found
    return sorted(found, key=SORTS[key], reverse=sort.startswith("-"))


@dataclass(frozen=True)
class ThemeMonths:
    """The months of one theme: who was counted in each, and all voices in each."""

    about: dict[date, Any]
    said: dict[date, int]


def one(access: Access, public_id: str, *, today: date) -> tuple[ThemeFacts, ThemeMonths]:
    """Return a theme with its figures, and its months; raises NodeMissing when there is none with this address."""
    theme = thread.tallied_theme(access, public_id, sure=SURE_ENOUGH)
    model = finder_of(theme.taxonomy)
    told = said(access, rules(access.council), [model.key if model else ""], today=today)
    window, months = told.of(model)
    found = thread.about_by_month(
        access, since=window.since, until=window.until, sure=SURE_ENOUGH, theme=theme
    )
    about = found.get(theme.pk, {})
    return _facts(theme, told, about), ThemeMonths(about, months)


def _facts(theme: Any, told: Said, about: dict[date, Any] | None) -> ThemeFacts:
    finder = finder_of(theme.taxonomy)
    known = _known(finder).get(theme.key) if finder else None
    local = Agreement(theme.agreed, theme.agreed + theme.refused)
    tested = known.tested.precision if known and known.tested else None
    sure = trust(local, shipped=tested, may_chart=finder is not None and _is_a_subject(known, tested))
    window, months = told.of(finder)
    facts = {
        "theme": theme,
        "known": known,
        "finder": finder,
        "local": local,
        "trust": sure,
        "window": window,
    }
    if about is None:
        return ThemeFacts(**facts)
    counts = {
        month: one.confirmed + (one.likely if sure.charted else 0)
        for month, one in about.items()
        if window.since <= month <= window.until
    }
    chart = _chart(counts, months, window) if sure.charted else None
    return ThemeFacts(**facts, about=sum(counts.values()), said=sum(months.values()), chart=chart)


def _is_a_subject(known: KnownTheme | None, tested: float | None) -> bool:
    """Say whether a theme may ever be charted: one that is not, though it was right often enough, is no subject."""
    return known is None or known.charted or (tested is not None and tested < PRECISION_FLOOR)


def _chart(counts: dict[date, int], said: dict[date, int], window: Window) -> Chart | None:
    months = drawn_months(said, window)
    if not months:
        return None
    tops = tuple(counts.get(month, 0) if said.get(month) else None for month in months)
    bottoms = tuple(said.get(month) for month in months)
    return p_chart(tops, bottoms, direction=Direction.NEITHER)


def drawn_months(said: dict[date, int], window: Window) -> list[date]:
    """Return the months drawn, from the first in which anybody spoke."""
    months = window.months
    while months and not said.get(months[0]):
        months.pop(0)
    return months


def queue(access: Access, *, most: int, without: Sequence[str] = (), theme: str = "") -> list[VoiceTheme]:
    """Return suggestions to decide, at most `most`: those of danger first, then of the themes with fewest labels."""
    dangers = thread.urgent_to_confirm(access, "theme.confirm", most=most, without=without, theme=theme)
    urgent = list({one.voice_id: one for one in reversed(dangers)}.values())[::-1][:URGENT_AT_ONCE]
    if len(urgent) >= most:
        return urgent[:most]
    themes = _fewest_labels_first(access, theme, enough=most + len(without) + len(urgent))
    calm = thread.to_confirm(access, "theme.confirm", themes, most=most - len(urgent), without=without)
    return [*urgent, *calm]


def _fewest_labels_first(access: Access, theme: str, *, enough: int) -> list[Theme]:
    """Return the themes with fewest labels, as few of them as hold `enough` suggestions between them."""
    rows = thread.tallied_themes(access, sure=SURE_ENOUGH).filter(retired_on=None)
    rows = rows.filter(public_id=theme) if theme else rows
    ranked = [one for one in rows.order_by("label", "pk") if one.waiting]
    ranked.sort(key=lambda one: one.agreed + one.refused)
    taken: list[Theme] = []
    held = 0
    while ranked and held < enough:
        first = ranked.pop(0)
        taken.append(first)
        held += first.waiting
    return taken


def waiting(access: Access, *, most: int) -> thread.CountUpTo:
    """Return the count of suggestions this person may decide, one more than `most` for any number above it."""
    return thread.CountUpTo(thread.waiting_suggestions(access, "theme.confirm"), most=most)


def reads_all(access: Access) -> bool:
    """Say whether this person may read every voice of the council."""
    return access.reach("voice.read") == WHOLE_COUNCIL
