"""What a person may type about messages."""

from typing import Any

from django import forms

from goldenthread.foundation.messaging.models import State, Way
from goldenthread.foundation.messaging.topics import TOPICS, Topic, WordingRefused, check
from goldenthread.ui.forms import FilterForm, Form


class OutboxFilter(FilterForm):
    """Narrows the outbox."""

    state = forms.ChoiceField(label="State", choices=[("", "All"), *State.choices])


class WordingForm(Form):
    """The subject and the words of one topic."""

    subject = forms.CharField(label="Subject", max_length=150)
    body = forms.CharField(label="Words", max_length=5_000, widget=forms.Textarea)

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic
        gaps = ", ".join(f"(({name}))" for name in topic.gaps)
        self.fields["body"].help_text = f"These are filled in: {gaps}." if gaps else "Nothing is filled in."

    def clean(self) -> dict[str, Any]:
        """Refuse gaps that nothing fills, each beside its field."""
        given = super().clean() or {}
        for name, parts in (
            ("subject", (given.get("subject", ""), "")),
            ("body", ("", given.get("body", ""))),
        ):
            try:
                check(self.topic, *parts)
            except WordingRefused as refusal:
                self.add_error(name, str(refusal))
        return given


class PreferencesForm(Form):
    """How a person wants to hear of each topic."""

    def __init__(self, *args: Any, ways: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, way in sorted(ways.items(), key=lambda one: TOPICS[one[0]].label):
            self.fields[key] = forms.ChoiceField(
                label=TOPICS[key].label, choices=Way.choices, initial=way, widget=forms.RadioSelect
            )


class QuietHoursForm(Form):
    """When nothing is sent that is not urgent."""

    starts_at = forms.TimeField(label="Quiet from", help_text="Such as 20:00")
    ends_at = forms.TimeField(label="Quiet until", help_text="Such as 08:00")
    weekends = forms.BooleanField(label="Saturdays and Sundays are quiet too", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse quiet hours that never begin or never end."""
        given = super().clean() or {}
        if given.get("starts_at") and given.get("starts_at") == given.get("ends_at"):
            self.add_error("ends_at", "Quiet hours end at another time than they begin: change one of them.")
        return given
