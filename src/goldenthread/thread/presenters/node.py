"""Any node of the thread in a few words, for pages that serve every kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from goldenthread.thread.addresses import node_address
from goldenthread.thread.models import Evidence, Improvement, Measure, Reply, Theme, Voice
from goldenthread.thread.models.node import Node
from goldenthread.thread.presenters.words import day, short

NAMES = {
    "voice": "something somebody said",
    "theme": "theme",
    "learning": "learning",
    "improvement": "improvement",
    "measure": "measure",
    "evidence": "evidence",
    "reply": "reply",
}
BEGIN = {
    "voice": "Write down what should be different because of this.",
    "theme": "Write down what should be different because of what people say about this.",
    "measure": "Write down what this measure shows, and what should be different.",
    "improvement": "Say which learning this change answers.",
    "evidence": "Say which thread this shows.",
    "reply": "",
}


@dataclass(frozen=True)
class NodeFacts:
    """What kind of node it is, its words, where it is shown, and how a thread starts from it."""

    kind: str
    name: str
    words: str
    href: str
    begin: str
    synthetic: bool

    @classmethod
    def of(cls, node: Node) -> NodeFacts:
        """Return the facts of a node of any kind."""
        kind = node._meta.model_name or ""
        words = short(_words(node), 300)
        href = node_address(kind, node.public_id)
        return cls(kind, NAMES[kind], words, href, BEGIN.get(kind, ""), node.synthetic)


def _words(node: Node) -> str:
    if isinstance(node, Voice):
        return node.words
    return node.we_did if isinstance(node, Reply) else str(node)


def details_of(node: Node) -> list[tuple[str, str]]:
    """Return what else is known of a node, as pairs of a name and words; empty parts are left out."""
    found = DETAILS[node._meta.model_name or ""](node)
    return [(name, str(words)) for name, words in found if words]


def _voice(voice: Voice) -> list[tuple[str, object]]:
    week = "Week of" if voice.said_precision == "week" else "Said on"
    return [
        ("Kind", voice.get_kind_display()), (week, day(voice.said_on)), ("Team", voice.team),
        ("About", voice.subject), ("How it reached us", voice.channel),
    ]  # fmt: skip


def _theme(theme: Theme) -> list[tuple[str, object]]:
    return [("What it means", theme.definition), ("No longer used since", day(theme.retired_on))]


def _improvement(one: Improvement) -> list[tuple[str, object]]:
    return [
        ("Aim", one.aim), ("Led by", one.owner), ("With", one.co_produced_with),
        ("From", day(one.starts_on)), ("Until", day(one.due_on)), ("How far", one.get_done_display()),
    ]  # fmt: skip


def _measure(one: Measure) -> list[tuple[str, object]]:
    return [
        ("What is counted", one.numerator_words), ("Out of", one.denominator_words),
        ("Which way is better", one.get_direction_display()), ("Source", one.source), ("Mind", one.caveat),
    ]  # fmt: skip


def _evidence(one: Evidence) -> list[tuple[str, object]]:
    return [
        ("What it says", one.words), ("Category", one.category), ("Kept by", one.owner),
        ("Dated", day(one.dated_on)), ("Goes stale on", day(one.expires_on)), ("Link", one.link),
    ]  # fmt: skip


def _reply(one: Reply) -> list[tuple[str, object]]:
    published = day(one.published_on) or "not yet"
    return [
        ("You said", one.you_said), ("We did", one.we_did), ("In easy words", one.easy_read),
        ("For", one.get_audience_display()), ("Published", published), ("Tells of", one.improvement),
    ]  # fmt: skip


DETAILS: dict[str, Callable[[Any], list[tuple[str, object]]]] = {
    "voice": _voice,
    "theme": _theme,
    "improvement": _improvement,
    "measure": _measure,
    "evidence": _evidence,
    "reply": _reply,
}
