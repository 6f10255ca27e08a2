"""What a person may type about comments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from goldenthread.slices.feedback.queries import Choice, Choices
from goldenthread.ui.forms import DateField, FilterForm, Form

LONGEST = 50_000
KINDS = [
    ("comment", "Comment"),
    ("compliment", "Compliment"),
    ("survey", "Survey answer"),
    ("story", "Story"),
]
CHANNELS = [
    ("in person", "In person"), ("phone", "By phone"), ("email", "By email"), ("letter", "By letter"),
    ("paper form", "On a paper form"), ("web", "On the web"), ("meeting", "At a meeting"),
]  # fmt: skip
STATES = [
    ("waiting", "Waiting for an answer"), ("heard", "Heard, no action needed"),
    ("learning", "Part of a learning"), ("danger", "May be about danger"),
]  # fmt: skip


class CommentsFilter(FilterForm):
    """What a list of comments is narrowed to."""

    words = forms.CharField(
        label="Words",
        max_length=200,
        help_text="Looked for in the newest 10,000 comments that fit your other choices.",
    )
    state = forms.ChoiceField(label="State", choices=[("", "Any"), *STATES])
    theme = forms.ChoiceField(label="About")
    team = forms.ChoiceField(label="Team")
    service = forms.ChoiceField(label="Service")
    kind = forms.ChoiceField(label="Kind", choices=[("", "Any"), *KINDS])
    since = DateField(label="Said on or after")
    until = DateField(label="Said on or before")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = {"theme": choices.themes, "team": choices.teams, "service": choices.services}
        for name, options in given.items():
            self.fields[name].choices = [("", "Any"), *options]  # type: ignore[attr-defined]


class CommentForm(Form):
    """Something a person said, written down by somebody who heard it."""

    text = forms.CharField(
        label="What did they say?", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="In their own words. Names and numbers are masked for people outside the team.",
    )  # fmt: skip
    said_on = DateField(label="When did they say it?")
    kind = forms.ChoiceField(label="What is it?", choices=KINDS, initial="comment", widget=forms.RadioSelect)
    channel = forms.ChoiceField(label="How did it reach us?", choices=[("", "Choose one"), *CHANNELS])
    team = forms.ChoiceField(label="Which team is it about?", required=False)

    def __init__(
        self, *args: Any, teams: Sequence[Choice], whole_council: bool, latest: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said_on"].latest = latest  # type: ignore[attr-defined]
        self.fields["team"].required = not whole_council
        first = ("", "No team: the whole council" if whole_council else "Choose one")
        self.fields["team"].choices = [first, *teams]  # type: ignore[attr-defined]


class LearningForm(Form):
    """What should be different, drawn from what people said."""

    sentence = forms.CharField(
        label="What should be different?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One sentence, such as: We ask what matters to a person before we talk about services.",
    )  # fmt: skip
    title = forms.CharField(label="A short name for this thread", max_length=120, required=False)
    detail = forms.CharField(
        label="More about it", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class HeardForm(Form):
    """Why a comment that may be about danger needs no more."""

    reason = forms.CharField(
        label="What was done about the danger?", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example: Rang the safeguarding front door at 2:30pm, or: read it, nobody is in danger.",
    )  # fmt: skip


class ThemeForm(Form):
    """What a comment is about."""

    theme = forms.ChoiceField(label="What is it about?")

    def __init__(self, *args: Any, themes: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", "Choose one"), *themes]  # type: ignore[attr-defined]


class JoinForm(Form):
    """Which learning a comment is added to."""

    learning = forms.ChoiceField(label="Add it to a learning that is there")

    def __init__(self, *args: Any, learnings: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["learning"].choices = [("", "Choose one"), *learnings]  # type: ignore[attr-defined]
