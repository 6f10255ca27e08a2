"""What a person may type about evidence and scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import URLValidator

from goldenthread.domain.frameworks import Framework
from goldenthread.slices.self_assessment.models import Confidence
from goldenthread.ui.forms import DateField, FilterForm, Form

Choice = tuple[str, str]
SENSITIVITY = [
    ("public", "Anyone"),
    ("inspector", "The council and inspectors"),
    ("council", "The council only"),
]
STATES = [("expired", "Expired"), ("soon", "Expires within 30 days"), ("fresh", "Not expired")]


def statement_choices(framework: Framework) -> list[Choice]:
    """Return a framework's statements as (key, title)."""
    return [(one.key, f"{one.key} {one.title}") for one in framework.statements]


def categories(framework: Framework) -> list[Choice]:
    """Return a framework's kinds of evidence as choices."""
    return [(one, one) for one in framework.categories]


def _lines(label: str, *, needed: bool = False, hint: str = "", most: int = 2000) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, required=needed, max_length=most, help_text=hint, widget=box)


class EvidenceFilter(FilterForm):
    """What a list of evidence is narrowed to."""

    words = forms.CharField(label="Words", max_length=200)
    statement = forms.ChoiceField(label="Statement")
    category = forms.ChoiceField(label="Category")
    state = forms.ChoiceField(label="Expiry", choices=[("", "Any"), *STATES])

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statement"].choices = [("", "Any"), *statement_choices(framework)]  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", "Any"), *categories(framework)]  # type: ignore[attr-defined]


class EvidenceForm(Form):
    """An item of evidence."""

    title = forms.CharField(
        label="What is it?", max_length=200,
        help_text="A short name, such as: Audit of 40 assessments, spring 2026. Leave people's names out.",
    )  # fmt: skip
    words = _lines(
        "What does it say?", most=5000, hint="In a sentence or two. Say what it does not show, too."
    )
    link = forms.URLField(
        label="Where can it be read?", required=False, max_length=500, assume_scheme="https",
        validators=[URLValidator(schemes=["https", "http"])], help_text="An address that begins with https://",
        error_messages={"invalid": "Give an address that begins with https:// or http://"},
    )  # fmt: skip
    statements = forms.MultipleChoiceField(
        label="Which statements does it support?", required=False, widget=forms.CheckboxSelectMultiple
    )
    category = forms.ChoiceField(label="What kind of evidence is it?", widget=forms.RadioSelect)
    sensitivity = forms.ChoiceField(
        label="Who may see it?", choices=SENSITIVITY, initial="council", widget=forms.RadioSelect
    )
    owner = forms.ChoiceField(label="Who keeps it fresh?")
    dated_on = DateField(label="What day is it from?")
    expires_on = DateField(
        label="When does it go stale?", required=False,
        help_text="After this day somebody should look at it again. Most evidence holds for a year.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, framework: Framework, owners: Sequence[Choice], latest: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statements"].choices = statement_choices(framework)  # type: ignore[attr-defined]
        self.fields["category"].choices = categories(framework)  # type: ignore[attr-defined]
        self.fields["owner"].choices = list(owners)  # type: ignore[attr-defined]
        self.fields["dated_on"].latest = latest  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse evidence that says nothing and leads nowhere, and one that goes stale before it was made."""
        given = super().clean() or {}
        if not (given.get("words") or given.get("link") or {"words", "link"} & self.errors.keys()):
            self.add_error("words", "Say what it says, or give a link to it.")
        _after(self, given)
        return given


class RenewForm(Form):
    """Evidence that was looked at again and still holds."""

    reason = _lines(
        "What did you look at?", needed=True, hint="One sentence: how you know that it still holds."
    )
    dated_on = DateField(label="What day is it from now?")
    expires_on = DateField(label="When does it go stale?")

    def __init__(self, *args: Any, latest: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dated_on"].latest = latest  # type: ignore[attr-defined]
        self.fields["expires_on"].earliest = latest  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a day to go stale that is not after the day it is from."""
        given = super().clean() or {}
        _after(self, given)
        return given


class LinkForm(Form):
    """What more an item of evidence supports and shows."""

    statements = forms.MultipleChoiceField(
        label="Which statements does it support?", required=False, widget=forms.CheckboxSelectMultiple
    )
    learning = forms.ChoiceField(label="Which thread does it show?", required=False)
    improvement = forms.ChoiceField(label="Which change does it show?", required=False)
    measure = forms.ChoiceField(label="Which measure does it show?", required=False)

    def __init__(
        self, *args: Any, framework: Framework, nodes: dict[str, list[Choice]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statements"].choices = statement_choices(framework)  # type: ignore[attr-defined]
        for kind, options in nodes.items():
            self.fields[kind].choices = [("", "Nothing more"), *options]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a form that links nothing."""
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            raise forms.ValidationError("Choose at least one thing to link.")
        return given


class ScoreForm(Form):
    """A person's score of one statement."""

    score = forms.TypedChoiceField(label="Where do we stand?", coerce=int, widget=forms.RadioSelect)
    reason = _lines(
        "Why this score?", needed=True, hint="What would you say to an inspector who asks how you know?"
    )
    strengths = _lines("What is strong?")
    risks = _lines("What is weak, or could go wrong?")
    plan = _lines("What will we do about it?")
    voice = _lines("What do people who draw on care say?")
    confidence = forms.ChoiceField(
        label="How sure are you?", choices=Confidence.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, score_words: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = enumerate(score_words, start=1)
        self.fields["score"].choices = [(number, f"{number}: {meaning}") for number, meaning in words]  # type: ignore[attr-defined]


def _after(form: Form, given: dict[str, Any]) -> None:
    begins, ends = given.get("dated_on"), given.get("expires_on")
    if begins and ends and ends <= begins:
        form.add_error("expires_on", "The day it goes stale must be after the day it is from.")
