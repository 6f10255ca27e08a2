"""What a person gives: a file, and which of its columns holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from goldenthread.foundation.files.kinds import ACCEPTED
from goldenthread.foundation.files.store import MOST_BYTES, TooBig
from goldenthread.ports.importers import Field
from goldenthread.ui.forms import Form

NAME = "column_"


class UploadForm(Form):
    """A file of many rows."""

    file = forms.FileField(
        label="File",
        help_text=f"{ACCEPTED}, up to 50 MB. You will see what is in it before anything is kept.",
    )
    source = forms.CharField(
        label="What is this data called?", max_length=120, required=False,
        help_text="For example, Visitor survey. It is shown beside each row.",
    )  # fmt: skip

    def clean_file(self) -> UploadedFile:
        """Refuse a file that is too big before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(str(TooBig.__doc__))
        return file


class ColumnsForm(Form):
    """Which column of a file feeds which field."""

    def __init__(self, *args: Any, wanted: Sequence[Field], header: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted, self.header = wanted, header
        choices = [(str(place), name[:80]) for place, name in enumerate(header)]
        for one in wanted:
            empty = ("", "Choose a column" if one.required else "There is none")
            field = forms.ChoiceField(label=one.label, choices=[empty, *choices], required=one.required)
            field.error_messages["required"] = f"Choose the column that holds the {one.label.lower()}."
            self.fields[NAME + one.key] = field

    def clean(self) -> dict[str, Any]:
        """Refuse one column for two fields."""
        given = super().clean() or {}
        taken: dict[str, str] = {}
        for one in self.wanted:
            place = given.get(NAME + one.key)
            if place and (other := taken.setdefault(place, one.label)) != one.label:
                sentence = (
                    f"{one.label} and {other.lower()} cannot come from the same column. Choose another."
                )
                self.add_error(NAME + one.key, sentence)
        return given

    def columns(self) -> dict[str, str]:
        """Return {field key: column} as it was chosen."""
        given = {one.key: self.cleaned_data.get(NAME + one.key) for one in self.wanted}
        return {key: self.header[int(place)] for key, place in given.items() if place}


def places(columns: Mapping[str, str], header: Sequence[str]) -> dict[str, str]:
    """Return the form's first values for a mapping of fields to columns."""
    return {NAME + key: str(header.index(name)) for key, name in columns.items() if name in header}
