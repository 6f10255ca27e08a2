"""What a person may type about themes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from goldenthread.ui.forms import DateField, FilterForm, Form

Choice = tuple[str, str]
DECISIONS = (("skip", "Skip"), ("yes", "Confirm"), ("no", "Not about this"))


class ThemesFilter(FilterForm):
    """What the list of themes is narrowed to."""

    words = forms.CharField(label="Words", max_length=120)
    taxonomy = forms.ChoiceField(label="List of themes")
    state = forms.ChoiceField(label="In use?", choices=[("", "In use"), ("retired", "Out of use")])

    def __init__(self, *args: Any, taxonomies: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taxonomy"].choices = [("", "All"), *taxonomies]  # type: ignore[attr-defined]


class ThemeForm(Form):
    """The words of a theme."""

    label = forms.CharField(
        label="What is the theme called?", max_length=120,
        help_text="A few words, such as: Being told what happens next.",
    )  # fmt: skip
    definition = forms.CharField(
        label="What does it mean?", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Say what belongs here, and what does not, so that two people decide alike.",
    )  # fmt: skip


class RetireForm(Form):
    """The day from which a theme is out of use."""

    on = DateField(label="Out of use from")

    def __init__(self, *args: Any, latest: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].latest = latest  # type: ignore[attr-defined]


class FinderForm(Form):
    """Which model reads which comments."""

    source = forms.CharField(
        label="Comments whose source begins with", max_length=120, required=False,
        help_text="As it stands under “From” on a comment. Leave it empty for all other comments.",
    )  # fmt: skip
    finder = forms.ChoiceField(label="Which model reads them?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, finders: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finder"].choices = list(finders)  # type: ignore[attr-defined]
