"""Filing proof, and linking it to what it shows and to the statements it supports."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import Evidence, Shows, Supports
from goldenthread.thread.models.node import Node


@dataclass(frozen=True)
class Proves:
    """What proof is linked to: nodes of the thread it shows, (framework, statement) keys it supports."""

    shows: Sequence[Node] = ()
    supports: Sequence[tuple[str, str]] = ()


@transaction.atomic
def file_evidence(
    *,
    council: Council,
    facts: Mapping[str, object],
    proves: Proves,
    by: User,
    at: datetime,
    synthetic: bool = False,
) -> Evidence:
    """File proof; `facts` are its own fields (title, category, owner, dated_on ...)."""
    words = f"{facts.get('title')}\n{facts.get('words', '')}\n{facts.get('link', '')}"
    evidence = Evidence.objects.create(
        council=council, made_by=by, made_at=at, synthetic=synthetic,
        digest=hashlib.sha256(words.encode()).hexdigest(), **facts,
    )  # fmt: skip
    record(verb="thread.evidence.filed", council=council, target=evidence, by=by)
    link_evidence(evidence=evidence, proves=proves, by=by)
    return evidence


@transaction.atomic
def link_evidence(*, evidence: Evidence, proves: Proves, by: User) -> Evidence:
    """Say what proof shows, and which statements it supports; links already there are left as they are."""
    inside = {"council": evidence.council}
    for node in proves.shows:
        kind = node._meta.model_name or ""
        Shows.objects.within(evidence.council).get_or_create(proof=evidence, **{kind: node}, defaults=inside)
    for framework, statement in proves.supports:
        Supports.objects.within(evidence.council).get_or_create(
            evidence=evidence, framework=framework, statement=statement, defaults=inside
        )
    record(verb="thread.evidence.linked", council=evidence.council, target=evidence, by=by)
    return evidence


@transaction.atomic
def renew_evidence(
    *, evidence: Evidence, dated_on: date, expires_on: date | None, reason: str, by: User
) -> Evidence:
    """Say that proof was looked at again on a day and still holds, and until when; its dates before are kept."""
    before = {"dated_on": str(evidence.dated_on), "expires_on": str(evidence.expires_on or "")}
    evidence.dated_on, evidence.expires_on = dated_on, expires_on
    evidence.save(update_fields=["dated_on", "expires_on"])
    record(
        verb="thread.evidence.renewed", council=evidence.council, target=evidence, by=by,
        detail={"reason": reason, "before": before},
    )  # fmt: skip
    return evidence
