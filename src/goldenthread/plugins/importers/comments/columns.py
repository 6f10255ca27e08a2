"""Which column holds the date, the words, the group, the score and the reference."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from goldenthread.domain.importing import Refused
from goldenthread.domain.written_dates import NotADay, Order, read_day
from goldenthread.ports.importers import Field

FIELDS = (
    Field("said_on", "Date", True, ("date", "said on", "response date", "date received", "received", "submitted",
          "received on", "date of response", "completed", "recorded", "created", "submission time", "timestamp", "start time",
          "completion time", "when")),
    Field("text", "Comment", True, ("comment", "comments", "feedback", "fft answer", "answer text", "comment text",
          "what people said", "what they said", "text", "free text", "verbatim", "response text", "answer", "response", "what could we do better",
          "what was good", "words", "message", "reason for score", "why", "details", "review")),
    Field("group", "Team or service", False, ("team", "service", "service type 1", "team name", "service name", "group", "trust", "directorate",
          "department", "area", "locality", "location", "ward", "provider", "site", "unit", "service type")),
    Field("score", "Score", False, ("fft categorical answer", "rating", "score", "stars", "overall experience", "satisfaction",
          "recommend", "how was it")),
    Field("ref", "Reference", False, ("comment id", "id", "ref", "reference", "response id", "record id", "unique id",
          "submission id", "case id", "number")),
)  # fmt: skip
LABELS = {field.key: field.label for field in FIELDS}
Judge = Callable[[Sequence[object]], float]  # how well the cells of a column fit
_NOT_LETTERS = re.compile(r"[\W_]+")
# Words that make a header something else, however well the rest fits.
_ELSEWHERE = {
    "said_on": {"birth", "dob", "born", "updated", "modified"},
    "text": {"id", "date", "sentiment", "score", "code", "type", "categorical", "count", "length", "theme"},
    "group": {"id", "date", "code"},
    "score": {"id", "date", "reason", "comment", "why"},
    "ref": {"respondent", "staff", "user"},
}


def unique_header(cells: Sequence[object]) -> tuple[str, ...]:
    """Return a name for every column: empty ones become 'Column 3', a second 'Comment' is 'Comment (2)'."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(str(cell if cell is not None else "").split()).strip("\ufeff") or f"Column {place}"
        wanted, again = name, 2
        while name in names:
            name, again = f"{wanted} ({again})", again + 1
        names.append(name)
    return tuple(names)


def recognise(header: Sequence[str], sample: Sequence[Sequence[object]] = ()) -> dict[str, str]:
    """Return {field: column}: the best header for each field, else what the cells of `sample` look like.

    No column feeds two fields; a field that nothing fits is left out.
    """
    scores = sorted(
        ((_fit(name, field), -rank, -place, field.key, name)
         for rank, field in enumerate(FIELDS)
         for place, name in enumerate(header)),
        reverse=True,
    )  # fmt: skip
    found: dict[str, str] = {}
    for score, _, _, key, name in scores:
        if score > 0 and key not in found and name not in found.values():
            found[key] = name
    for key, judge in (("said_on", _dates_in), ("text", _words_in)):
        if key not in found and (name := _by_content(header, sample, set(found.values()), judge)):
            found[key] = name
    return {field.key: found[field.key] for field in FIELDS if field.key in found}


def chosen(header: Sequence[str], wanted: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    """Return {field: column} where what a person `wanted` wins over what was `found`.

    Raises `Refused` when a wanted column is not there, or when the date or the words have no column.
    """
    by_folded = {_folded(name): name for name in reversed(header)} | {name: name for name in header}
    mapping: dict[str, str] = {}
    for key, name in wanted.items():
        if key not in LABELS or not name:
            continue
        column = by_folded.get(name) or by_folded.get(_folded(name))
        if column is None:
            raise Refused(f'There is no column "{name}". The columns are: {_listed(header)}.')
        mapping[key] = column
    taken = set(mapping.values())
    mapping |= {key: name for key, name in found.items() if key not in wanted and name not in taken}
    for field in FIELDS:
        if field.required and field.key not in mapping:
            raise Refused(
                f"No column looks like the {field.label.lower()}. Choose one of: {_listed(header)}."
            )
    return mapping


def _fit(name: str, field: Field) -> float:
    """Return how well a header fits a field: 0 not at all; an exact hint beats one among other words."""
    folded = _folded(name)
    words = folded.split()
    for rank, hint in enumerate(field.hints):
        if folded == hint:
            return 100 - rank
    if _ELSEWHERE[field.key] & set(words):
        return 0
    for rank, hint in enumerate(field.hints):
        if f" {hint} " in f" {folded} ":
            return 50 - rank - len(words) / 10
    return 0


def _by_content(
    header: Sequence[str], sample: Sequence[Sequence[object]], taken: set[str], judge: Judge
) -> str:
    """Return the free column whose cells the judge likes best, or nothing."""
    best, best_score = "", 0.0
    for place, name in enumerate(header):
        if name in taken:
            continue
        score = judge([row[place] for row in sample if place < len(row) and row[place] not in (None, "")])
        if score > best_score:
            best, best_score = name, score
    return best


def _dates_in(cells: Sequence[object]) -> float:
    """Return the share of cells that are dates, or 0 under a half."""
    good = sum(map(_is_day, cells))
    return good / len(cells) if cells and good * 2 >= len(cells) else 0.0


def _is_day(cell: object) -> bool:
    if isinstance(cell, (int, float)) or str(cell).strip().isdigit():
        return False  # a bare number is more often an id than a day
    try:
        read_day(cell, order=Order.DAY_FIRST)
    except NotADay:
        return False
    return True


def _words_in(cells: Sequence[object]) -> float:
    """Return the mean number of words a cell, or 0 when cells are hardly sentences."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    mean = sum(len(text.split()) for text in texts) / len(texts) if texts else 0.0
    return mean if mean >= 3 else 0.0


def _folded(name: str) -> str:
    return " ".join(_NOT_LETTERS.sub(" ", name.casefold()).split())


def _listed(header: Sequence[str]) -> str:
    """Return the columns as words, not more than a page can hold."""
    shown = ", ".join(f'"{name}"' for name in header[:40])
    return shown + (f" and {len(header) - 40} more" if len(header) > 40 else "")
