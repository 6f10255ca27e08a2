"""A few comments in people's own words, masked, that show what a theme is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goldenthread.ports.theme_finders import Theme
from goldenthread.slices.themes.headless.facts import Change, Comment, Danger, Quote
from goldenthread.textmining.danger import alerts
from goldenthread.textmining.redaction import mask
from goldenthread.textmining.words import normalised

SHORTEST, LONGEST, EASIEST = 30, 260, 110  # letters
EACH = 2
MOST_HIDDEN = 2  # masked details; a quote full of gaps shows little and may still tell who
THEMES = 10


def quotes_for(
    comments: Sequence[Comment], themes: Sequence[Theme], changes: Sequence[Change]
) -> list[Quote]:
    """Return up to two quotes for each changed theme (from the group that changed) and each common theme."""
    wanted: dict[str, str] = {change.series.theme.key: change.series.group for change in changes}
    for theme in themes:
        if len(wanted) < THEMES and theme.charted:
            wanted.setdefault(theme.key, "")
    used: set[str] = set()
    return [quote for key, group in wanted.items() for quote in _of_theme(comments, key, group, used)]


def dangers_in(comments: Sequence[Comment]) -> tuple[Danger, ...]:
    """Return the comments whose words may speak of harm, with the first reason; their words are not repeated."""
    found = ((comment, alerts(comment.text)) for comment in comments)
    return tuple(Danger(comment.row, raised[0].reason) for comment, raised in found if raised)


def _of_theme(comments: Sequence[Comment], key: str, group: str, used: set[str]) -> Iterator[Quote]:
    candidates = [
        (suggestion.probability, comment)
        for comment in comments
        if SHORTEST <= len(comment.text) <= LONGEST and (not group or comment.group == group)
        for suggestion in comment.suggestions[:2]
        if suggestion.theme == key
    ]
    candidates.sort(key=lambda item: (-round(item[0], 1), abs(len(item[1].text) - EASIEST), item[1].row))
    given = 0
    for probability, comment in candidates:
        words = normalised(comment.text)
        masked = mask(comment.text)
        if words in used or len(masked.hidden) > MOST_HIDDEN or alerts(comment.text):
            continue
        used.add(words)
        yield Quote(key, comment.group, comment.month, masked.text, comment.row, probability)
        given += 1
        if given == EACH:
            return
