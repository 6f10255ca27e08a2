"""What an administrator types to set up the council's own sign-in service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms

from goldenthread.foundation.people.models import Team
from goldenthread.foundation.permissions.roles import ROLES
from goldenthread.foundation.sign_in.discovery import WELL_KNOWN
from goldenthread.foundation.sign_in.models import SUBJECTS
from goldenthread.ui.forms import Form


class ServiceForm(Form):
    """The service, and how to tell people and groups apart."""

    name = forms.CharField(
        label="What do your people call it?", max_length=60,
        help_text="It is on the button, such as: Northshire account.",
    )  # fmt: skip
    server_url = forms.CharField(
        label="Address of the service", max_length=300,
        help_text="For Microsoft Entra: https://login.microsoftonline.com/your-tenant-id/v2.0",
    )  # fmt: skip
    client_id = forms.CharField(
        label="Client ID",
        max_length=200,
        help_text="The service gives it when you register Goldenthread there.",
    )
    secret = forms.CharField(
        label="Client secret", max_length=400, required=False, widget=forms.PasswordInput,
        help_text="It is kept sealed and never shown. Leave it empty to keep the one you gave before.",
    )  # fmt: skip
    subject_claim = forms.ChoiceField(
        label="What tells people apart", choices=SUBJECTS, widget=forms.RadioSelect, initial="sub"
    )
    groups_claim = forms.CharField(
        label="The claim that holds groups or roles", max_length=60, initial="groups",
        help_text="For Microsoft Entra: groups, or roles if you use app roles.",
    )  # fmt: skip
    is_on = forms.BooleanField(
        label="Let people sign in with it", required=False, help_text="Try it first, then tick this."
    )

    def clean_server_url(self) -> str:
        """Refuse what cannot be an address."""
        url = str(self.cleaned_data["server_url"]).strip().removesuffix(WELL_KNOWN).rstrip("/")
        try:
            parts = urlsplit(url)
        except ValueError as wrong:
            raise forms.ValidationError("Type an address that starts with https://.") from wrong
        if parts.scheme not in {"https", "http"} or not parts.netloc or parts.query or parts.fragment:
            raise forms.ValidationError("Type an address that starts with https://.")
        return url


class RuleForm(Form):
    """One row of the table: a group, the role it gives, and where."""

    value = forms.CharField(
        label="Group or role in the service", max_length=200,
        help_text="As the service sends it. Microsoft Entra sends a group’s object ID.",
    )  # fmt: skip
    role = forms.ChoiceField(label="Role here")
    team = forms.ChoiceField(label="Where", required=False)

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "Choose a role"), *((r.key, r.label) for r in ROLES.values())]  # type: ignore[attr-defined]
        self.fields["team"].choices = [  # type: ignore[attr-defined]
            ("", "The whole council"), *((team.public_id, team.name) for team in teams)
        ]  # fmt: skip
        self.fields["role"].error_messages["required"] = "Choose a role."
