"""The one door from a page to the design system: `{% govuk "button" text="Save" %}`."""

from typing import Any

from django import template
from django.forms import BaseForm
from django.utils.safestring import SafeString

from goldenthread.ui import fields, macros

register = template.Library()


@register.simple_tag
def govuk(name: str, params: dict[str, Any] | None = None, /, **more: Any) -> SafeString:
    """Return a design-system component; nested parameters come from a dictionary a presenter made.

    A keyword with two underscores reaches inside: `label__text="Name"` is `{"label": {"text": "Name"}}`.
    """
    gathered = dict(params or {})
    for key, value in more.items():
        *path, last = key.split("__")
        place = gathered
        for step in path:
            place[step] = dict(place.get(step) or {})
            place = place[step]
        place[last] = value
    return macros.component(name, gathered)


@register.simple_tag
def error_summary(form: BaseForm | None = None) -> SafeString | str:
    """Return the box that lists what is wrong with a form, to stand above the page's heading; empty when all is well.

    `{{ form }}` then leaves its own box out.
    """
    if form is None or not isinstance(form, BaseForm):
        return ""
    form.summary_is_shown = True  # type: ignore[attr-defined]
    return fields.error_summary(form)


@register.simple_tag
def govuk_field(field: Any, **more: Any) -> SafeString:
    """Return one field of a form: label, hint, error and control. Keywords overrule parameters of the component."""
    return fields.drawn(field, **more)
