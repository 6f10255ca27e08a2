"""What the list of jobs can be narrowed to."""

from typing import Any

from django import forms

from goldenthread.foundation.jobs.models import State
from goldenthread.foundation.jobs.registry import KINDS
from goldenthread.ui.forms import FilterForm


class JobFilter(FilterForm):
    """A state and a kind of job."""

    state = forms.ChoiceField(label="State", choices=[("", "All"), *State.choices])
    kind = forms.ChoiceField(label="Kind of job")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sorted((kind.label, key) for key, kind in KINDS.items())
        self.fields["kind"].choices = [("", "All"), *((key, label) for label, key in known)]  # type: ignore[attr-defined]
