"""Refusals in one plain sentence that names the field and says what to do."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

OWN_SENTENCES = "goldenthread.ui.dates"
CHOSEN = forms.RadioSelect, forms.CheckboxSelectMultiple, forms.Select


def speak_plainly(field: forms.Field) -> None:
    """Give a field sentences that name it, except where its author wrote some."""
    for code, sentence in sentences(field, str(field.label or "")).items():
        if str(field.error_messages.get(code, "")) == _djangos_own(field, code):
            field.error_messages[code] = sentence


def refusals(field: BoundField) -> list[str]:
    """Return what is wrong with a field; Django's own wording, from anybody's form, is put into plain words."""
    plain = sentences(field.field, str(field.label or ""))
    return [
        words
        for error in field.form.errors.as_data().get(field.name, [])
        for words in _worded(error, field.field, plain)
    ]


def in_sentence(label: str) -> str:
    """Return a label as it reads within a sentence: `Reply date` gives `reply date`, `NHS number` stays."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def sentences(field: forms.Field, label: str) -> dict[str, str]:
    """Return a sentence for each way a field can be wrong, by Django's code for it."""
    plain = label.rstrip(":")
    label = plain.replace("%", "%%")  # Django fills numbers into those sentences that come with some
    inside = {"label": in_sentence(label)}
    too_long = _("%(label)s is too long: it may have %%(limit_value)d characters, and has %%(show_value)d.")
    too_short = _("%(label)s is too short: it needs %%(limit_value)d characters, and has %%(show_value)d.")
    if isinstance(field, forms.FileField):
        too_long = _("Give the file a shorter name.")
    return {
        "required": _asking(field, plain),
        "invalid": _shaped(field, plain if "%" not in plain else _("This")),
        "invalid_choice": _("Choose %(label)s from the list.") % inside,
        "invalid_list": _("Choose %(label)s from the list.") % {"label": in_sentence(plain)},
        "invalid_pk_value": _("Choose %(label)s from the list.") % inside,
        "empty": _("Choose a file that has something in it."),
        "missing": _("Choose a file."),
        "max_length": too_long % {"label": label},
        "min_length": too_short % {"label": label},
        "max_value": _("%(label)s must be %%(limit_value)s or less.") % {"label": label},
        "min_value": _("%(label)s must be %%(limit_value)s or more.") % {"label": label},
        "null_characters_not_allowed": _("Take the hidden character out of %(label)s: type it again by hand.")
        % inside,
    }


def _worded(error: ValidationError, field: forms.Field, plain: dict[str, str]) -> list[str]:
    unchanged = str(getattr(error, "message", "")) == _djangos_own(field, error.code or "")
    if not error.code or error.code not in plain or not unchanged:
        return error.messages
    return [plain[error.code] % error.params if error.params else plain[error.code]]


def _asking(field: forms.Field, label: str) -> str:
    if isinstance(field, forms.BooleanField):
        return _("Tick “%(label)s” to go on.") % {"label": label}
    if label.endswith("?"):
        return _("Answer “%(label)s”") % {"label": label}
    if isinstance(field, forms.FileField):
        return _("Choose a file.")
    word = _("Choose %(label)s.") if isinstance(field.widget, CHOSEN) else _("Enter %(label)s.")
    return word % {"label": in_sentence(label)}


def _shaped(field: forms.Field, label: str) -> str:
    if isinstance(field, forms.EmailField):
        return _("Enter an email address like name@example.com.")
    if isinstance(field, forms.IntegerField):
        return _("%(label)s must be a number.") % {"label": label}
    if isinstance(field, (forms.DateField, forms.DateTimeField)):
        return _("%(label)s must be a real date, like 27/3/2026.") % {"label": label}
    if isinstance(field, forms.URLField):
        return _("Enter a web address like https://www.example.com.")
    if isinstance(field, forms.FileField):
        return _("The file did not arrive whole. Choose it again.")
    return _("Check %(label)s: it is not written in a way we can read.") % {"label": in_sentence(label)}


def _djangos_own(field: forms.Field, code: str) -> str:
    """Return the message a field of this kind carries when nobody wrote another."""
    if type(field).__module__ == OWN_SENTENCES and code != "required":
        return "\0"  # our own dates have their own sentences
    for kind in type(field).__mro__:
        own = vars(kind).get("default_error_messages", {})
        if code in own:
            return str(own[code])
    checks: list[Any] = [check for check in field.default_validators if getattr(check, "code", "") == code]
    return str(checks[0].message) if checks else ""
