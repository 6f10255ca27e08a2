"""One walk through the rows of a file of comments: rows, problems, and notes at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b

from goldenthread.domain.exporting import unguarded
from goldenthread.domain.importing import Item, Problem, Row, Tally, problem_in
from goldenthread.domain.written_dates import Day, Habit, NotADay, Order, read_day
from goldenthread.domain.written_text import clean_text
from goldenthread.plugins.importers.comments import columns as naming
from goldenthread.plugins.importers.comments.sheet import Sheet, trimmed

LONGEST_COMMENT = 50_000
LONGEST_SHORT = 500  # a team, a score, a reference
LIMITS = {"text": LONGEST_COMMENT, "group": LONGEST_SHORT, "score": LONGEST_SHORT, "ref": LONGEST_SHORT}
# Many people give these on the same day. Without a reference they are no sign that a row came twice.
STOCK_ANSWERS = {"did not answer", "no answer", "no comment", "no comments", "not applicable", "not answered", "don't know",
                 "dont know", "not sure", "nothing at all", "nothing really", "no thanks", "no thank you", "thank you"}  # fmt: skip


class Walk:
    """One walk through the rows."""

    def __init__(self, sheet: Sheet, mapping: Mapping[str, str], habit: Habit, today: date | None) -> None:
        self.sheet, self.mapping, self.habit, self.today = sheet, mapping, habit, today
        self.places = {key: sheet.header.index(name) for key, name in mapping.items()}
        self.seen: dict[bytes, int] = {}
        self.swapped = self.either = self.repeated = 0

    def items(self, tally: Tally) -> Iterator[Item]:
        """Give a row, or its problems, for each row of the sheet that says something."""
        for number, cells in self.sheet.rows():
            tally.read += 1
            values = {key: self._text(cells, key) for key in naming.LABELS}
            if spilt := self._spilt(number, cells):
                tally.refused += 1
                yield spilt
            elif not values["text"]:
                tally.silent += 1
            else:
                yield from self._judged(number, cells, values, tally)
        tally.notes.extend(self._closing_notes(tally))

    def _judged(
        self, number: int, cells: Sequence[object], values: dict[str, str], tally: Tally
    ) -> Iterator[Item]:
        """Give the row, or everything that is wrong with it."""
        problems = self._too_long(number, values)
        try:
            day = read_day(self._date_cell(cells), order=self.habit.order, today=self.today)
        except NotADay as trouble:
            problems.insert(0, problem_in(number, self.mapping["said_on"], str(trouble)))
        else:
            if not problems and (twin := self._twin(number, day, values)):
                problems.append(twin)
        if problems:
            tally.refused += 1
            yield from problems
            return
        tally.used += 1
        self.swapped += day.swapped
        self.either += day.either
        yield Row(number, values | {"said_on": day.on})

    def _spilt(self, number: int, cells: Sequence[object]) -> Problem | None:
        """Return a problem when a row of text has more cells than the header: its words would be cut."""
        width, most = len(trimmed(cells)), len(self.sheet.header)
        if not self.sheet.is_text or width <= most:
            return None
        trouble = f"there are {width} cells, but the header has {most}. Put quotation marks round words with commas in them."
        return problem_in(number, "Row", trouble)

    def _date_cell(self, cells: Sequence[object]) -> object:
        place = self.places["said_on"]
        cell = cells[place] if place < len(cells) else None
        return unguarded(cell) if isinstance(cell, str) else cell

    def _text(self, cells: Sequence[object], key: str) -> str:
        place = self.places.get(key)
        if place is None or place >= len(cells) or cells[place] is None:
            return ""
        cell = cells[place]
        text = clean_text(unguarded(cell) if isinstance(cell, str) else cell)
        return text if key == "text" else " ".join(text.split())

    def _too_long(self, number: int, values: Mapping[str, str]) -> list[Problem]:
        found = []
        for key, longest in LIMITS.items():
            if len(values[key]) > longest:
                mend = "Split it into two rows." if key == "text" else "Shorten it."
                trouble = f"the text has {len(values[key]):,} letters; {longest:,} is the most. {mend}"
                found.append(problem_in(number, self.mapping[key], trouble))
        return found

    def _twin(self, number: int, day: Day, values: Mapping[str, str]) -> Problem | None:
        """Return a problem when an earlier good row is the same: same reference, else same day, words and group."""
        ref = values["ref"]
        what = ("ref", ref) if ref else (str(day.on), values["text"], values["group"])
        mark = blake2b("\x1f".join(what).encode("utf-8", "replace"), digest_size=12).digest()
        first = self.seen.setdefault(mark, number)
        if first == number:
            return None
        if not ref and _is_stock(values["text"]):
            self.repeated += 1
            return None
        if ref:
            trouble = (
                f'"{ref[:40]}" is already in row {first}. Give this row its own reference, or remove it.'
            )
            return problem_in(number, self.mapping["ref"], trouble)
        trouble = f"the same words on the same day are already in row {first}. Remove one of the two rows."
        return problem_in(number, self.mapping["text"], trouble)

    def _closing_notes(self, tally: Tally) -> Iterator[str]:
        habit = self.habit
        day_first = habit.order is Order.DAY_FIRST
        shown, other = ("day/month/year", "month/day/year")[:: 1 if day_first else -1]
        if self.swapped:
            yield f"{_rows(self.swapped)} had a date that is only real as {other}, and was read so; the rest of the file writes {shown}."
        if self.either and (habit.month_first or not day_first or not habit.day_first):
            yield f"{_rows(self.either)} had a date that could be read either way, and was read as {shown}."
        if self.repeated:
            yield f"{_rows(self.repeated)} had a short answer that others gave on the same day, and stayed in."
        if tally.silent:
            yield f"{_rows(tally.silent)} had no words, and {'was' if tally.silent == 1 else 'were'} left out."


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


def _is_stock(text: str) -> bool:
    """Tell an answer that many people give: one word, or a set phrase."""
    folded = text.casefold().strip(" .!")
    return len(folded.split()) < 2 or folded in STOCK_ANSWERS
