"""The councils of England that look after adult social care, found by code or by any name they go by."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "councils" / "councils_with_asc_responsibility.csv"
# Words that councils put around their name; without them "London Borough of Camden" is Camden.
_AROUND = re.compile(
    r"\b(london borough of|royal borough of|metropolitan borough|city of|county of|city|county|borough|district|"
    r"unitary authority|council|the|mbc|cc|ua|lb|of)\b"
)


@dataclass(frozen=True)
class CouncilFacts:
    """One council: `ons_code` is the nine-letter code, `cassr_code` the one of social services returns."""

    ons_code: str
    cassr_code: str
    name: str
    official_name: str
    region: str
    kind: str
    active: bool
    population: int | None
    slug: str
    other_names: tuple[str, ...]


@cache
def all_councils() -> tuple[CouncilFacts, ...]:
    """Return every council, also those that were merged or split since 2015, in the order of their names."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            sorted(
                (_facts(row) for row in csv.DictReader(file)), key=lambda facts: (facts.name, facts.ons_code)
            )
        )


def active_councils() -> tuple[CouncilFacts, ...]:
    """Return the 153 councils of 2024-25."""
    return tuple(facts for facts in all_councils() if facts.active)


def council_of_code(code: str) -> CouncilFacts | None:
    """Return the council with this ONS or CASSR code, or None."""
    return _by_code().get(code.strip().upper())


def council_named(name: str) -> CouncilFacts | None:
    """Return the council that goes by this name, or None; an active council wins over a former one."""
    folded = " ".join(name.casefold().split())
    return _by_name().get(folded) or _by_name().get(_bare(folded))


def find_council(code_or_name: str) -> CouncilFacts | None:
    """Return the council with this code or name, or None."""
    return council_of_code(code_or_name) or council_named(code_or_name)


@cache
def _by_code() -> dict[str, CouncilFacts]:
    return {code: facts for facts in all_councils() for code in (facts.ons_code, facts.cassr_code) if code}


@cache
def _by_name() -> dict[str, CouncilFacts]:
    """Return councils by folded name: bare names first, so that fuller ones win, and active ones last."""
    found: dict[str, CouncilFacts] = {}
    ordered = sorted(all_councils(), key=lambda facts: facts.active)
    for strip in (True, False):
        for facts in ordered:
            for name in (*facts.other_names, facts.official_name, facts.name):
                folded = " ".join(name.casefold().split())
                found[_bare(folded) if strip else folded] = facts
    found.pop("", None)
    return found


def _bare(folded: str) -> str:
    plain = _AROUND.sub(" ", folded.replace("&", " and ").replace(",", " "))
    return " ".join(re.sub(r"[^\w\s]", "", plain).split())


def _facts(row: dict[str, str]) -> CouncilFacts:
    return CouncilFacts(
        ons_code=row["ons_code"],
        cassr_code=row["cassr_code"],
        name=row["name"],
        official_name=row["official_name"],
        region=row["region"],
        kind=row["council_type"],
        active=row["active_2024_25"] == "True",
        population=int(float(row["population_2020"])) if row["population_2020"] else None,
        slug=row["gov_uk_slug"],
        other_names=tuple(name.strip() for name in row["alt_names"].split(",") if name.strip()),
    )
