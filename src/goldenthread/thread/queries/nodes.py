"""Finding nodes of every kind, and the threads that a node is on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.foundation.permissions.access import WHOLE_COUNCIL, Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread import models
from goldenthread.thread.models import (
    Improvement,
    Learning,
    Measure,
    Reply,
    Source,
    Subject,
    Theme,
    Verdict,
    VoiceTheme,
)
from goldenthread.thread.models.node import KINDS, Node

Kind = TypeVar("Kind", bound=Node)

BESIDE = {
    "voice": ("team", "subject", "made_by"),
    "learning": ("team", "made_by"),
    "improvement": ("owner", "team", "made_by"),
    "measure": ("owner", "made_by"),
    "evidence": ("owner", "made_by"),
    "reply": ("learning", "improvement", "made_by"),
}


class NodeMissing(Exception):
    """There is no such node here, or it is not for this person."""


def node(access: Access, kind: str, public_id: str) -> Node:
    """Return one node of any kind; raises NodeMissing when there is none this person may see."""
    if kind not in KINDS:
        raise NodeMissing(f"There is no kind of node called {kind}.")
    table = getattr(models, kind.title())
    rows = table.objects.within(access.council)
    if kind == "voice":
        rows = rows.in_reach(access)
    found = rows.filter(public_id=public_id).select_related(*BESIDE.get(kind, ("made_by",))).first()
    if found is None:
        raise NodeMissing(f"There is no {kind} with this address.")
    found.council = access.council  # known already: not asked for again
    return found


def node_of(access: Access, table: type[Kind], public_id: str) -> Kind:
    """Return one node of the kind kept in `table`; raises NodeMissing when there is none this person may see."""
    found = node(access, table._meta.model_name or "", public_id)
    if not isinstance(found, table):
        raise NodeMissing(f"There is no {table._meta.model_name} with this address.")
    return found


def threads_of(start: Node, *, limit: int = 20) -> list[Learning]:
    """Return the learnings whose thread a node is on, newest first, at most `limit`."""
    if isinstance(start, Learning):
        return [start]
    ways = {
        "voice": Q(sources__voice=start) | Q(replies__voices__voice=start),
        "theme": Q(sources__theme=start) | Q(Exists(_confirmed(start))),
        "improvement": Q(answers__improvement=start),
        "measure": Q(answers__improvement__trials__measure=start),
        "reply": Q(replies=start),
        "evidence": Q(shown_by__proof=start)
        | Q(answers__improvement__shown_by__proof=start)
        | Q(answers__improvement__trials__measure__shown_by__proof=start)
        | Q(replies__shown_by__proof=start),
    }
    rows = Learning.objects.within(start.council).filter(ways[start._meta.model_name or ""])
    return list(rows.select_related("team", "made_by").order_by("-pk").distinct()[:limit])


def _confirmed(start: Node) -> QuerySet[Source]:
    """Return the sources of a learning that a person has said are about the theme."""
    about = VoiceTheme.objects.within(start.council).filter(
        voice=OuterRef("voice"), theme_id=start.pk, state="confirmed"
    )
    return Source.objects.within(start.council).filter(Exists(about), learning=OuterRef("pk"))


def learning(council: Council, public_id: str) -> Learning:
    """Return one learning; raises Learning.DoesNotExist."""
    return Learning.objects.within(council).select_related("team", "made_by").get(public_id=public_id)


def learnings(council: Council) -> QuerySet[Learning]:
    """Return a council's learnings, newest first."""
    return Learning.objects.within(council).select_related("team", "made_by").order_by("-pk")


def learnings_for(access: Access, verb: str) -> QuerySet[Learning]:
    """Return the learnings on which this person may use `verb`, newest first; one without a team is everyone's."""
    reach = access.reach(verb)
    if reach == WHOLE_COUNCIL:
        return learnings(access.council)
    mine = Q(team=None)
    for path in reach:
        mine |= Q(team__path__startswith=path)
    return learnings(access.council).filter(mine)


def themes(council: Council, *, taxonomy: str = "") -> list[Theme]:
    """Return the themes in use, of one taxonomy when named, by label."""
    rows = Theme.objects.within(council).filter(retired_on=None)
    if taxonomy:
        rows = rows.filter(taxonomy=taxonomy)
    return list(rows.select_related("parent").order_by("taxonomy", "label", "pk"))


def subjects(council: Council, *, kind: str = "") -> list[Subject]:
    """Return the register of subjects, of one kind when named, by name."""
    rows = Subject.objects.within(council)
    return list((rows.filter(kind=kind) if kind else rows).order_by("name", "pk"))


def improvements(council: Council) -> QuerySet[Improvement]:
    """Return a council's improvements with their owners, those due first at the top."""
    return Improvement.objects.within(council).select_related("owner", "team").order_by("due_on", "pk")


def measures(council: Council) -> QuerySet[Measure]:
    """Return a council's measures by title."""
    return Measure.objects.within(council).select_related("owner").order_by("title", "pk")


def newest_verdicts(council: Council, of: Iterable[Improvement]) -> dict[int, list[Verdict]]:
    """Return for each improvement the newest verdict of each measure that tests it."""
    rows = Verdict.objects.within(council).filter(trial__improvement__in=list(of))
    seen: set[int] = set()
    found: dict[int, list[Verdict]] = {}
    for verdict in rows.select_related("trial__measure", "trial__improvement").order_by("trial_id", "-pk"):
        if verdict.trial_id not in seen:
            seen.add(verdict.trial_id)
            found.setdefault(verdict.trial.improvement_id, []).append(verdict)
    return found


def verdicts(council: Council, *, word: str = "") -> QuerySet[Verdict]:
    """Return the newest verdict of each trial, of one word when named, the latest reached first."""
    newer = Verdict.objects.filter(trial=OuterRef("trial"), pk__gt=OuterRef("pk"))
    rows = Verdict.objects.within(council).filter(~Exists(newer))
    rows = rows.filter(word=word) if word else rows
    return rows.select_related("trial__measure", "trial__improvement").order_by("-pk")


def published_replies(council: Council, *, audience: str = "public", limit: int = 50) -> list[Reply]:
    """Return the published replies for an audience, newest first, with their change and learning."""
    rows = Reply.objects.within(council).filter(audience=audience, published_on__isnull=False)
    return list(rows.select_related("improvement", "learning").order_by("-published_on", "-pk")[:limit])
