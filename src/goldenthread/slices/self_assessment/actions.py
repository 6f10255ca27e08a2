"""Everything that changes a self-assessment: a score is given, evidence is filed, linked and looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.slices.self_assessment.models import Score
from goldenthread.slices.self_assessment.queries import Shelved
from goldenthread.thread import actions as thread

if TYPE_CHECKING:
    from goldenthread.thread.models import Evidence


class NoReason(ValueError):
    """Say why: a score without a reason cannot be checked by anybody."""


class NotAScore(ValueError):
    """A score is 1, 2, 3 or 4."""


class NotALink(ValueError):
    """A link begins with https:// or http://."""


@dataclass(frozen=True)
class Opinion:
    """What a person thinks of one statement, named by its key: the score, why, and what stands beside it."""

    statement: str
    score: int
    reason: str
    confidence: str = "medium"
    strengths: str = ""
    risks: str = ""
    plan: str = ""
    voice: str = ""


@transaction.atomic
def give_score(
    *, council: Council, shelved: Shelved, opinion: Opinion, by: User, at: datetime, synthetic: bool = False
) -> Score:
    """Keep a person's score of one statement, beside all scores before it.

    Raises NotAScore, NoReason, or NoFramework when the framework has no such statement.
    """
    if opinion.score not in (1, 2, 3, 4):
        raise NotAScore(str(NotAScore.__doc__))
    if not opinion.reason.strip():
        raise NoReason(str(NoReason.__doc__))
    shelved.statement(opinion.statement)
    score = Score.objects.create(
        council=council, framework=shelved.key, scored_by=by, scored_at=at, synthetic=synthetic, **vars(opinion)
    )  # fmt: skip
    detail = {"statement": opinion.statement, "score": opinion.score}
    record(verb="assessment.statement.scored", council=council, target=score, by=by, detail=detail)
    return score


@dataclass(frozen=True)
class Proof:
    """An item of evidence: what it is, who keeps it, who may see it, from when and until when it holds."""

    title: str
    category: str
    owner: User
    dated_on: date
    expires_on: date | None = None
    words: str = ""
    link: str = ""
    sensitivity: str = "council"


@transaction.atomic
def file_proof(
    *, council: Council, proof: Proof, proves: thread.Proves, by: User, at: datetime, synthetic: bool = False
) -> Evidence:
    """File an item of evidence with what it shows and supports; raises NotALink for a link to anything but the web."""
    if proof.link and not proof.link.lower().startswith(("https://", "http://")):
        raise NotALink(str(NotALink.__doc__))
    return thread.file_evidence(
        council=council, facts=vars(proof), proves=proves, by=by, at=at, synthetic=synthetic
    )


@transaction.atomic
def note_export(*, council: Council, by: User, form: str) -> None:
    """Note that somebody took a list of evidence away."""
    record(verb="assessment.evidence.exported", council=council, target=council, by=by, detail={"form": form})
