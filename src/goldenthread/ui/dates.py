"""A date asked for in three boxes, and one sentence for each way it can be wrong."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldenthread.ui import macros

Boxes = tuple[str, str, str]
PARTS = "day", "month", "year"
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
LONGEST_NUMBER = 4
WRITTEN = "j F Y"


class DateBoxes(forms.Widget):
    """Day, month and year, typed as numbers; a month may be typed as its name."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Boxes:
        """Return what was typed in the three boxes, without spaces around it."""
        day, month, year = (str(data.get(f"{name}_{part}") or "").strip() for part in PARTS)
        return day, month, year

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Say whether none of the boxes was sent."""
        return not any(f"{name}_{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        """Return the id of the first box, which an error links to."""
        return f"{id_}_day"

    def boxes(self, name: str, value: Any, id_: str, *, wrong: bool = False) -> list[dict[str, Any]]:
        """Return the three boxes as the component wants them."""
        titles = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        return [
            {
                "name": f"{name}_{part}",
                "id": f"{id_}_{part}",
                "label": titles[part],
                "value": typed,
                "classes": f"govuk-input--width-{4 if part == 'year' or len(typed) > 2 else 2}{' govuk-input--error' if wrong else ''}",
                "inputmode": "text" if part == "month" and typed and not typed.isdecimal() else "numeric",
            }
            for part, typed in zip(PARTS, as_typed(value), strict=True)
        ]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the boxes alone, for a page that draws its own label."""
        id_ = (attrs or {}).get("id") or f"id_{name}"
        return macros.component("date-input", {"id": id_, "items": self.boxes(name, value, id_)})


class DateField(forms.Field):
    """A day somebody types in three boxes; gives back a `date` or None."""

    widget = DateBoxes
    default_error_messages = {
        "missing": gettext_lazy("%(label)s must include a %(parts)s."),
        "year": gettext_lazy("%(label)s must have a year of four numbers, like 2026."),
        "words": gettext_lazy("%(label)s must be numbers, like 27 3 2026."),
        "impossible": gettext_lazy("%(label)s must be a real date: there is no %(typed)s."),
        "early": gettext_lazy("%(label)s must be on or after %(limit)s."),
        "late": gettext_lazy("%(label)s must be on or before %(limit)s."),
    }

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **more: Any) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(**more)

    def to_python(self, value: Any) -> date | None:
        """Return the date that was typed, None for three empty boxes; raise ValidationError with one sentence."""
        if value is None or isinstance(value, date):
            return value
        day, month, year = as_typed(value)
        if not any((day, month, year)):
            return None
        empty = [part for part, typed in zip(PARTS, (day, month, year), strict=True) if not typed]
        if empty:
            words = {"day": _("day"), "month": _("month"), "year": _("year")}
            raise self.wrong("missing", parts=_(" and ").join(words[part] for part in empty))
        return self.real_day(day, _month_number(month), year)

    def real_day(self, day: str, month: str, year: str) -> date:
        """Return the day these numbers name; raise ValidationError when they name none."""
        if not all(part.isdecimal() and len(part) <= LONGEST_NUMBER for part in (day, month, year)):
            raise self.wrong("words")
        if len(year) != LONGEST_NUMBER:
            raise self.wrong("year")
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            raise self.wrong("impossible", typed=f"{int(day)} {_month_name(int(month))} {year}") from None

    def validate(self, value: date | None) -> None:
        """Refuse an empty date where one is needed, and a date outside the limits."""
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            raise self.wrong("early", limit=date_format(self.earliest, WRITTEN))
        if value and self.latest and value > self.latest:
            raise self.wrong("late", limit=date_format(self.latest, WRITTEN))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether what was typed differs from the date that was there."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def wrong(self, code: str, **params: str) -> ValidationError:
        """Return the refusal with this field's name in its sentence."""
        label = capfirst(str(self.label)) if self.label else _("The date")
        return ValidationError(self.error_messages[code], code=code, params={"label": label, **params})


def as_typed(value: Any) -> Boxes:
    """Return the three boxes' words for a date, an ISO day, what was typed before, or nothing."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return value, "", ""
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    day, month, year = value or ("", "", "")
    return day, month, year


def _month_number(typed: str) -> str:
    short = typed[:3].lower()
    return str(MONTHS.index(short) + 1) if short in MONTHS and typed.isalpha() else typed


def _month_name(month: int) -> str:
    return date_format(date(2000, month, 1), "F") if 1 <= month <= len(MONTHS) else str(month)
