"""What the comments are about: both lists of themes, what the models suggest, and what people confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice
from typing import Any

from goldenthread.config.demo.calendar import noon
from goldenthread.config.demo.council import Northshire
from goldenthread.ports.theme_finders import theme_finders
from goldenthread.thread import actions, queries

FINDERS = {"built-in": "nhs", "care-words": "care"}
PIECE = 1000
LEFT_OPEN = 12  # made-up comments left for somebody to confirm

Themes = dict[str, dict[str, Any]]


def put_up(north: Northshire) -> Themes:
    """Add the themes that each finder knows; return them by finder and key."""
    return {
        finder: {
            theme.key: actions.add_theme(
                council=north.council,
                taxonomy=taxonomy,
                key=theme.key,
                label=theme.label,
                definition=theme.definition,
            )
            for theme in theme_finders.get(finder).themes()
        }
        for finder, taxonomy in FINDERS.items()
    }


def suggest(north: Northshire, themes: Themes, said: dict[str, list[Any]], *, today: date) -> None:
    """Let each finder suggest themes for its own comments, then confirm most of the made-up ones."""
    made_up = [voice for voices in said.values() for voice in voices]
    real = queries.from_source(north.council, "NHS Friends and Family Test")
    _suggest(north, themes["built-in"], "built-in", real)
    _suggest(north, themes["care-words"], "care-words", made_up)
    asha = north.people["Asha"]
    for key, voices in said.items():
        theme = themes["care-words"].get(key)
        for voice in voices:
            if theme and voice.said_on < today - timedelta(days=21):
                actions.confirm_theme(
                    voice=voice, theme=theme, by=asha, at=noon(voice.said_on + timedelta(days=2))
                )


def _suggest(north: Northshire, themes: dict[str, Any], key: str, voices: Iterable[Any]) -> None:
    finder = theme_finders.get(key)
    rows = iter(voices)
    while piece := list(islice(rows, PIECE)):
        found = finder.suggest([voice.text for voice in piece])
        actions.suggest_themes(
            council=north.council,
            model=key,
            suggestions=[
                actions.Suggested(voice, themes[one.theme], one.probability, one.because)
                for voice, several in zip(piece, found, strict=True)
                for one in several
                if one.theme in themes
            ],
        )
