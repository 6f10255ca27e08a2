"""Themes from the shipped model, each with the words that drove it and the scores of its test."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from goldenthread.ports.theme_finders import Suggestion, Tested, Theme
from goldenthread.textmining.model import Model, Reading, load_model
from goldenthread.textmining.taxonomy import NHS, load_taxonomy

NO_ANSWER = "labelling-not-possible"
RULE_WORDS = ("no answer",)
ALWAYS = 1.0  # a written rule, not a guess


@lru_cache(maxsize=4)
def _model(folder: Path) -> Model:
    return load_model(folder)


class BuiltIn:
    """Suggests the themes of the NHS patient-experience set."""

    key = "built-in"
    label = "Built-in model (NHS patient experience)"
    caveat = (
        "Learned from NHS comments, because no open set of labelled social care comments exists. "
        "A person should confirm each theme."
    )

    def __init__(self, folder: Path = NHS.parent) -> None:
        """Use the model whose files are in `folder`; it is loaded when first asked."""
        self.folder = folder

    def themes(self) -> tuple[Theme, ...]:
        """Return the themes of the set; one is charted when it is right more often than the floor asks."""
        card = json.loads((self.folder / "card.json").read_text(encoding="utf-8"))
        scores = {row["theme"]: row for row in card["scores"]["themes"]}
        floor = card["precision_floor"]
        return tuple(
            Theme(
                entry.key, entry.label, entry.definition, entry.group,
                charted=entry.charted and scores[entry.key]["precision"] >= floor,
                tested=_tested(scores[entry.key]) if entry.key in scores else None,
            )
            for entry in load_taxonomy(self.folder / NHS.name).themes
        )  # fmt: skip

    def suggest(self, texts: Sequence[str]) -> list[list[Suggestion]]:
        """Return for each text its themes, surest first; none when the model is not sure enough."""
        model = _model(self.folder)
        reading = model.read(texts)
        return [self._suggestions(model, reading, at) for at in range(len(texts))]

    def learned_from(self, texts: Sequence[str]) -> list[bool]:
        """Return for each text whether the model learned from the same words."""
        return _model(self.folder).learned_from(texts)

    def _suggestions(self, model: Model, reading: Reading, at: int) -> list[Suggestion]:
        if reading.silent[at]:
            return [Suggestion(NO_ANSWER, ALWAYS, RULE_WORDS)]
        found = [
            Suggestion(theme, float(reading.chances[at, column]), model.because(reading, at, theme))
            for column, theme in enumerate(model.themes)
            if reading.given[at, column]
        ]
        return sorted(found, key=lambda suggestion: (-suggestion.probability, suggestion.theme))


def _tested(row: dict) -> Tested:
    return Tested(
        row["n"], row["precision"], row["precision_low"], row["precision_high"], row["recall"], row["f1"]
    )
