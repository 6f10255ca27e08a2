"""What proof there is, what stands behind it, and how well it covers the statements of a framework."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import Evidence, Improvement, Learning, Shows, Supports, Trial, Verdict, Voice
from goldenthread.thread.models.evidence import SHOWN
from goldenthread.thread.models.node import Node
from goldenthread.thread.queries.nodes import newest_verdicts

SORTS = {
    "-dated_on": (F("dated_on").desc(), "-pk"),
    "dated_on": (F("dated_on").asc(), "pk"),
    "expires_on": (F("expires_on").asc(nulls_last=True), "pk"),
    "-expires_on": (F("expires_on").desc(nulls_last=True), "-pk"),
}


@dataclass(frozen=True)
class EvidenceFilter:
    """What a list of evidence is narrowed to; empty fields narrow nothing. `state` is expired, soon, fresh."""

    framework: str = ""
    statement: str = ""
    category: str = ""
    state: str = ""
    words: str = ""
    sort: str = "-dated_on"


@dataclass(frozen=True)
class Covered:
    """How many items of one category support one statement, and how many of them have expired."""

    statement: str
    category: str
    items: int
    expired: int


@dataclass(frozen=True)
class Behind:
    """The changes that one item of evidence speaks of: with their newest verdicts, and those no measure tests.

    `unanswered` are learnings it shows from which nothing was changed.
    """

    improvements: Sequence[Improvement] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    unmeasured: Sequence[Improvement] = field(default_factory=list)
    unanswered: list[Learning] = field(default_factory=list)


def evidence(
    council: Council, *, sensitivity: Sequence[str], chosen: EvidenceFilter | None = None, today: date
) -> QuerySet[Evidence]:
    """Return the evidence that may be shown to readers of these sensitivities, narrowed and in order.

    Owners and supported statements come with it. Evidence goes stale on the day in `expires_on`.
    """
    chosen = chosen or EvidenceFilter()
    rows = Evidence.objects.within(council).filter(sensitivity__in=sensitivity)
    rows = rows.filter(_state(chosen.state, today))
    if chosen.category:
        rows = rows.filter(category=chosen.category)
    if chosen.statement:
        supports = Supports.objects.filter(
            evidence=OuterRef("pk"), statement=chosen.statement, framework=chosen.framework
        )
        rows = rows.filter(Exists(supports))
    if chosen.words:
        rows = rows.filter(Q(title__icontains=chosen.words) | Q(words__icontains=chosen.words))
    rows = rows.select_related("owner", "made_by").prefetch_related("supports")
    return rows.order_by(*SORTS.get(chosen.sort, SORTS["-dated_on"]))


def _state(state: str, today: date) -> Q:
    soon = date.fromordinal(today.toordinal() + 30)
    wanted = {
        "expired": Q(expires_on__lte=today),
        "soon": Q(expires_on__gt=today, expires_on__lte=soon),
        "ending": Q(expires_on__lte=soon),
        "fresh": Q(expires_on=None) | Q(expires_on__gt=today),
    }
    return wanted.get(state, Q())


def coverage(council: Council, *, framework: str, sensitivity: Sequence[str], today: date) -> list[Covered]:
    """Return for each statement and category with evidence how much there is, in one question."""
    rows = Supports.objects.within(council).filter(framework=framework, evidence__sensitivity__in=sensitivity)
    counted = rows.values("statement", "evidence__category").annotate(
        n=Count("pk"), expired=Count("pk", filter=Q(evidence__expires_on__lte=today))
    )
    return [
        Covered(row["statement"], row["evidence__category"], row["n"], row["expired"])
        for row in counted.order_by("statement", "evidence__category")
    ]


def nodes_shown(access: Access, proof: Evidence) -> list[Node]:
    """Return the nodes an item of evidence shows, in the order they were linked, without voices out of reach."""
    readable = Voice.objects.within(access.council).in_reach(access).values("pk")
    rows = (
        Shows.objects.within(access.council).filter(proof=proof).filter(Q(voice=None) | Q(voice__in=readable))
    )
    found = rows.select_related(*SHOWN).order_by("pk")[:50]
    return [node for row in found for kind in SHOWN if (node := getattr(row, kind))]


def behind(council: Council, items: Sequence[Evidence]) -> dict[int, Behind]:
    """Return for each item of evidence the changes it speaks of, through what it shows, in four questions at most."""
    links = (
        Shows.objects.within(council)
        .filter(proof__in=items)
        .exclude(learning=None, improvement=None, measure=None)
    )
    rows = links.values_list(
        "proof_id", "learning_id", "improvement_id", "learning__answers__improvement_id",
        "measure__trials__improvement_id",
    ).distinct()  # fmt: skip
    changes: dict[int, set[int]] = defaultdict(set)
    bare: dict[int, set[int]] = defaultdict(set)
    for proof, learning, improvement, answer, tested in rows:
        changes[proof] |= {key for key in (improvement, answer, tested) if key}
        if learning and not answer:
            bare[proof].add(learning)
    return _gathered(council, changes, bare)


def _gathered(council: Council, changes: dict[int, set[int]], bare: dict[int, set[int]]) -> dict[int, Behind]:
    wanted = set().union(*changes.values()) if changes else set()
    measured = Exists(Trial.objects.filter(improvement=OuterRef("pk")))
    rows = (
        Improvement.objects.within(council).filter(pk__in=wanted).annotate(measured=measured).order_by("pk")
    )
    improvements = {one.pk: one for one in rows} if wanted else {}
    verdicts = newest_verdicts(council, improvements.values()) if improvements else {}
    lonely = set().union(*bare.values()) if bare else set()
    learnings = Learning.objects.within(council).in_bulk(lonely) if lonely else {}
    return {
        proof: Behind(
            improvements=(mine := [improvements[key] for key in sorted(keys) if key in improvements]),
            verdicts=[verdict for one in mine for verdict in verdicts.get(one.pk, [])],
            unmeasured=[one for one in mine if not one.measured],
            unanswered=[learnings[key] for key in sorted(bare.get(proof, ()))],
        )
        for proof, keys in changes.items()
    }
