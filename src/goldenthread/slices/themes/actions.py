"""Everything that changes themes: lists put up, models let loose on comments, suggestions decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify

from goldenthread.foundation.history.actions import record
from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.ports.theme_finders import ThemeFinder, theme_finders
from goldenthread.slices.themes import queries
from goldenthread.slices.themes.models import FinderChoice, ReadSoFar
from goldenthread.thread import actions as thread
from goldenthread.thread import queries as ask

if TYPE_CHECKING:
    from goldenthread.thread.models import Theme, Voice, VoiceTheme

PIECE = 500  # comments read in one transaction
LONGEST_KEY = 80


class ThemeThere(Exception):
    """There is a theme with this name already."""


@dataclass(frozen=True)
class Read:
    """What a model did: how many comments it read, how many suggestions were new, whether some are left to read."""

    comments: int = 0
    suggestions: int = 0
    more: bool = False

    def __add__(self, other: Read) -> Read:
        """Return both together."""
        return Read(
            self.comments + other.comments, self.suggestions + other.suggestions, self.more or other.more
        )


@transaction.atomic
def put_up_taxonomy(*, council: Council, finder: ThemeFinder) -> dict[str, Theme]:
    """Add the themes a model knows to the council's lists; return all of them by the model's keys."""
    taxonomy = queries.TAXONOMIES.get(finder.key, finder.key)
    return {
        one.key: thread.add_theme(
            council=council, taxonomy=taxonomy, key=one.key, label=one.label, definition=one.definition
        )
        for one in finder.themes()
    }  # fmt: skip


def suggest_for(*, council: Council, finder: ThemeFinder, by: User | None, most: int | None = None) -> Read:
    """Let a model read the comments it has not read, at most `most`, in pieces each kept by itself.

    What people decided is never touched. Stopped half-way it goes on where it stopped.
    """
    themes = put_up_taxonomy(council=council, finder=finder)
    done = Read(more=True)
    while done.more and (most is None or done.comments < most):
        size = PIECE if most is None else min(PIECE, most - done.comments)
        done = Read(done.comments, done.suggestions) + _read_piece(council, finder, themes, size)
    if done.comments:
        detail = {"model": finder.key, "comments": done.comments, "suggestions": done.suggestions}
        record(verb="thread.theme.suggested", council=council, target=council, by=by, detail=detail)
    return done


def suggest_by_every_finder(*, council: Council, by: User | None, most: int | None = None) -> Read:
    """Let each model read the comments that are its own, at most `most` in all."""
    done = Read()
    for key in dict.fromkeys(rule.finder for rule in queries.rules(council)):
        left = None if most is None else most - done.comments
        if left is None or left > 0:
            done += suggest_for(council=council, finder=theme_finders.get(key), by=by, most=left)
        else:
            done += Read(more=queries.unread(council, queries.rules(council)).total > 0)
            break
    return done


@transaction.atomic
def _read_piece(council: Council, finder: ThemeFinder, themes: dict[str, Theme], size: int) -> Read:
    place, _ = (
        ReadSoFar.objects.within(council)
        .select_for_update()
        .get_or_create(finder=finder.key, defaults={"council": council})
    )
    unseen = ask.unseen_files(council)
    rows = queries.unread_by(council, finder.key, found=queries.rules(council), place=place)
    piece = list(islice(rows[:size], size))
    found = finder.suggest([one.text for one in piece]) if piece else []
    made = [
        thread.Suggested(voice, themes[one.theme], one.probability, one.because)
        for voice, several in zip(piece, found, strict=True)
        for one in several
        if one.theme in themes
    ]
    new = thread.suggest_themes(council=council, model=finder.key, suggestions=made) if made else 0
    _move_on(place, piece, unseen, all_read=len(piece) < size)
    return Read(len(piece), new, more=len(piece) == size)


def _move_on(place: ReadSoFar, piece: Sequence[Voice], unseen: list[int], *, all_read: bool) -> None:
    """Write down how far a model has read: rows of files that nobody may see yet are read when they are accepted."""
    waiting = {str(key) for key in unseen}
    late = {key: row for key, row in place.left_out.items() if key in waiting or not all_read}
    late |= {str(one.arrival_id): one.pk for one in piece if str(one.arrival_id) in late}
    place.left_out = {**dict.fromkeys(sorted(waiting - late.keys()), 0), **late}
    place.up_to = max(place.up_to, *(one.pk for one in piece)) if piece else place.up_to
    place.save(update_fields=["up_to", "left_out"])


@transaction.atomic
def choose_finder(
    *, council: Council, source: str, finder: ThemeFinder, by: User, at: datetime
) -> FinderChoice:
    """Choose which model reads the comments whose source begins so; all models look at everything afresh then."""
    choice, _ = FinderChoice.objects.within(council).update_or_create(
        source=source,
        defaults={"finder": finder.key, "chosen_by": by, "chosen_at": at},
        create_defaults={
            "council": council, "source": source, "finder": finder.key, "chosen_by": by, "chosen_at": at,
        },
    )  # fmt: skip
    ReadSoFar.objects.within(council).delete()
    detail = {"source": source, "finder": finder.key}
    record(verb="themes.finder.chosen", council=council, target=choice, by=by, detail=detail)
    return choice


@transaction.atomic
def add_theme(*, council: Council, label: str, definition: str, by: User) -> Theme:
    """Put a theme on the council's own list; raises ThemeThere when one has this name."""
    key = slugify(label)[:LONGEST_KEY] or "theme"
    there = {one.key for one in ask.themes(council, taxonomy=queries.OURS)}
    if key in there or any(one.label.casefold() == label.casefold() for one in ask.themes(council)):
        raise ThemeThere(f"There is a theme called “{label}” already.")
    theme = thread.add_theme(
        council=council, taxonomy=queries.OURS, key=key, label=label, definition=definition
    )
    return thread.reword_theme(theme=theme, label=label, definition=definition, by=by)


def change_theme(*, theme: Theme, label: str, definition: str, by: User) -> Theme:
    """Change what a theme is called and what it means; raises ThemeThere when another has this name."""
    others = (one for one in ask.themes(theme.council) if one.pk != theme.pk)
    if any(one.label.casefold() == label.casefold() and one.taxonomy == theme.taxonomy for one in others):
        raise ThemeThere(f"There is another theme called “{label}”.")
    return thread.reword_theme(theme=theme, label=label, definition=definition, by=by)


def retire(*, theme: Theme, on: date | None, by: User) -> Theme:
    """Take a theme out of use from a day on, or put it back."""
    return thread.retire_theme(theme=theme, on=on, by=by)


@transaction.atomic
def decide(*, decisions: Sequence[tuple[VoiceTheme, bool]], by: User, at: datetime) -> tuple[int, int]:
    """Keep what a person decided of suggestions: True confirms. Return how many were kept, and how many were not.

    Those that somebody decided meanwhile are left as they are.
    """
    kept = 0
    for link, yes in decisions:
        if link.state == "suggested":
            act = thread.confirm_theme if yes else thread.reject_theme
            act(voice=link.voice, theme=link.theme, by=by, at=at)
            kept += 1
    return kept, len(decisions) - kept


def note_export(*, council: Council, by: User, form: str) -> None:
    """Leave a line of history that the list of themes was taken away."""
    target: Any = council
    record(verb="themes.list.exported", council=council, target=target, by=by, detail={"form": form})
