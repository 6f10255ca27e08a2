"""Items of evidence in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from goldenthread.domain.frameworks import Framework
from goldenthread.foundation.history.words import words_for
from goldenthread.foundation.permissions.access import Access
from goldenthread.slices.self_assessment.presenters.words import day
from goldenthread.thread.addresses import node_address

SOON = timedelta(days=30)
KINDS = {
    "voice": "Something somebody said", "theme": "A theme", "learning": "A learning", "improvement": "A change",
    "measure": "A measure", "reply": "A reply",
}  # fmt: skip


def expiry(item: Any, *, today: date) -> tuple[str, str, str]:
    """Return whether an item still holds in a word or two, on or until which day, and the class of its tag."""
    if item.expires_on is None:
        return "No end date", "", "govuk-tag--grey"
    if item.expires_on <= today:
        return "Expired", day(item.expires_on), "govuk-tag--red"
    if item.expires_on <= today + SOON:
        return "Ends soon", day(item.expires_on), "govuk-tag--yellow"
    return "Holds until", day(item.expires_on), "govuk-tag--green"


def safe_link(link: str) -> str:
    """Return an address of the web, or nothing for any other kind."""
    return link if link.lower().startswith(("https://", "http://")) else ""


def statements_of(item: Any, framework: str) -> list[str]:
    """Return the keys of the statements an item supports, in order."""
    return sorted(one.statement for one in item.supports.all() if one.framework == framework)


@dataclass(frozen=True)
class EvidenceRow:
    """One line of a list of evidence."""

    title: str
    href: str
    words: str
    category: str
    statements: str
    owner: str
    dated: str
    state: str
    until: str
    colour: str
    who: str
    synthetic: bool

    @classmethod
    def of(cls, item: Any, *, today: date, framework: str = "") -> EvidenceRow:
        """Return the line of an item; `framework` says whose statements to name."""
        state, until, colour = expiry(item, today=today)
        return cls(
            title=item.title, href=reverse("evidence_page", args=[item.public_id]), words=_short(item.words),
            category=item.category, statements=", ".join(statements_of(item, framework)), owner=str(item.owner),
            dated=day(item.dated_on), state=state, until=until, colour=colour, who=item.get_sensitivity_display(),
            synthetic=item.synthetic,
        )  # fmt: skip


def facts_of(item: Any) -> list[tuple[str, str]]:
    """Return what else is known of an item, as pairs of a name and words; empty parts are left out."""
    found = [
        ("Kind of evidence", item.category), ("Who keeps it fresh", str(item.owner)),
        ("From", day(item.dated_on)), ("Goes stale", day(item.expires_on) or "Never: it has no end date"),
        ("Who may see it", item.get_sensitivity_display()), ("Filed by", str(item.made_by or "")),
        ("Mark of what was filed", item.digest[:16]),
    ]  # fmt: skip
    return [(name, words) for name, words in found if words]


@dataclass(frozen=True)
class Shown:
    """One node that an item shows: its kind, its words and its page, "" where this person may not open it."""

    kind: str
    words: str
    href: str
    synthetic: bool

    @classmethod
    def of(cls, node: Any, access: Access) -> Shown:
        """Return a node as this person may see it: words only for those who read threads, never a person's own words."""
        kind, may = node._meta.model_name, access.may("thread.read")
        words = str(node) if may and kind not in ("voice", "reply") else ""
        return cls(KINDS[kind], words, node_address(kind, node.public_id) if may else "", node.synthetic)


def statement_links(item: Any, key: str, framework: Framework) -> list[tuple[str, str]]:
    """Return the statements an item supports as (name, address)."""
    mine = set(statements_of(item, key))
    return [
        (f"{one.key} {one.title}", reverse("assessment_statement", args=[key, one.key]))
        for one in framework.statements
        if one.key in mine
    ]


def history_rows(lines: Sequence[Any]) -> list[dict[str, object]]:
    """Return lines of history for a page: when, what, by whom, and why where somebody said."""
    return [
        {
            "at": line.at, "what": words_for(line.verb).capitalize(), "by": str(line.by) if line.by else "",
            "note": str(line.detail.get("reason", "")),
        }
        for line in lines
        if line.at
    ]  # fmt: skip


def export_head() -> tuple[str, ...]:
    """Return the columns of the list taken away."""
    return (
        "What it is", "What it says", "Link", "Category", "Statements", "Who keeps it fresh", "From", "Goes stale",
        "State", "Who may see it", "Mark of what was filed", "Made up",
    )  # fmt: skip


def export_row(item: Any, framework: str, *, today: date) -> tuple[object, ...]:
    """Return one line of the list taken away, in the order of `export_head`."""
    return (
        item.title, item.words, item.link, item.category, ", ".join(statements_of(item, framework)),
        str(item.owner), item.dated_on, item.expires_on, expiry(item, today=today)[0],
        item.get_sensitivity_display(), item.digest, "made-up example" if item.synthetic else "",
    )  # fmt: skip


def _short(words: str, most: int = 160) -> str:
    flat = " ".join(words[: most * 2].split())
    return flat if len(flat) <= most else f"{flat[: most - 1].rsplit(' ', 1)[0]}…"
