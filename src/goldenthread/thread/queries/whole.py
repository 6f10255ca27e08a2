"""One whole thread, from what was said to who was told, gathered in a handful of questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from django.db.models import Count, Exists, OuterRef, Q

from goldenthread.domain.thread import ThreadFacts
from goldenthread.foundation.permissions.access import Access
from goldenthread.thread.models import (
    Approval,
    Comment,
    Evidence,
    Improvement,
    Learning,
    Reply,
    ReplyVoice,
    Supports,
    Task,
    Theme,
    Trial,
    Verdict,
    Voice,
    VoiceTheme,
)
from goldenthread.thread.models.voice import VoiceQuerySet
from goldenthread.thread.queries.changes import changes_of
from goldenthread.thread.queries.hung import hung_on_all
from goldenthread.thread.queries.tally import CountUpTo

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

SHOWN = 12  # of each kind: a picture with more boxes is not read


class WasTold(TypedDict):
    """What is known of a voice beside its row."""

    was_told: bool


class Statements(TypedDict):
    """How many statements a piece of evidence supports."""

    statements: int


class Stood(NamedTuple):
    """What stands at each stage of one thread, apart from the voices."""

    themes: list[Theme]
    improvements: list[Improvement]
    trials: list[Trial]
    verdicts: dict[int, list[Verdict]]
    evidence: list[WithAnnotations[Evidence, Statements]]
    replies: list[Reply]


@dataclass(frozen=True)
class Said:
    """How many voices are behind a thread: of all, told, and readable by this person, in all and by kind."""

    all: int = 0
    told: int = 0
    readable: int = 0
    readable_told: int = 0
    kinds: dict[str, int] = field(default_factory=dict)

    @property
    def hidden(self) -> int:
        """Return how many this person may not read."""
        return self.all - self.readable


@dataclass(frozen=True)
class Thread:
    """Everything that hangs together with one learning. Voices are those this person may read; facts count all."""

    learning: Learning
    facts: ThreadFacts
    said: Said
    voices: list[Voice]
    themes: list[Theme]
    improvements: list[Improvement]
    trials: list[Trial]
    verdicts: dict[int, list[Verdict]]
    evidence: list[WithAnnotations[Evidence, Statements]]
    replies: list[Reply]
    told: set[int] = field(default_factory=set)
    tasks: list[Task] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    approvals: list[Approval] = field(default_factory=list)


def whole_thread(access: Access, learning: Learning) -> Thread:
    """Return the thread of a learning, as far as this person may see it."""
    council = access.council
    behind = Voice.objects.within(council).filter(sources__learning=learning)
    learning.council = council  # known already: not asked for again
    improvements, trials, verdicts = changes_of(learning)
    themes = _themes(learning, behind)
    replies = list(Reply.objects.within(council).filter(learning=learning).order_by("pk"))
    evidence = _evidence(learning, improvements, trials, replies)
    said, voices = _said(access, behind)
    stood = Stood(themes, improvements, trials, verdicts, evidence, replies)
    return Thread(
        learning=learning,
        facts=_facts(said, stood),
        said=said,
        voices=[*voices],
        told={voice.pk for voice in voices if voice.was_told},
        **stood._replace(themes=themes[:SHOWN])._asdict(),
        **hung_on_all(council, Q(learning=learning) | Q(improvement__in=improvements))._asdict(),
    )


def _said(access: Access, behind: VoiceQuerySet) -> tuple[Said, list[WithAnnotations[Voice, WasTold]]]:
    """Return how many voices there are, and the first of those this person may read."""
    heard = Exists(ReplyVoice.objects.filter(voice=OuterRef("pk"), told_on__isnull=False))
    may = Q(pk__in=behind.in_reach(access).values("pk"))
    rows = behind.annotate(was_told=heard).order_by("kind").values("kind")
    counted = rows.annotate(
        n=Count("pk", distinct=True),
        told=Count("pk", filter=Q(was_told=True), distinct=True),
        readable=Count("pk", filter=may, distinct=True),
        readable_told=Count("pk", filter=may & Q(was_told=True), distinct=True),
    )
    by_kind = {row["kind"]: row for row in counted}
    said = Said(
        all=sum(row["n"] for row in by_kind.values()),
        told=sum(row["told"] for row in by_kind.values()),
        readable=sum(row["readable"] for row in by_kind.values()),
        readable_told=sum(row["readable_told"] for row in by_kind.values()),
        kinds={kind: row["readable"] for kind, row in by_kind.items() if row["readable"]},
    )
    if not said.readable:
        return said, []
    readable = behind.in_reach(access).annotate(was_told=heard)
    return said, list(readable.select_related("team", "subject").order_by("said_on", "pk")[:SHOWN])


def _themes(learning: Learning, behind: VoiceQuerySet) -> list[Theme]:
    confirmed = VoiceTheme.objects.filter(voice__in=behind.values("pk"), state="confirmed").values("theme_id")
    rows = Theme.objects.within(learning.council).filter(Q(sources__learning=learning) | Q(pk__in=confirmed))
    return list(rows.distinct().order_by("label", "pk"))


def _evidence(
    learning: Learning, improvements: list[Improvement], trials: list[Trial], replies: list[Reply]
) -> list[WithAnnotations[Evidence, Statements]]:
    measures = [trial.measure_id for trial in trials]
    shown = (
        Q(shows__learning=learning)
        | Q(shows__improvement__in=improvements)
        | Q(shows__measure__in=measures)
        | Q(shows__reply__in=replies)
    )
    supports = Supports.objects.filter(evidence=OuterRef("pk"))
    rows = Evidence.objects.within(learning.council).filter(shown).annotate(statements=CountUpTo(supports))
    return list(rows.distinct().order_by("-dated_on", "pk"))


def _facts(said: Said, stood: Stood) -> ThreadFacts:
    """Return the counts that say how complete a thread is."""
    improvements, trials = stood.improvements, stood.trials
    tested = {trial.improvement_id for trial in trials}
    words = [verdict for several in stood.verdicts.values() for verdict in several]
    return ThreadFacts(
        voices=said.all,
        voices_told=said.told,
        themes=len(stood.themes),
        learnings=1,
        learnings_without_improvement=0 if improvements else 1,
        improvements=len(improvements),
        improvements_without_measure=sum(one.pk not in tested for one in improvements),
        measures=len({trial.measure_id for trial in trials}),
        verdicts=tuple(verdict.word for verdict in words if not verdict.is_judgement),
        judgements=sum(verdict.is_judgement for verdict in words),
        evidence=len(stood.evidence),
        replies=sum(reply.published_on is not None for reply in stood.replies),
    )
