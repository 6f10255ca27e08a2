"""What a person may type about a change."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from goldenthread.ui.forms import DateField, FilterForm, Form

Choices = list[tuple[str, str]]
KINDS = [
    ("action", "Action"), ("test", "Test of change"), ("project", "Project"), ("training", "Training"),
    ("policy", "Policy"), ("pathway", "Pathway"),
]  # fmt: skip
STATES = [
    ("", "Any"), ("late", "Past its day"), ("planned", "Planned"), ("in_progress", "In progress"), ("done", "Done"),
    ("checked", "Checked by another person"),
]  # fmt: skip
VERDICTS = [
    ("", "Any"), ("improved", "▲ Improved"), ("worse", "▼ Worse"), ("no change seen", "▬ No change seen"),
    ("too early", "◔ Too early"), ("unstable baseline", "≋ Unstable baseline"), ("no data", "○ No data"),
    ("none", "Not asked yet"), ("no measure", "Has no measure"),
]  # fmt: skip
STEPS = [("planned", "Planned"), ("in_progress", "In progress"), ("done", "Done")]
WORDS = [("improved", "▲ Improved"), ("worse", "▼ Worse"), ("no change seen", "▬ No change seen")]
PROOFS = [
    ("people's accounts", "What people told us"), ("audit items", "What audits found"),
    ("recording", "What is written in records"), ("observation", "What was seen by somebody there"),
    ("figures", "Figures too small for a chart"),
]  # fmt: skip
FEWEST_KINDS = 2
LONGEST_BEDDING_IN = 24
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
ROWS = {"rows": 3}


class ListFilter(FilterForm):
    """What the list of changes is narrowed to."""

    words = forms.CharField(label="Title or aim contains", max_length=100)
    owner = forms.ChoiceField(label="Led by")
    state = forms.ChoiceField(label="How far it is", choices=STATES)
    verdict = forms.ChoiceField(label="Made a difference?", choices=VERDICTS)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Anybody"), *people]  # type: ignore[attr-defined]


class StartForm(Form):
    """A change to be started: what, for whom, by whom and by when."""

    learning = forms.ChoiceField(label="Which learning does it answer?", required=False)
    title = forms.CharField(label="What will change?", max_length=160)
    aim = forms.CharField(
        label="What is the aim?", max_length=500, widget=forms.Textarea(attrs=ROWS),
        help_text="How much better, for whom, by when. For example: 9 in 10 people told within a day, by June.",
    )  # fmt: skip
    kind = forms.ChoiceField(label="What sort of change is it?", choices=KINDS)
    owner = forms.ChoiceField(label="Who leads it?")
    team = forms.ChoiceField(label="Which team?", required=False)
    co_produced_with = forms.CharField(
        label="Who helped to shape it?", max_length=300, required=False,
        help_text="People who draw on care, carers or staff. For example: 4 people from the innovators' group.",
    )  # fmt: skip
    starts_on = DateField(label="Start", earliest=EARLIEST, latest=LATEST)
    due_on = DateField(label="Finish", earliest=EARLIEST, latest=LATEST)

    def __init__(self, *args: Any, choices: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["learning"].choices = [("", "No learning yet"), *choices["learning"]]  # type: ignore[attr-defined]
        self.fields["owner"].choices = [("", "Choose a person"), *choices["owner"]]  # type: ignore[attr-defined]
        self.fields["team"].choices = choices["team"]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        given = super().clean() or {}
        start, end = given.get("starts_on"), given.get("due_on")
        if start and end and end < start:
            self.add_error("due_on", "Finish must be on or after the start.")
        return given


class LearningForm(Form):
    """One more learning that a change answers."""

    learning = forms.ChoiceField(label="Which learning does it answer?")

    def __init__(self, *args: Any, learnings: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["learning"].choices = [("", "Choose a learning"), *learnings]  # type: ignore[attr-defined]


class TestForm(Form):
    """Which measure shows whether the change works, from which day, and how small a change still matters."""

    __test__ = False  # a form, nothing for the test runner to collect

    measure = forms.ChoiceField(label="Which measure will show it?")
    changed_on = DateField(
        label="On which day did it change something?", earliest=EARLIEST, latest=LATEST,
        help_text="The day people first met the new way, not the day of the plan.",
    )  # fmt: skip
    smallest_change = forms.FloatField(
        label="How small a change would still be worth having?", max_value=1e9,
        help_text="In the measure's own unit: 5 means 5 points of a percent, or 5 days.",
        error_messages={"invalid": "The smallest change must be a number, like 5 or 2.5."},
    )  # fmt: skip
    bedding_in_months = forms.IntegerField(
        label="How many months does it need to settle in?", min_value=0, max_value=LONGEST_BEDDING_IN, initial=0,
        help_text="Readings of these months are left out.",
    )  # fmt: skip

    def __init__(self, *args: Any, measures: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [("", "Choose a measure"), *measures]  # type: ignore[attr-defined]

    def clean_smallest_change(self) -> float:
        """Refuse a change of nothing."""
        size = float(self.cleaned_data["smallest_change"])
        if size <= 0:
            raise forms.ValidationError("The smallest change must be above 0.")
        return size


class MoveForm(Form):
    """How far a change has got."""

    done = forms.ChoiceField(label="How far is it?", choices=STEPS, widget=forms.RadioSelect)
    proof = forms.CharField(
        label="What shows that it was done?", max_length=2000, required=False, widget=forms.Textarea(attrs=ROWS),
        help_text="Needed for “Done”. Another person will check it.",
    )  # fmt: skip


class JudgementForm(Form):
    """A person's judgement where numbers cannot tell."""

    trial = forms.ChoiceField(label="Beside which measure does it stand?")
    word = forms.ChoiceField(label="What is your judgement?", choices=WORDS, widget=forms.RadioSelect)
    proofs = forms.MultipleChoiceField(
        label="What kinds of proof does it rest on?", choices=PROOFS, widget=forms.CheckboxSelectMultiple,
        help_text="Choose at least two.",
    )  # fmt: skip
    paragraph = forms.CharField(
        label="What did you see, and where?", max_length=1700, widget=forms.Textarea(attrs={"rows": 6})
    )
    limits = forms.CharField(
        label="What can it not show?", max_length=500, widget=forms.Textarea(attrs=ROWS),
        help_text="For example: only two teams were asked.",
    )  # fmt: skip

    def __init__(self, *args: Any, trials: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trial"].choices = trials  # type: ignore[attr-defined]

    def clean_proofs(self) -> list[str]:
        """Ask for several kinds of proof: one alone is not a judgement."""
        chosen: list[str] = self.cleaned_data["proofs"]
        if len(chosen) < FEWEST_KINDS:
            raise forms.ValidationError("Choose at least two kinds of proof.")
        return chosen
