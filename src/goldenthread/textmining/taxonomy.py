"""Sets of themes as data with a version: which themes, what each means, and the words that hint at it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"
NHS = DATA / "nhs_feedback_phase2" / "taxonomy.toml"
SOCIAL_CARE = DATA / "social_care" / "taxonomy.toml"


class TaxonomyFault(ValueError):
    """A taxonomy file that cannot be used; the text says where and why."""


@dataclass(frozen=True)
class ThemeEntry:
    """One theme: `labels` are what labelled files call it, `seeds` words or phrases that hint at it."""

    key: str
    label: str
    definition: str
    group: str
    charted: bool = True
    labels: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()
    prior: float = 0.05  # how often a comment is about it before a word is read: a guess, editable


@dataclass(frozen=True)
class Taxonomy:
    """A set of themes, in order."""

    key: str
    version: str
    title: str
    source: str
    themes: tuple[ThemeEntry, ...]

    @property
    def theme_keys(self) -> tuple[str, ...]:
        """Return the keys of the themes, in order."""
        return tuple(theme.key for theme in self.themes)


def load_taxonomy(path: Path) -> Taxonomy:
    """Return the taxonomy in a TOML file, or raise `TaxonomyFault`."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        groups = data["groups"]
        themes = tuple(_entry(raw, group["label"]) for group in groups for raw in group["themes"])
        taxonomy = Taxonomy(data["key"], data["version"], data["title"], data["source"], themes)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as fault:
        raise TaxonomyFault(f"{path.name} cannot be read as a set of themes: {fault}.") from fault
    twice = sorted({key for key in taxonomy.theme_keys if taxonomy.theme_keys.count(key) > 1})
    if twice:
        raise TaxonomyFault(f"{path.name} uses a key twice: {', '.join(twice)}.")
    return taxonomy


def _entry(raw: dict, group: str) -> ThemeEntry:
    return ThemeEntry(
        key=raw["key"],
        label=raw["label"],
        definition=raw["definition"],
        group=group,
        charted=raw.get("charted", True),
        labels=tuple(raw.get("labels", ())),
        seeds=tuple(raw.get("seeds", ())),
        prior=float(raw.get("prior", 0.05)),
    )
