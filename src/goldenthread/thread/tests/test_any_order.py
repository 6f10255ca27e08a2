"""Whatever is tied to whatever, in any order, the page of the thread can still be drawn and told in words."""

from __future__ import annotations

import xml.etree.ElementTree as tree
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.thread import actions, queries
from goldenthread.thread.presenters.thread import ThreadPage
from goldenthread.thread.tests import factories as make
from goldenthread.thread.views.threads import pictures

pytestmark = pytest.mark.django_db
ODD = ["Words", "<script>", "مرحبا", "🙂" * 40, "a" * 300, "line\nline", "\u202eback", "& < > \" '"]


class World:
    """A council in which one thread grows by one deed at a time."""

    def __init__(self, council, lead):
        self.council, self.lead = council, lead
        self.learning = make.a_learning(council, lead)
        self.changes, self.trials, self.replies, self.proof = [], [], [], []

    def voice(self, odd):
        actions.join_learning(
            learning=self.learning, sources=[make.a_voice(self.council, self.lead, odd)], by=self.lead
        )

    def theme(self, odd):
        theme = make.a_theme(self.council, odd[:80].strip() or "x")
        actions.join_learning(learning=self.learning, sources=[theme], by=self.lead)

    def change(self, odd):
        self.changes.append(make.an_improvement(self.council, self.lead, self.learning, title=odd[:160]))

    def trial(self, odd):
        if self.changes:
            values = make.IMPROVED if len(odd) % 2 else make.SHORT[: len(odd) % 9]
            measure = make.a_measure(self.council, self.lead, values=values)
            self.trials.append(make.a_trial(self.changes[-1], measure, self.lead))

    def verdict(self, odd):
        if self.trials:
            actions.reach_verdict(trial=self.trials[-1], by=self.lead, at=make.NOW)

    def judge(self, odd):
        if self.trials:
            actions.judge(
                trial=self.trials[0], word="worse", paragraph=odd, limits="few", by=self.lead, at=make.NOW
            )

    def move(self, odd):
        if self.changes:
            actions.move_improvement(improvement=self.changes[0], done="done", by=self.lead)

    def reply(self, odd):
        self.replies.append(make.a_reply(self.learning, self.lead, we_did=odd))

    def publish(self, odd):
        if self.replies:
            actions.publish_reply(reply=self.replies[0], by=self.lead, on=make.TODAY)

    def tell(self, odd):
        if self.replies:
            access = make.access_of(self.lead, self.council)
            voices = queries.untold_voices(access, self.learning)[:1]
            actions.tell(reply=self.replies[-1], voices=voices, by=self.lead, on=make.TODAY)

    def prove(self, odd):
        facts = {"title": odd[:200], "category": "audit", "owner": self.lead, "dated_on": make.TODAY}
        proves = actions.Proves(shows=[self.learning, *self.changes])
        actions.file_evidence(council=self.council, facts=facts, proves=proves, by=self.lead, at=make.NOW)


DEEDS = [
    "voice", "theme", "change", "trial", "verdict", "judge", "move", "reply", "publish", "tell", "prove",
]  # fmt: skip


@pytest.fixture
def place(django_db_blocker):
    council = make.a_council()
    return SimpleNamespace(council=council, lead=make.a_person(council))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)  # fmt: skip
@given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from(ODD)), max_size=14))
def test_any_sequence_of_deeds_leaves_a_thread_that_can_be_drawn(place, deeds):
    world = World(place.council, place.lead)
    for deed, odd in deeds:
        getattr(world, deed)(odd)
    for person in (place.lead, make.a_person(place.council, "commissioner")):
        access = make.access_of(person, place.council)
        thread = queries.whole_thread(access, world.learning)
        page = ThreadPage.of(thread, address=lambda kind, key: f"/{kind}/{key}/", mends={})
        assert len(page.stages) == 8
        assert len(page.columns) == (8 if thread.themes else 7)
        assert page.complete.complete == (page.state.startswith("Complete"))
        for drawn in pictures(page, world.learning.public_id).values():
            tree.fromstring(drawn)
