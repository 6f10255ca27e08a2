"""Addresses of a list's other pages, orders and filters, each keeping the rest of the address."""

from typing import Any

from django.core.paginator import Page
from django.forms import BaseForm
from django.http import QueryDict
from django.template import Context
from django.utils.translation import gettext as _

from goldenthread.ui.dates import DateBoxes

PAGE, SORT = "page", "sort"


def query_of(context: Context) -> QueryDict:
    """Return what the address asked for; empty where a page is drawn without a request."""
    request = context.get("request")
    return request.GET if request is not None else QueryDict()


def address(query: QueryDict, **changes: str | None) -> str:
    """Return the same address with some parts changed, or taken out where the change is None."""
    changed = query.copy()
    for key, value in changes.items():
        changed.pop(key, None)
        if value is not None:
            changed[key] = value
    return "?" + changed.urlencode()


def pages(page: Page, query: QueryDict, label: str) -> dict[str, Any]:
    """Return what the pagination component takes."""
    params: dict[str, Any] = {"landmarkLabel": label, "items": []}
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(number, int):
            here = {
                "number": number,
                "href": address(query, page=str(number)),
                "current": number == page.number,
            }
            params["items"].append(here)
        else:
            params["items"].append({"ellipsis": True})
    if page.has_previous():
        before = address(query, page=str(page.previous_page_number()))
        params["previous"] = {"href": before, "text": _("Previous page")}
    if page.has_next():
        params["next"] = {"href": address(query, page=str(page.next_page_number())), "text": _("Next page")}
    return params


def sorting(query: QueryDict, key: str) -> dict[str, str]:
    """Return how a column is sorted now (as `aria-sort` says it), and the address that sorts it the other way."""
    now = query.get(SORT, "")
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    asked = f"-{key}" if order == "ascending" else key
    return {"order": order, "href": address(query, sort=asked, page=None)}


def chips(form: BaseForm, query: QueryDict) -> list[dict[str, str]]:
    """Return one row for each filter in use: its words, and the address without it."""
    used = []
    for field in form.visible_fields():
        names = [name for name in query if name == field.html_name or name.startswith(f"{field.html_name}_")]
        words = _words(field, [value for name in names for value in query.getlist(name) if value])
        if words:
            left = address(query, page=None, **dict.fromkeys(names))
            used.append({"label": str(field.label), "words": words, "href": left})
    return used


def _words(field: Any, values: list[str]) -> str:
    if isinstance(field.field.widget, DateBoxes):
        return " ".join(values)
    labels = {str(value): str(label) for value, label in _flat(getattr(field.field, "choices", ()))}
    return ", ".join(labels.get(value, value) for value in values)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    flat: list[tuple[Any, Any]] = []
    for value, label in choices:
        flat += _flat(label) if isinstance(label, (list, tuple)) else [(value, label)]
    return flat
