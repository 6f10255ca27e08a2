"""What an administrator types to give somebody access, and a new person to choose a password."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from goldenthread.foundation.people.models import Team
from goldenthread.foundation.permissions.roles import ROLES
from goldenthread.ui.forms import DateField, Form


class AccessForm(Form):
    """Who, which role, where, and from when to when."""

    email = forms.EmailField(label="Email address")
    name = forms.CharField(
        label="Name", max_length=150, required=False, help_text="Only needed for somebody who is new here."
    )
    role = forms.ChoiceField(label="Role")
    team = forms.ChoiceField(label="Where", required=False)
    starts_on = DateField(label="First day", required=False, help_text="Leave it empty for today.")
    ends_on = DateField(label="Last day", required=False, help_text="Leave it empty if there is none.")

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "Choose a role"), *((r.key, r.label) for r in ROLES.values())]  # type: ignore[attr-defined]
        self.fields["team"].choices = [  # type: ignore[attr-defined]
            ("", "The whole council"), *((team.public_id, team.name) for team in teams)
        ]  # fmt: skip
        self.fields["role"].error_messages["required"] = "Choose a role."

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        given = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must not be before the first.")
        return given


class PasswordForm(Form):
    """A first password."""

    password = forms.CharField(
        label="Choose a password", widget=forms.PasswordInput, max_length=200,
        help_text="At least 15 letters. Four words that do not belong together are good.",
    )  # fmt: skip

    def clean_password(self) -> str:
        """Refuse a password that is easy to guess."""
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password
