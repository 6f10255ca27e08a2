"""One whole thread, from what was said to who was told, gathered in a handful of questions."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q

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
    Task,
    Theme,
    Trial,
    Verdict,
    Voice,
    VoiceTheme,
)
from goldenthread.thread.queries.nodes import newest_verdicts

SHOWN = 12  # of each kind: a picture with more boxes is not read


@dataclass(frozen=True)
class Thread:
    """Everything that hangs together with one learning. Voices are those this person may read; counts are of all."""

    learning: Learning
    facts: ThreadFacts
    voices: list[Voice]
    themes: list[Theme]
    improvements: list[Improvement]
    trials: list[Trial]
    verdicts: dict[int, list[Verdict]]
    evidence: list[Evidence]
    replies: list[Reply]
    told: set[int] = field(default_factory=set)
    tasks: list[Task] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    approvals: list[Approval] = field(default_factory=list)

    @property
    def kinds_of_voice(self) -> dict[str, int]:
        """Return how many of the readable voices there are of each kind."""
        found: dict[str, int] = {}
        for voice in self.voices:
            found[voice.get_kind_display()] = found.get(voice.get_kind_display(), 0) + 1
        return found


def whole_thread(access: Access, learning: Learning) -> Thread:
    """Return the thread of a learning, as far as this person may see it."""
    council = access.council
    behind = Voice.objects.within(council).filter(sources__learning=learning)
    readable = behind.in_reach(access.reach("voice.read")).select_related("team", "subject")
    improvements = list(
        Improvement.objects.within(council)
        .filter(answers__learning=learning)
        .select_related("owner")
        .order_by("pk")
    )
    trials = list(
        Trial.objects.within(council)
        .filter(improvement__in=improvements)
        .select_related("measure")
        .order_by("pk")
    )
    verdicts = newest_verdicts(council, improvements)
    themes = _themes(learning, behind)
    replies = list(Reply.objects.within(council).filter(learning=learning).order_by("pk"))
    told = set(
        ReplyVoice.objects.within(council)
        .filter(reply__learning=learning, told_on__isnull=False)
        .values_list("voice_id", flat=True)
    )
    evidence = _evidence(learning, improvements, trials, replies)
    found = {"improvements": improvements, "trials": trials, "verdicts": verdicts, "evidence": evidence}
    facts = _facts(behind.values_list("pk", flat=True), told, themes, replies, **found)
    return Thread(
        learning=learning,
        facts=facts,
        voices=list(readable.order_by("said_on", "pk")[:SHOWN]),
        themes=themes[:SHOWN],
        replies=replies,
        told=told,
        **found,
        **_hanging(learning, improvements),
    )


def _themes(learning: Learning, behind) -> list[Theme]:  # type: ignore[no-untyped-def]
    confirmed = VoiceTheme.objects.filter(voice__in=behind, state="confirmed").values("theme_id")
    rows = Theme.objects.within(learning.council).filter(Q(sources__learning=learning) | Q(pk__in=confirmed))
    return list(rows.distinct().order_by("label", "pk"))


def _evidence(
    learning: Learning, improvements: list[Improvement], trials: list[Trial], replies: list[Reply]
) -> list[Evidence]:
    measures = [trial.measure_id for trial in trials]
    shown = (
        Q(shows__learning=learning)
        | Q(shows__improvement__in=improvements)
        | Q(shows__measure__in=measures)
        | Q(shows__reply__in=replies)
    )
    rows = Evidence.objects.within(learning.council).filter(shown).prefetch_related("supports")
    return list(rows.distinct().order_by("-dated_on", "pk"))


def _hanging(learning: Learning, improvements: list[Improvement]) -> dict[str, list]:  # type: ignore[type-arg]
    on = Q(learning=learning) | Q(improvement__in=improvements)
    inside = learning.council
    return {
        "tasks": list(
            Task.objects.within(inside).filter(on).select_related("owner").order_by("due_on", "pk")[:50]
        ),
        "comments": list(Comment.objects.within(inside).filter(on).select_related("by").order_by("-pk")[:50]),
        "approvals": list(
            Approval.objects.within(inside).filter(on).select_related("by").order_by("-pk")[:20]
        ),
    }


def _facts(voices, told, themes, replies, *, improvements, trials, verdicts, evidence) -> ThreadFacts:  # type: ignore[no-untyped-def]  # noqa: PLR0913
    behind = set(voices)
    tested = {trial.improvement_id for trial in trials}
    words = [verdict for found in verdicts.values() for verdict in found]
    return ThreadFacts(
        voices=len(behind),
        voices_told=len(behind & told),
        themes=len(themes),
        learnings=1,
        learnings_without_improvement=0 if improvements else 1,
        improvements=len(improvements),
        improvements_without_measure=sum(one.pk not in tested for one in improvements),
        measures=len({trial.measure_id for trial in trials}),
        verdicts=tuple(verdict.word for verdict in words if not verdict.is_judgement),
        judgements=sum(verdict.is_judgement for verdict in words),
        evidence=len(evidence),
        replies=sum(reply.published_on is not None for reply in replies),
    )
