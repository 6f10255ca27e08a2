"""How councils were rated on each of nine statements, to October 2025 (credit: Care Quality Commission)."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "cqc_ratings" / "ratings_2025_10.csv"
CREDIT = (
    "Care Quality Commission, published ratings to October 2025, compiled by Alexander Turner (MIT licence)"
)
STATEMENTS = tuple(f"QS{number}" for number in range(1, 10))


@dataclass(frozen=True)
class CouncilRating:
    """One council's published scores (1 to 4) and overall rating; `published` is a month, as "August 2025"."""

    ons_code: str
    name: str
    overall: str
    scores: dict[str, int]
    published: str


@cache
def ratings() -> tuple[CouncilRating, ...]:
    """Return the ratings of 72 councils, in the order of their names."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            sorted(map(_rating, csv.DictReader(file)), key=lambda rating: (rating.name, rating.ons_code))
        )


def rating_of(ons_code: str) -> CouncilRating | None:
    """Return the rating of one council, or None when it has none here."""
    return next((rating for rating in ratings() if rating.ons_code == ons_code), None)


def scores_on(statement: str) -> Counter[int]:
    """Return how many councils scored 1, 2, 3 and 4 on a statement such as "QS9"; raise KeyError for another."""
    return Counter(rating.scores[statement] for rating in ratings())


def _rating(row: dict[str, str]) -> CouncilRating:
    return CouncilRating(
        ons_code=row["ons_code"],
        name=row["la_name"],
        overall=row["overall"],
        scores={statement: int(row[statement]) for statement in STATEMENTS},
        published=row["assessed_published"],
    )
