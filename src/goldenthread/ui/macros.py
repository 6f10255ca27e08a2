"""The design system's components, compiled once and called with plain values."""

from collections.abc import Callable, Hashable, Mapping
from functools import cache, lru_cache
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
    auto_reload=False,  # the components come with the release: looking for newer files costs 200 calls a page
)
MOST_KEPT, LONGEST_KEPT = 2_000, 200  # components; characters of one value
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
    given = guarded(params)
    try:
        frozen = _frozen(given)
    except _NotKept:
        return _made(name, given)
    return _made_once(_Order(name, frozen, given))


class _NotKept(Exception):
    """A value is too long, or of a kind that cannot be compared: the component is made anew each time."""


class _Order:
    """A component that is asked for: two orders are the same when their names and frozen values are."""

    def __init__(self, name: str, frozen: Hashable, given: Any) -> None:
        self.name, self.given = name, given
        self.key = (name, frozen)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Order) and self.key == other.key


@lru_cache(maxsize=MOST_KEPT)
def _made_once(order: _Order) -> SafeString:
    return _made(order.name, order.given)


def _made(name: str, given: Any) -> SafeString:
    return mark_safe(str(_macro(name)(given)).strip())


def _frozen(value: Any) -> Hashable:
    """Return a value that compares as `value` does and tells apart what a macro would: safe text from plain, 1 from True."""
    if isinstance(value, Mapping):
        return tuple((str(name), _frozen(inner)) for name, inner in value.items())
    if isinstance(value, list):
        return ("list", *map(_frozen, value))
    if isinstance(value, str):
        if len(value) > LONGEST_KEPT:
            raise _NotKept
        return (hasattr(value, "__html__"), str(value))
    if value is None or isinstance(value, (bool, int, float)):
        return (type(value), value)
    raise _NotKept  # such as a translation, whose words depend on who reads


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
