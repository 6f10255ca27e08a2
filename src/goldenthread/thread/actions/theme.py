"""Saying what a voice is about: a model suggests, a person decides, and both are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread.models import Theme, Voice, VoiceTheme


@dataclass(frozen=True)
class Suggested:
    """A model's guess: a voice is about a theme, how likely (0 to 1), and the words that drove it."""

    voice: Voice
    theme: Theme
    probability: float
    because: tuple[str, ...] = ()


@transaction.atomic
def add_theme(
    *,
    council: Council,
    taxonomy: str,
    key: str,
    label: str,
    definition: str = "",
    parent: Theme | None = None,
) -> Theme:
    """Put a theme on the list; one that is there already is returned as it is."""
    theme, fresh = Theme.objects.within(council).get_or_create(
        taxonomy=taxonomy,
        key=key,
        defaults={"council": council, "label": label, "definition": definition, "parent": parent},
    )
    if fresh:
        record(verb="thread.theme.added", council=council, target=theme, by=None)
    return theme


@transaction.atomic
def reword_theme(*, theme: Theme, label: str, definition: str, by: User) -> Theme:
    """Change what a theme is called and what it means; its history keeps what it said before."""
    before = {"label": theme.label, "definition": theme.definition}
    theme.label, theme.definition = label, definition
    theme.save(update_fields=["label", "definition"])
    record(
        verb="thread.theme.reworded", council=theme.council, target=theme, by=by, detail={"before": before}
    )
    return theme


@transaction.atomic
def retire_theme(*, theme: Theme, on: date | None, by: User) -> Theme:
    """Take a theme out of use from a day on, or with no day put it back; what is about it stays about it."""
    theme.retired_on = on
    theme.save(update_fields=["retired_on"])
    verb = "thread.theme.retired" if on else "thread.theme.put_back"
    record(verb=verb, council=theme.council, target=theme, by=by, detail={"on": str(on or "")})
    return theme


@transaction.atomic
def suggest_themes(*, council: Council, model: str, suggestions: Iterable[Suggested]) -> int:
    """Keep a model's suggestions; what a person has decided is never touched. Return how many were new."""
    fresh = [
        VoiceTheme(
            council=council,
            voice=one.voice,
            theme=one.theme,
            model=model,
            probability=one.probability,
            because=list(one.because)[:5],
        )
        for one in suggestions
    ]
    before = _count(council, fresh)
    VoiceTheme.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=2000)
    return _count(council, fresh) - before


def _count(council: Council, links: list[VoiceTheme]) -> int:
    voices = [link.voice_id for link in links]
    return VoiceTheme.objects.within(council).filter(voice_id__in=voices).count() if len(voices) < 5000 else 0


@transaction.atomic
def confirm_theme(*, voice: Voice, theme: Theme, by: User, at: datetime) -> VoiceTheme:
    """Decide that a voice is about a theme, whether or not a model said so."""
    return _decide(voice, theme, "confirmed", by, at)


@transaction.atomic
def reject_theme(*, voice: Voice, theme: Theme, by: User, at: datetime) -> VoiceTheme:
    """Decide that a voice is not about a theme; the model's guess stays beside the decision."""
    return _decide(voice, theme, "rejected", by, at)


def _decide(voice: Voice, theme: Theme, state: str, by: User, at: datetime) -> VoiceTheme:
    decision = {"state": state, "decided_by": by, "decided_at": at}
    link, _ = VoiceTheme.objects.within(voice.council).update_or_create(
        voice=voice, theme=theme, defaults=decision, create_defaults={"council": voice.council, **decision}
    )
    detail = {"theme": theme.key, "probability": link.probability}
    record(verb=f"thread.theme.{state}", council=voice.council, target=voice, by=by, detail=detail)
    return link
