"""What the house may write to people about: each part declares its topics, with the wording that comes with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

GAP = re.compile(r"\(\(([a-z_]+)\)\)")


class WordingRefused(ValueError):
    """A wording has a gap that nothing fills, or says in a subject what must not stand there."""


@dataclass(frozen=True)
class Topic:
    """One reason to write. `gaps` are the names a wording may use as ((name)); those in `private` stay out of subjects."""

    key: str
    label: str
    subject: str
    body: str
    gaps: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    urgent: bool = False


TOPICS: dict[str, Topic] = {}


def declare_topics(*topics: Topic) -> None:
    """Put topics on the list; raises ValueError for a key that is there already, WordingRefused for a faulty wording."""
    for one in topics:
        if TOPICS.get(one.key, one) != one:
            raise ValueError(f"There is a topic called {one.key} already.")
        check(one, one.subject, one.body)
        TOPICS[one.key] = one


def check(topic: Topic, subject: str, body: str) -> None:
    """Raise WordingRefused for a gap that nothing fills, or a private one in the subject.

    A subject is seen on locked screens and by whoever looks over a shoulder.
    """
    for gap in GAP.findall(subject) + GAP.findall(body):
        if gap not in topic.gaps:
            known = ", ".join(f"(({name}))" for name in topic.gaps) or "none"
            raise WordingRefused(f"Nothing fills (({gap})). This message can use: {known}.")
    for gap in GAP.findall(subject):
        if gap in topic.private:
            raise WordingRefused(
                f"Take (({gap})) out of the subject: it can be read by others on a locked screen."
            )
    if "\n" in subject or "\r" in subject:
        raise WordingRefused("Write the subject on one line.")


def filled(text: str, facts: Mapping[str, str]) -> str:
    """Return a wording with its gaps filled; what fills a gap is never looked at for gaps itself."""
    return GAP.sub(lambda gap: str(facts.get(gap[1], "")), text)
