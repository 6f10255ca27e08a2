"""Turns one field of a form into the design system's component for it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from goldenthread.ui import dates, macros, wording

Params = dict[str, Any]
# A browser would show its own words, cut what is typed, or take the keyboard: the server's sentence does better.
LEFT_OUT = {
    "required",
    "placeholder",
    "maxlength",
    "minlength",
    "min",
    "max",
    "step",
    "autofocus",
    "class",
    "rows",
}
OWN_PARAMETER = {"autocomplete", "inputmode", "spellcheck", "pattern", "id", "cols"}
DASHES = "---------"


def whole_form(form: BaseForm) -> SafeString:
    """Return a form's error summary (unless the page shows it already), hidden fields and fields."""
    summary = "" if getattr(form, "summary_is_shown", False) else error_summary(form)
    hidden = (str(field) for field in form.hidden_fields())
    return mark_safe("".join((summary, *hidden, *(drawn(field) for field in form.visible_fields()))))


def error_summary(form: BaseForm) -> SafeString:
    """Return the box that lists every problem of a form, each linked to its field; empty when there is none."""
    if not form.is_bound or not form.errors:
        return mark_safe("")
    first = next(iter(form.visible_fields()), None)
    items: list[Params] = [_entry(str(error), first) for error in form.non_field_errors()]
    for field in form.hidden_fields():
        items += [_entry(error, first) for error in wording.refusals(field)]
    for field in form.visible_fields():
        items += [_entry(error, field) for error in wording.refusals(field)]
    return macros.component("error-summary", {"titleText": _("There is a problem"), "errorList": items})


def anchor(field: BoundField) -> str:
    """Return the id of the control that a link to this field must reach."""
    widget = field.field.widget
    own = widget.attrs.get("id") or field.auto_id or field.html_name
    several = isinstance(widget, dates.DateBoxes | forms.MultiWidget)
    return widget.id_for_label(own) or f"{own}_0" if several else own


def drawn(field: BoundField, **more: Any) -> SafeString:
    """Return one field with its label, hint, error and control; keywords overrule the component's parameters."""
    widget = field.field.widget
    name, parameters = next((name, draw) for kind, name, draw in DRAWN_BY if isinstance(widget, kind))
    return macros.component(name, {**parameters(field), **more}) if name else _anything_else(field)


def label_of(field: BoundField) -> str:
    """Return the field's label, saying that it is optional where the form marks that."""
    marks = getattr(field.form, "mark_optional", False) and not field.field.required
    return _("%(label)s (optional)") % {"label": field.label} if marks else str(field.label)


def _entry(error: str, field: BoundField | None) -> Params:
    return {"text": error, "href": f"#{anchor(field)}"} if field else {"text": error}


def _shared(field: BoundField) -> Params:
    """Return what every component takes."""
    attributes = {
        name: str(value)
        for name, value in field.field.widget.attrs.items()
        if name not in LEFT_OUT | OWN_PARAMETER and value not in (False, None)
    }
    params: Params = {"name": field.html_name, "attributes": attributes}
    if field.help_text:
        params["hint"] = {"html": field.help_text}
    if field.errors:
        params["errorMessage"] = {
            "html": format_html_join(mark_safe("<br>"), "{}", ((e,) for e in wording.refusals(field)))
        }
    if field.field.disabled:
        params["disabled"] = True
    return params


def _single(field: BoundField) -> Params:
    """Return what components with one control take."""
    attrs = field.field.widget.attrs
    return {
        **_shared(field),
        "id": anchor(field),
        "label": {"text": label_of(field)},
        "classes": attrs.get("class", ""),
        "value": _shown(field),
        **{
            name: attrs[name]
            for name in ("autocomplete", "inputmode", "spellcheck", "pattern")
            if name in attrs
        },
    }


def _shown(field: BoundField) -> str:
    value = field.field.widget.format_value(field.value())
    return "" if value is None else str(value).replace("\0", "")


def _input(field: BoundField) -> Params:
    params = {**_single(field), "type": getattr(field.field.widget, "input_type", "text")}
    if params["type"] == "number":
        whole = not isinstance(field.field, (forms.DecimalField, forms.FloatField))
        params |= {"type": "text", "inputmode": "numeric" if whole else "decimal", "spellcheck": False}
        params["classes"] = params["classes"] or "govuk-input--width-10"
    if params["type"] == "email":
        params["spellcheck"] = False
    return params


def _password(field: BoundField) -> Params:
    return {**_single(field), "value": "", "showPasswordText": _("Show"), "hidePasswordText": _("Hide")}


def _textarea(field: BoundField) -> Params:
    return {**_single(field), "rows": str(field.field.widget.attrs.get("rows", 5))}


def _file(field: BoundField) -> Params:
    params = _single(field)
    params.pop("value")
    return {**params, "multiple": getattr(field.field.widget, "allow_multiple_selected", False)}


def _select(field: BoundField) -> Params:
    items = [
        {
            **item,
            "text": _("Choose one") if item["text"] == DASHES else item["text"],
            "selected": item["checked"],
        }
        for item in _options(field)
    ]
    params = _single(field)
    params.pop("value")
    return {**params, "items": items}


def _several(field: BoundField) -> Params:
    """Return what radios and checkboxes take; the first control's id is the field's, where an error links to."""
    classes = field.field.widget.attrs.get("class", "")
    items = [item for item in _options(field) if item["value"] != "" or item["text"] != DASHES]
    return {
        **_shared(field),
        "idPrefix": anchor(field),
        "classes": classes,
        "attributes": {},
        "fieldset": {"legend": {"text": label_of(field), "classes": "govuk-fieldset__legend--s"}},
        "items": items,
    }


def _tick(field: BoundField) -> Params:
    shared = _shared(field)
    box = {"value": "on", "text": str(field.label), "checked": bool(field.value()), "id": anchor(field)}
    if "hint" in shared:
        box["hint"] = shared.pop("hint")
    if shared.pop("disabled", False):
        box["disabled"] = True
    return {**shared, "attributes": {}, "idPrefix": anchor(field), "items": [box]}


def _date(field: BoundField) -> Params:
    own = field.auto_id or field.html_name
    legend = {"text": label_of(field), "classes": "govuk-fieldset__legend--s"}
    boxes = field.field.widget.boxes(field.html_name, field.value(), own, wrong=bool(field.errors))
    return {**_shared(field), "id": own, "fieldset": {"legend": legend}, "items": boxes}


def _options(field: BoundField) -> list[Params]:
    """Return a choice's options in order, a group's name before each of its options."""
    widget = field.field.widget
    chosen = widget.format_value(field.value())
    return [
        {
            "value": str(option["value"]),
            "text": f"{group}: {option['label']}" if group else str(option["label"]),
            "checked": bool(option["selected"]),
            "disabled": bool(field.field.disabled),
        }
        for group, options, _index in widget.optgroups(field.html_name, chosen)
        for option in options
    ]


def _anything_else(field: BoundField) -> SafeString:
    """Return a control the design system has no component for, with its own label, hint and error."""
    own = anchor(field)
    described = [
        f"{own}-{part}" for part, there in (("hint", field.help_text), ("error", field.errors)) if there
    ]
    attrs: dict[str, str | bool] = {"class": "govuk-input"}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    hint = macros.component("hint", {"id": f"{own}-hint", "html": field.help_text}) if field.help_text else ""
    wrong = " ".join(wording.refusals(field))
    error = macros.component("error-message", {"id": f"{own}-error", "text": wrong}) if wrong else ""
    return format_html(
        '<div class="govuk-form-group{}">{}{}{}{}</div>',
        " govuk-form-group--error" if wrong else "",
        macros.component("label", {"text": label_of(field), "for": own}),
        hint,
        error,
        field.as_widget(attrs=attrs),
    )


DRAWN_BY: tuple[tuple[type, str, Callable[[BoundField], Params]], ...] = (
    (dates.DateBoxes, "date-input", _date),
    (forms.CheckboxSelectMultiple, "checkboxes", _several),
    (forms.SelectMultiple, "checkboxes", _several),
    (forms.RadioSelect, "radios", _several),
    (forms.Select, "select", _select),
    (forms.CheckboxInput, "checkboxes", _tick),
    (forms.Textarea, "textarea", _textarea),
    (forms.FileInput, "file-upload", _file),
    (forms.PasswordInput, "password-input", _password),
    (forms.MultiWidget, "", _shared),
    (forms.widgets.Input, "input", _input),
    (forms.Widget, "", _shared),
)
