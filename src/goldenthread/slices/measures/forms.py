"""What a person may type about a measure and its readings."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from goldenthread.domain.written_months import NotAMonth, read_month
from goldenthread.ui.forms import FilterForm, Form

Choices = list[tuple[str, str]]
UNITS = [("percent", "Percent"), ("count", "Count"), ("number", "Number, such as days or a score")]
DIRECTIONS = [
    ("up", "Higher is better"),
    ("down", "Lower is better"),
    ("neither", "Neither: we only watch it"),
]
CHARTS = [
    ("p", "A share of people, with how many there were: p-chart"),
    ("xmr", "Anything else: XmR chart"),
]
EVERY = [("month", "Every month"), ("year", "Every year")]
LIVE = [
    ("", "From us: typed in or brought in by file"),
    ("theme", "Counted here: share of comments about a theme"),
    ("score", "Counted here: share of scores that are poor"),
    ("ascof", "Published outcomes of this council (ASCOF)"),
]
SHOWS = [
    ("", "Anything"), ("worse", "▼ Getting worse"), ("better", "▲ Getting better"), ("other", "◆ Changed"),
    ("steady", "● Usual ups and downs"), ("few", "○ Too few readings"),
]  # fmt: skip


class MonthField(forms.CharField):
    """A month somebody types, like March 2026; gives back its first day."""

    def clean(self, value: Any) -> date | None:
        """Return the first day of the month, or raise ValidationError with one sentence."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return read_month(typed)
        except NotAMonth as trouble:
            raise forms.ValidationError(str(trouble)) from None


class Figure(forms.FloatField):
    """A number of ordinary size."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("max_value", 1e12)
        more.setdefault("min_value", -1e12)
        super().__init__(**more)
        self.error_messages["invalid"] = f"{self.label} must be a number, like 12 or 62.5."


class ListFilter(FilterForm):
    """What the list of measures is narrowed to."""

    words = forms.CharField(label="Question contains", max_length=100)
    owner = forms.ChoiceField(label="Owner")
    shows = forms.ChoiceField(label="Newest reading shows", choices=SHOWS)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Anybody"), *people]  # type: ignore[attr-defined]


class MeasureForm(Form):
    """What is counted, out of what, which way is better, and where the numbers come from."""

    title = forms.CharField(
        label="What is the question?",
        max_length=160,
        help_text="For example: Are people told what happens next?",
    )
    numerator_words = forms.CharField(
        label="What is counted?", max_length=300, help_text="For example: people who said they were told."
    )
    denominator_words = forms.CharField(
        label="Out of what?", max_length=300, required=False, help_text="For example: people who answered."
    )
    unit = forms.ChoiceField(label="How is a reading written?", choices=UNITS, initial="percent")
    direction = forms.ChoiceField(label="Which way is better?", choices=DIRECTIONS, widget=forms.RadioSelect)
    chart = forms.ChoiceField(label="Which chart suits it?", choices=CHARTS, initial="p")
    every = forms.ChoiceField(label="How often is it read?", choices=EVERY, initial="month")
    target = Figure(label="Target", required=False, help_text="A percent is a number from 0 to 100.")
    owner = forms.ChoiceField(label="Who looks after it?", required=False)
    live_kind = forms.ChoiceField(label="Where do the readings come from?", choices=LIVE, required=False)
    theme = forms.ChoiceField(label="Theme, when it is counted from comments", required=False)
    subject = forms.ChoiceField(label="Only what concerns", required=False)
    published = forms.ChoiceField(label="Published measure, when it is from ASCOF", required=False)
    source = forms.CharField(label="Source", max_length=200, help_text="For example: monthly phone survey.")
    caveat = forms.CharField(
        label="What should readers be careful about?", max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, choices: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = {
            "owner": "Nobody yet",
            "theme": "No theme",
            "subject": "Everything",
            "published": "No published measure",
        }
        for name, empty in nothing.items():
            self.fields[name].choices = [("", empty), *choices[name]]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the source that was chosen, and keep a percent's target within 0 to 100."""
        given = super().clean() or {}
        if given.get("live_kind") == "theme" and not given.get("theme"):
            self.add_error("theme", "Choose the theme that is counted.")
        if given.get("live_kind") == "ascof" and not given.get("published"):
            self.add_error("published", "Choose the published measure.")
        target = given.get("target")
        if given.get("unit") == "percent" and target is not None and not 0 <= target <= 100:
            self.add_error("target", "Target must be between 0 and 100, because it is a percent.")
        return given


class ReadingForm(Form):
    """One reading by hand."""

    period = MonthField(label="Which month?", max_length=40, help_text="For example: March 2026")
    numerator = Figure(label="How many?", required=False)
    denominator = Figure(label="Out of how many?", required=False)
    value = Figure(
        label="Or the value", required=False, help_text="Only when you do not know how many out of how many."
    )
    note = forms.CharField(label="What happened in this month?", max_length=200, required=False)


class ReadingsForm(Form):
    """Readings by file, or pasted."""

    file = forms.FileField(
        label="File (CSV, XLSX or ODS)", required=False,
        help_text="Columns: period, numerator, denominator, value. One row for each month.",
    )  # fmt: skip
    rows = forms.CharField(
        label="Or paste the rows here, with the names of the columns first", max_length=100_000, required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        given = super().clean() or {}
        if not self.errors and not given.get("file") and not (given.get("rows") or "").strip():
            raise forms.ValidationError("Choose a file, or paste some rows.")
        return given


class NoteForm(Form):
    """What happened in one period."""

    period = forms.ChoiceField(label="Which reading?")
    note = forms.CharField(
        label="What happened?",
        max_length=200,
        required=False,
        help_text="Leave it empty to take a note away.",
    )

    def __init__(self, *args: Any, periods: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = periods  # type: ignore[attr-defined]
