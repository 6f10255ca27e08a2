"""Forms that speak plainly: `{{ form }}` on a page gives what is wrong, then the fields."""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import pretty_name
from django.utils.translation import gettext as _

from goldenthread.ui import fields
from goldenthread.ui.dates import DateBoxes, DateField

__all__ = ["DateBoxes", "DateField", "FilterForm", "Form", "GovukFormRenderer", "ModelForm"]

FORM_TEMPLATES = {f"django/forms/{name}.html" for name in ("div", "p", "table", "ul")}
CHOSEN = forms.RadioSelect, forms.CheckboxSelectMultiple, forms.Select


class GovukFormRenderer(DjangoTemplates):
    """Draws forms and fields, anybody's, with the design system's components."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Return a form's or a field's HTML; widgets without a component keep Django's own template."""
        if template_name in FORM_TEMPLATES:
            return fields.whole_form(context["form"])
        if template_name == self.field_template_name:
            return fields.drawn(context["field"])
        return super().render(template_name, context, request)


class PlainWords:
    """Says what to do about each problem, in one sentence that names the field."""

    use_required_attribute = False
    mark_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            if field.label is None:
                field.label = pretty_name(name)
            speak_plainly(field)


class Form(PlainWords, forms.Form):
    """A form whose refusals are sentences a busy person can act on."""


class ModelForm(PlainWords, forms.ModelForm):
    """The same, for a form that mirrors a table."""


class FilterForm(PlainWords, forms.Form):
    """The same for a list's filters: nothing is needed, and nothing says so on every field."""

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False


def speak_plainly(field: forms.Field) -> None:
    """Give a field sentences that name it, except where its author wrote some."""
    for code, sentence in _sentences(field).items():
        if str(field.error_messages.get(code, "")) == _djangos_own(field, code):
            field.error_messages[code] = sentence


def in_sentence(label: str) -> str:
    """Return a label as it reads within a sentence: `Reply date` gives `reply date`, `NHS number` stays."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def _sentences(field: forms.Field) -> dict[str, str]:
    label = str(field.label or "").replace("%", "%%").rstrip(":")
    inside = {"label": in_sentence(label)}
    too_long = _("%(label)s is too long: it may have %%(limit_value)d characters, and has %%(show_value)d.")
    too_short = _("%(label)s is too short: it needs %%(limit_value)d characters, and has %%(show_value)d.")
    if isinstance(field, forms.FileField):
        too_long = _("Give the file a shorter name.")
    return {
        "required": _asking(field, label),
        "invalid": _shaped(field, label),
        "invalid_choice": _("Choose %(label)s from the list.") % inside,
        "invalid_list": _("Choose %(label)s from the list.") % inside,
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
    return _("Check %(label)s: it is not in a form we can read.") % {"label": in_sentence(label)}


def _djangos_own(field: forms.Field, code: str) -> str:
    """Return the message a field of this kind carries when nobody wrote another."""
    if type(field).__module__ == "goldenthread.ui.dates" and code != "required":
        return "\0"  # our own dates have their own sentences
    for kind in type(field).__mro__:
        if code in vars(kind).get("default_error_messages", {}):
            return str(kind.default_error_messages[code])
    return ""
