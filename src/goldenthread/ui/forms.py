"""Forms that speak plainly: `{{ form }}` on a page gives what is wrong, then the fields."""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import pretty_name

from goldenthread.ui import fields, wording
from goldenthread.ui.dates import DateBoxes, DateField

__all__ = ["DateBoxes", "DateField", "FilterForm", "Form", "GovukFormRenderer", "ModelForm"]

FORM_TEMPLATES = {f"django/forms/{name}.html" for name in ("div", "p", "table", "ul")}


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
            wording.speak_plainly(field)


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
