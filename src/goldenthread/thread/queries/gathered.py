"""One subject of the register, and everything that gathers under it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import Improvement, Learning, Subject, Voice
from goldenthread.thread.queries.nodes import NodeMissing
from goldenthread.thread.queries.tally import tally

SHOWN = 50


@dataclass(frozen=True)
class Under:
    """What gathers under a subject: counts of voices (of all, and readable), the learnings and the changes."""

    voices: int
    readable: int
    learnings: list[Learning]
    improvements: list[Improvement]


def register(council: Council, *, kind: str = "") -> QuerySet[Subject]:
    """Return the register with owners and teams, of one kind when named, by name."""
    rows = Subject.objects.within(council).select_related("owned_by", "team")
    return (rows.filter(kind=kind) if kind else rows).order_by("name", "pk")


def subject(access: Access, public_id: str) -> Subject:
    """Return one subject; raises NodeMissing when there is none with this address."""
    rows = Subject.objects.within(access.council).select_related("owned_by", "team")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NodeMissing("There is nothing with this address on the register.")
    found.council = access.council  # known already: not asked for again
    return found


def under(access: Access, about: Subject) -> Under:
    """Return what gathers under a subject: said of it outright, or drawn from what people said about it."""
    council = access.council
    said = Voice.objects.within(council).filter(Q(subject=about) | Q(about_set__subject=about))
    counts = tally(council, {"voices": said, "readable": said.in_reach(access)})
    drawn = Q(about_set__subject=about) | Q(sources__voice__subject=about)
    learnings = Learning.objects.within(council).filter(drawn).select_related("team", "made_by").distinct()
    done = Q(about_set__subject=about) | Q(answers__learning__about_set__subject=about)
    changes = Improvement.objects.within(council).filter(
        done | Q(answers__learning__sources__voice__subject=about)
    )
    return Under(
        voices=counts["voices"],
        readable=counts["readable"],
        learnings=list(learnings.order_by("-pk")[:SHOWN]),
        improvements=list(changes.select_related("owner").distinct().order_by("due_on", "pk")[:SHOWN]),
    )
