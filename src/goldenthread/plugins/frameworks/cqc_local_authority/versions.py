"""Each version that is on disk, read when it is asked for."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldenthread.domain.frameworks import SCHEMES, Framework, Statement, Theme
from goldenthread.ports.frameworks import Published
from goldenthread.returns import cqc_ratings

HERE = Path(__file__).parent


class BadFramework(ValueError):
    """A framework's file contradicts itself; the text says where."""


@dataclass(frozen=True)
class TomlFramework:
    """One version, in one file. Its key ends in the version, so that two versions stand side by side."""

    file: Path

    @property
    def key(self) -> str:
        """Return the key and the version, such as "cqc-la-2023-12"."""
        return "cqc-la-" + self.file.stem.removeprefix("framework-")

    def load(self) -> Framework:
        """Return the framework; raise `BadFramework` when the file contradicts itself."""
        with self.file.open("rb") as file:
            return _framework(tomllib.load(file))

    def published(self, *, besides: str) -> Published | None:
        """Return the published scores of other councils than the one with the ONS code `besides`.

        None when this version has other statements than those that were scored.
        """
        if {one.key for one in self.load().statements} != set(cqc_ratings.STATEMENTS):
            return None
        others = [one for one in cqc_ratings.ratings() if not besides or one.ons_code != besides]
        scores = {key: Counter(one.scores[key] for one in others) for key in cqc_ratings.STATEMENTS}
        return Published(len(others), scores, cqc_ratings.CREDIT)


def files() -> list[Path]:
    """Return the file of every version, oldest first."""
    return sorted(HERE.glob("framework-*.toml"))


def _framework(data: dict[str, Any]) -> Framework:
    themes = tuple(Theme(**theme) for theme in data.pop("themes"))
    statements = tuple(Statement(**statement) for statement in data.pop("statements"))
    categories, score_words = tuple(data.pop("categories")), tuple(data.pop("score_words", ()))
    keys = [statement.key for statement in statements]
    if len(set(keys)) < len(keys):
        raise BadFramework("Two statements have the same key.")
    if strays := {statement.theme for statement in statements} - {theme.key for theme in themes}:
        raise BadFramework(f"A statement names a theme that is not there: {', '.join(sorted(strays))}.")
    if data["scheme"] not in SCHEMES:
        raise BadFramework(f'There is no scheme called "{data["scheme"]}".')
    return Framework(
        **data, themes=themes, statements=statements, categories=categories, score_words=score_words
    )
