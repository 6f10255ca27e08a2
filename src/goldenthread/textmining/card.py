"""What a model is made of, how well it does, and where it is weak, to be shipped beside it."""

from __future__ import annotations

from typing import Protocol

from goldenthread.textmining.evaluation import Evaluation
from goldenthread.textmining.taxonomy import Taxonomy

PRECISION_FLOOR = 0.5  # a theme more often wrong than right is not drawn over time

WEAKNESSES = (
    "Learned from comments about two NHS trusts in 2021 and 2022: an ambulance and transport service, and mental "
    "health and community care. No open set of labelled adult social care comments exists.",
    "It reads the words and not the question: 'nothing' after 'what could be better?' and after 'what was good?' "
    "look the same to it.",
    "Themes with under 150 examples are found less well; their intervals are wide.",
    "One team made the labels. How far two people would agree is not known, and bounds what any model can reach.",
    "English only. Sarcasm, and praise and blame in one comment, are often missed.",
    "The cut of each theme was chosen on out-of-fold scores. The figures here choose it on other folds than the "
    "ones they count, so they do not flatter it.",
)


class Counted(Protocol):
    """Labelled comments, as far as the card tells of them."""

    @property
    def normals(self) -> tuple[str, ...]:
        """Return the normalised texts."""
        ...

    @property
    def rows(self) -> int:
        """Return the rows of the file, those without an answer included."""
        ...


def card(taxonomy: Taxonomy, labelled: Counted, result: Evaluation, *, made_on: str) -> dict[str, object]:
    """Return the model card as plain data."""
    return {
        "what": "Suggests themes for short comments. A person confirms them.",
        "made_on": made_on,
        "data": {
            "taxonomy": taxonomy.key,
            "version": taxonomy.version,
            "source": taxonomy.source,
            "licence": "MIT",
            "rows": labelled.rows,
            "rows_with_words": len(labelled.normals),
            "different_texts": len(set(labelled.normals)),
        },
        "method": "Words and pairs of words, and parts of words of 3 to 5 letters, weighed by rarity; one linear "
        "support vector line a theme; Platt's curve to a chance; the cut that gives the best F1.",
        "tested": "Five folds. The same words are never in a fold that taught and a fold that was tried.",
        "precision_floor": PRECISION_FLOOR,
        "scores": result.as_data(),
        "weaknesses": list(WEAKNESSES),
    }
