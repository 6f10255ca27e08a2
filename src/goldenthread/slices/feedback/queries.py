"""Every question this slice asks: all of them go through the thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from goldenthread.foundation.people.models import Team
from goldenthread.foundation.people.queries import teams
from goldenthread.foundation.permissions.access import Access
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread import queries as thread

if TYPE_CHECKING:
    from goldenthread.thread.models import Theme, Voice
    from goldenthread.thread.models.voice import VoiceQuerySet

Choice = tuple[str, str]
MOST_JOINABLE = 50
BATCH = 500
MOST_SOURCES = 100


class NoSuchComment(Exception):
    """There is no such comment here, or it is not for you."""


@dataclass(frozen=True)
class Choices:
    """What a list of comments can be narrowed to, each as (public id, label)."""

    themes: list[Choice]
    teams: list[Choice]
    services: list[Choice]


def choices(access: Access) -> Choices:
    """Return the themes in use, the teams this person may read, and the services anybody spoke of."""
    return Choices(
        themes=theme_choices(access),
        teams=team_choices(access, "voice.read"),
        services=[(one.public_id, one.name) for one in thread.subjects_spoken_of(access.council)],
    )


def theme_choices(access: Access) -> list[Choice]:
    """Return every theme in use as (public id, label), by label."""
    return [(one.public_id, one.label) for one in thread.themes(access.council)]


def team_choices(access: Access, verb: str) -> list[Choice]:
    """Return the teams where this person may use `verb`, as (public id, name), in the order of the tree."""
    return [(one.public_id, one.name) for one in teams(access.council, prefixes=access.reach(verb))]


def chosen(access: Access, public_ids: Sequence[str]) -> VoiceQuerySet:
    """Return the voices among `public_ids` that this person may read and answer, newest first."""
    rows = thread.voices(access).filter(public_id__in=public_ids)
    return rows.in_reach(access, "voice.answer")


def joinable(access: Access) -> list[Choice]:
    """Return the newest learnings this person can add a comment to, as (public id, sentence).

    A learning of a team where they answer nobody is left out; one without a team is everyone's.
    """
    newest = thread.learnings_for(access, "voice.answer")[:MOST_JOINABLE]
    return [(one.public_id, one.sentence) for one in newest]


def waiting_about_danger(access: Access) -> QuerySet[Voice]:
    """Return the comments with words of danger that nobody has answered yet."""
    return thread.voices(access, thread.VoiceFilter(state="danger")).waiting()


def waiting(access: Access) -> QuerySet[Voice]:
    """Return the comments that nobody has answered yet."""
    return thread.voices(access, thread.VoiceFilter(state="waiting"))


def voice(access: Access, public_id: str) -> Voice:
    """Return one comment this person may read; raises NoSuchComment for any other."""
    found = thread.voices(access).filter(public_id=public_id).first()
    if found is None:
        raise NoSuchComment(str(NoSuchComment.__doc__))
    return found


def in_learnings(council: Council, voices: Sequence[Voice]) -> set[int]:
    """Return the keys of those voices that a learning is drawn from."""
    return thread.drawn_from(council, voices)


def sources(access: Access, voices: Sequence[str], themes: Sequence[str]) -> tuple[list[Voice], list[Theme]]:
    """Return the voices (at most 100) and themes, named by public id, that this person may draw a learning from."""
    wanted = set(themes)
    found = [one for one in thread.themes(access.council) if one.public_id in wanted] if wanted else []
    return list(chosen(access, voices[:MOST_SOURCES])), found


def shared_team(voices: Sequence[Voice]) -> Team | None:
    """Return the team that all these voices are about, or None."""
    teams_of = {one.team for one in voices}
    return teams_of.pop() if len(teams_of) == 1 else None


def in_batches(council: Council, voices: QuerySet[Voice], row: Callable) -> Iterator[tuple]:
    """Give `row(voice, links to themes)` for each voice, asking for themes a batch at a time."""
    waiting = voices.iterator(chunk_size=BATCH)
    while batch := list(islice(waiting, BATCH)):
        links = thread.themes_of(council, batch)
        yield from (row(one, links.get(one.pk, [])) for one in batch)
