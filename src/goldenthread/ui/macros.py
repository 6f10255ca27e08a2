"""The design system's components, compiled once and called with plain values."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader
from jinja2.exceptions import TemplateNotFound

# The macros ask for parameters that were not given, as their originals do; hence the lenient undefined.
MACROS = Environment(
    autoescape=True,
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    undefined=ChainableUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
RAW = {
    "html",
    "start",
    "end",
    "navigationStart",
    "navigationEnd",
}  # what the macros put on the page unescaped
SAFE_ADDRESSES = ("http:", "https:", "mailto:", "tel:")


class NoSuchComponent(LookupError):
    """The design system has no component of this name."""


def component(name: str, params: Mapping[str, Any]) -> SafeString:
    """Return the HTML of one component; `name` is the design system's own, such as `error-summary`.

    Every value is escaped, `html` too unless it is marked safe already. Raises NoSuchComponent.
    """
    return mark_safe(str(_macro(name)(guarded(params))).strip())


def guarded(value: Any, key: str = "") -> Any:
    """Return `value` with nothing in it that a macro would put on the page unescaped or follow as a script."""
    if isinstance(value, Mapping):
        return {name: guarded(inner, str(name)) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [guarded(inner, key) for inner in value]
    if key in RAW and value is not None:
        return conditional_escape(value)
    if key == "attributes" and value:
        raise TypeError("Give attributes as a mapping of names to values.")
    if key in ("href", "action") and value:
        return _address(str(value))
    return value


@cache
def _macro(name: str) -> Callable[[Mapping[str, Any]], str]:
    try:
        template = MACROS.get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    except TemplateNotFound:
        raise NoSuchComponent(name) from None
    words = name.split("-")
    return getattr(template.module, "govuk" + "".join(word.capitalize() for word in words))


def _address(value: str) -> str:
    scheme = "".join(value.split()).split("/")[0].split("?")[0].split("#")[0].lower()
    return value if ":" not in scheme or scheme.startswith(SAFE_ADDRESSES) else "#"
