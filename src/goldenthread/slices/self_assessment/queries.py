"""Every question the self-assessment asks: of its scores, of the shelf of frameworks, of the thread's evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Case, Max, QuerySet, When

from goldenthread.domain.frameworks import Framework, NotAllScored, Rating, Statement, rating
from goldenthread.foundation.people import queries as people
from goldenthread.foundation.people.models import User
from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.ports.frameworks import Published, frameworks
from goldenthread.ports.registry import NotShelved
from goldenthread.slices.self_assessment.models import Score
from goldenthread.thread import queries as thread

if TYPE_CHECKING:
    from goldenthread.thread.models import Evidence

FOR_INSPECTORS = ("public", "inspector")
FOR_THE_COUNCIL = (*FOR_INSPECTORS, "council")
SHOWN_ON_A_STATEMENT = 60
SCORES_SHOWN = 20
BATCH = 500


class NoFramework(LookupError):
    """No such framework, or statement of one, is installed."""


@dataclass(frozen=True)
class Shelved:
    """A framework, and the key (with its version) under which scores and evidence name it."""

    key: str
    framework: Framework

    def statement(self, key: str) -> Statement:
        """Return one statement; raises NoFramework."""
        try:
            return self.framework.statement(key)
        except KeyError:
            raise NoFramework(str(NoFramework.__doc__)) from None


def installed() -> list[Shelved]:
    """Return every framework that is installed, newest version of each family last."""
    return [Shelved(source.key, source.load()) for source in frameworks.all()]


def shelved(key: str = "") -> Shelved:
    """Return one framework, or without a key the last on the shelf; raises NoFramework."""
    try:
        source = frameworks.get(key) if key else frameworks.all()[-1]
    except (NotShelved, IndexError):
        raise NoFramework(str(NoFramework.__doc__)) from None
    return Shelved(source.key, source.load())


def published(council: Council, framework: str) -> Published | None:
    """Return what other organisations scored on a framework's statements, or None where nobody publishes it."""
    return frameworks.get(framework).published(besides=council.ons_code)


def readable(access: Access) -> tuple[str, ...]:
    """Return the sensitivities of evidence that this person may read."""
    return FOR_THE_COUNCIL if access.may("evidence.read_inside") else FOR_INSPECTORS


def newest_scores(council: Council, framework: str, *, before: datetime | None = None) -> dict[str, Score]:
    """Return the newest score of each statement, or the newest given before a moment."""
    rows = Score.objects.within(council).filter(framework=framework)
    if before:
        rows = rows.filter(scored_at__lt=before)
    newest = rows.order_by().values("statement").annotate(last=Max("pk")).values("last")
    found = Score.objects.within(council).filter(pk__in=newest).select_related("scored_by")
    return {score.statement: score for score in found.order_by("statement")}


def scores_of(council: Council, framework: str, statement: str) -> list[Score]:
    """Return the scores of one statement, newest first, at most 20."""
    rows = Score.objects.within(council).filter(framework=framework, statement=statement)
    return list(rows.select_related("scored_by").order_by("-pk")[:SCORES_SHOWN])


def last_scored(access: Access) -> dict[tuple[str, str], datetime]:
    """Return for each (framework, statement) with a score when the newest was given; asked once for each request."""
    rows = Score.objects.within(access.council).order_by().values_list("framework", "statement")
    return access.once(
        "self_assessment.last_scored",
        lambda: {(framework, statement): at for framework, statement, at in rows.annotate(Max("scored_at"))},
    )


def lately(access: Access, *, since: datetime) -> list[datetime]:
    """Return when each statement scored since a moment was last scored, newest first."""
    return sorted((at for at in last_scored(access).values() if at >= since), reverse=True)


def rating_of(framework: Framework, scores: dict[str, Score]) -> Rating | None:
    """Return the rating that people's scores add up to, or None until every statement has one."""
    given = {one.key: scores[one.key].score for one in framework.statements if one.key in scores}
    try:
        return rating(framework.scheme, given)
    except NotAllScored:
        return None


def unscored(access: Access) -> tuple[Shelved, list[Statement]]:
    """Return the framework in use and its statements that nobody has scored; raises NoFramework."""
    chosen = shelved()
    scored = {statement for framework, statement in last_scored(access) if framework == chosen.key}
    return chosen, [one for one in chosen.framework.statements if one.key not in scored]


def coverage(access: Access, framework: str, *, today: date) -> list[thread.Covered]:
    """Return how much of the evidence this person may read there is for each statement and category."""
    return thread.coverage(access.council, framework=framework, sensitivity=readable(access), today=today)


def evidence(access: Access, chosen: thread.EvidenceFilter, *, today: date) -> QuerySet[Evidence]:
    """Return the evidence this person may read, narrowed and in order."""
    return thread.evidence(access.council, sensitivity=readable(access), chosen=chosen, today=today)


def item(access: Access, public_id: str, *, today: date) -> Evidence | None:
    """Return one item of evidence this person may read, or None."""
    found = thread.evidence(access.council, sensitivity=readable(access), today=today)
    one = found.filter(public_id=public_id).first()
    if one is not None:
        one.council = access.council  # known already: not asked for again
    return one


def ending(access: Access, *, today: date, most: int) -> list[Evidence]:
    """Return evidence that has expired or will within 30 days: this person's own first, then the soonest.

    Evidence that others keep fresh is for those who score.
    """
    chosen = thread.EvidenceFilter(state="ending")
    rows = evidence(access, chosen, today=today).prefetch_related(None)
    if not access.may("assessment.score"):
        rows = rows.filter(owner=access.user)
    mine = Case(When(owner=access.user, then=0), default=1)
    return list(rows.order_by(mine, "expires_on", "pk")[:most])


def owners(council: Council, *, today: date) -> list[User]:
    """Return those who can own evidence: everybody who belongs to the council today, by name."""
    return people.members(council, today=today)


def in_batches(rows: QuerySet[Evidence]) -> Iterator[Evidence]:
    """Yield evidence with its statements, asking a batch at a time."""
    yield from rows.iterator(chunk_size=BATCH)
