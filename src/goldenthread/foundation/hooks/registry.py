"""What slices may hang on shared pages: menu items, rows of the home page, panels of the thread, import kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.foundation.permissions.access import Access


@dataclass(frozen=True)
class MenuItem:
    """A link in the navigation, shown to those who may use `verb`."""

    label: str
    url_name: str
    verb: str
    order: int = 50


@dataclass(frozen=True)
class HomeRow:
    """One row of the home page: a sentence, where it leads, and how it ends (a count, a mark)."""

    sentence: str
    href: str
    note: str = ""
    urgent: bool = False


def no_counts(access: Access) -> Mapping[str, Any]:
    """Return no counts: for panels that ask their own questions."""
    return {}


@dataclass(frozen=True)
class HomePanel:
    """Rows for one of the three questions: "needs" (me), "changed", "learned".

    A panel that only counts names its queries in `counts`; home asks those of all panels in one question, and `rows`
    gets the numbers under the same names. A name begins with its slice ("feedback.waiting"), so that none meet.
    """

    question: str
    verb: str
    rows: Callable[[Access, Mapping[str, int]], Sequence[HomeRow]]
    order: int = 50
    counts: Callable[[Access], Mapping[str, Any]] = no_counts


@dataclass(frozen=True)
class NodePanel:
    """Something a slice adds under a node of the thread: a template and what it needs."""

    kind: str
    template: str
    verb: str
    facts: Callable[[Access, Any], dict[str, Any] | None]
    order: int = 50


MENU: list[MenuItem] = []
HOME: list[HomePanel] = []
NODE_PANELS: list[NodePanel] = []
NODE_PAGES: dict[str, str] = {}
QUESTIONS = ("needs", "changed", "learned")


def add_menu(item: MenuItem) -> None:
    """Hang a link in the navigation."""
    if item not in MENU:
        MENU.append(item)
        MENU.sort(key=lambda one: (one.order, one.label))


def add_home(panel: HomePanel) -> None:
    """Hang rows on the home page; raises ValueError for a question the page does not ask."""
    if panel.question not in QUESTIONS:
        raise ValueError(f"The home page asks {', '.join(QUESTIONS)}, not {panel.question}.")
    if panel not in HOME:
        HOME.append(panel)
        HOME.sort(key=lambda one: one.order)


def add_node_panel(panel: NodePanel) -> None:
    """Hang a panel under every node of one kind."""
    if panel not in NODE_PANELS:
        NODE_PANELS.append(panel)
        NODE_PANELS.sort(key=lambda one: one.order)


def own_page(kind: str, url_name: str) -> None:
    """Say which page shows one node of `kind`; its address takes the node's public id."""
    if NODE_PAGES.setdefault(kind, url_name) != url_name:
        raise ValueError(f"A {kind} has a page already: {NODE_PAGES[kind]}.")
