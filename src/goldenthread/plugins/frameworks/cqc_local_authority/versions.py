"""Each version that is on disk, read when it is asked for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goldenthread.domain.frameworks import SCHEMES, Framework, Statement, Theme

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


def files() -> list[Path]:
    """Return the file of every version, oldest first."""
    return sorted(HERE.glob("framework-*.toml"))


def _framework(data: dict[str, Any]) -> Framework:
    themes = tuple(Theme(**theme) for theme in data.pop("themes"))
    statements = tuple(Statement(**statement) for statement in data.pop("statements"))
    categories = tuple(data.pop("categories"))
    keys = [statement.key for statement in statements]
    if len(set(keys)) < len(keys):
        raise BadFramework("Two statements have the same key.")
    if strays := {statement.theme for statement in statements} - {theme.key for theme in themes}:
        raise BadFramework(f"A statement names a theme that is not there: {', '.join(sorted(strays))}.")
    if data["scheme"] not in SCHEMES:
        raise BadFramework(f'There is no scheme called "{data["scheme"]}".')
    return Framework(**data, themes=themes, statements=statements, categories=categories)
