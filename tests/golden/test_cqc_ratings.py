"""Published council ratings, reproduced from the nine published scores."""

import csv
from pathlib import Path

from goldenthread.domain.frameworks import rating

RATINGS = Path(__file__).parent / "cqc" / "ratings_2025_10.csv"
STATEMENTS = [f"QS{number}" for number in range(1, 10)]


def test_the_ratings_of_71_of_71_rated_councils_follow_from_their_scores():
    with RATINGS.open(newline="") as file:
        rows = list(csv.DictReader(file))
    rated = [
        row
        for row in rows
        if row["overall"].lower() in ("outstanding", "good", "requires improvement", "inadequate")
    ]
    agreed = [
        row
        for row in rated
        if rating("nine-equal-statements", {key: int(row[key]) for key in STATEMENTS}).band
        == row["overall"].lower()
    ]
    assert (len(rows), len(rated), len(agreed)) == (72, 71, 71)
