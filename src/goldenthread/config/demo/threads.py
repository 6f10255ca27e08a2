"""Five made-up threads: one complete, one too early, one with no change seen, one unsteady, one broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from goldenthread.config.demo.calendar import month, noon
from goldenthread.config.demo.council import Northshire
from goldenthread.config.demo.series import Shape, numbers, shares
from goldenthread.thread import actions


@dataclass(frozen=True)
class Story:
    """What one thread tells, in its own words."""

    title: str
    sentence: str
    team: str
    drawn_ago: int
    change: str = ""
    aim: str = ""
    kind: str = "action"
    owner: str = "Ella"
    with_whom: str = ""
    changed_ago: int = 0
    measure: dict[str, Any] = field(default_factory=dict)
    readings: Shape | Sequence[float] | None = None
    smallest: float = 5.0
    reply: tuple[str, str, str] = ("", "", "")
    told: float = 0.0
    done: str = "checked"


PERCENT = {"unit": "percent", "chart": "p", "direction": "up", "every": "month"}
TOLD = Story(
    title="People were not told what happens next",
    sentence="Before a first contact ends, the person knows what happens next, who will do it, and by when.",
    team="First Contact",
    drawn_ago=14,
    change="A text with the next steps before we hang up",
    aim="From 57% to 75% of people told what happens next, within a year.",
    with_whom="four innovators, who wrote the words of the text",
    changed_ago=12,
    measure={
        **PERCENT,
        "title": "Are people told what happens next?",
        "numerator_words": "People who say they were told what happens next, who will do it and by when",
        "denominator_words": "People asked in a follow-up call in the month",
        "target": 75.0,
        "source": "Follow-up calls (made up)",
    },
    readings=Shape(months=26, out_of=(44, 60), before=0.57, after=0.78, changed_ago=12, seed=3),
    reply=(
        "You said nobody told you what happens next.",
        "Before each first call ends, we now send a text that says what happens next, who will do it and by when.",
        "You said: no one told us what happens next. We now send you a text after your call.",
    ),
    told=1.0,
)
CULTURE = Story(
    title="Care Act assessments do not ask about culture",
    sentence="We ask who someone is, and what their culture and faith mean to them, before we plan care.",
    team="Localities",
    drawn_ago=5,
    change="Assessment guide and team workshops on culture and faith",
    aim="From 52% to 70% of people saying that their culture was understood, by next summer.",
    kind="training",
    owner="Asha",
    with_whom="four people from the Sikh, Polish and Deaf communities",
    changed_ago=3,
    measure={
        **PERCENT,
        "title": "Do people feel that their culture was understood?",
        "numerator_words": "People who say that the assessor understood their culture and what matters to them",
        "denominator_words": "People asked after an assessment in the month",
        "target": 70.0,
        "source": "Follow-up calls (made up)",
    },
    readings=Shape(months=18, out_of=(70, 90), before=0.52, after=0.6, changed_ago=3, seed=17),
    smallest=8.0,
    reply=(
        "You said we planned care before asking who you are.",
        "We wrote a new assessment guide with four people from local communities, and every team has had a workshop.",
        "You said: you did not ask about my culture. We are teaching our staff to ask first.",
    ),
    told=0.64,
    done="done",
)
REVIEWS = Story(
    title="Yearly reviews come late",
    sentence="A yearly review is booked three months ahead, so that no one has to chase it.",
    team="Localities",
    drawn_ago=17,
    change="A weekly list of reviews due in three months",
    aim="From 61% to 75% of reviews done on time, within a year.",
    changed_ago=15,
    measure={
        **PERCENT,
        "title": "Are yearly reviews done on time?",
        "numerator_words": "Reviews done by their due date",
        "denominator_words": "Reviews due in the month",
        "target": 75.0,
        "source": "Case system extract (made up)",
    },
    readings=Shape(months=33, out_of=(115, 140), before=0.61, after=0.61, changed_ago=15, seed=11),
    reply=(
        "You said your yearly review was late.",
        "We started a weekly list of reviews that are due soon. Reviews are not yet more often on time, so we will try something else.",
        "You said: my review is late. We tried a list. It has not helped yet. We will try something else.",
    ),
    told=1.0,
)
WAITS = Story(
    title="The wait for an occupational therapist",
    sentence="People who wait for an occupational therapist get safe equipment at once where a visit is not needed.",
    team="Occupational Therapy",
    drawn_ago=9,
    change="Grab rails and stools sent without a visit",
    aim="From 95 to 60 days of waiting, by spring.",
    kind="test",
    owner="Ben",
    changed_ago=7,
    measure={
        "title": "How many days do people wait for an occupational therapist?",
        "numerator_words": "Middle (median) number of days from request to first visit",
        "unit": "number",
        "chart": "xmr",
        "direction": "down",
        "every": "month",
        "target": 60.0,
        "source": "Case system extract (made up)",
    },
    readings=(58, 61, 60, 66, 69, 74, 73, 79, 84, 88, 92, 95, 97, 94, 96, 99, 95, 98, 101),
    smallest=10.0,
    done="in_progress",
)
CARERS = Story(
    title="Carers cannot find information",
    sentence="Carers find what they need in one place, in plain words, at the start.",
    team="Carers",
    drawn_ago=2,
    change="One page for carers, written with the carers' group",
    aim="One place with all that carers ask for, by spring.",
    owner="Joan",
    with_whom="the carers' group",
    changed_ago=1,
    done="in_progress",
)
STORIES = {
    "told-what-happens-next": TOLD,
    "cultural-competence": CULTURE,
    "review": REVIEWS,
    "waiting": WAITS,
    "carers": CARERS,
}


def tell_all(north: Northshire, voices: dict[str, list[Any]], *, today: date) -> dict[str, Any]:
    """Build the five threads on their voices; return the learning of each theme."""
    return {theme: _Teller(north, story, today).tell(voices[theme]) for theme, story in STORIES.items()}


class _Teller:
    """Builds one thread, step by step, on the days the story says."""

    def __init__(self, north: Northshire, story: Story, today: date) -> None:
        self.north, self.story, self.today = north, story, today
        self.asha, self.owner = north.people["Asha"], north.people[story.owner]

    def tell(self, voices: list[Any]) -> Any:
        poor = [
            voice
            for voice in voices
            if (voice.score or 3) > 2 and voice.said_on < self.on(self.story.drawn_ago)
        ]
        learning = actions.draw_learning(
            council=self.north.council,
            lesson=actions.Lesson(
                self.story.sentence, title=self.story.title, team=self.north.teams[self.story.team]
            ),
            sources=poor[:14],
            by=self.asha,
            at=noon(self.on(self.story.drawn_ago)),
            synthetic=True,
        )
        improvement = self.change(learning)
        trial = self.test(improvement)
        if trial:
            self.judge(trial)
        self.reply(learning, improvement, poor[:14])
        return learning

    def on(self, ago: int) -> date:
        return month(ago, today=self.today)

    def change(self, learning: Any) -> Any:
        story = self.story
        starts = self.on(story.changed_ago)
        plan = actions.Plan(
            title=story.change, aim=story.aim, kind=story.kind, owner=self.owner, team=self.north.teams[story.team],
            co_produced_with=story.with_whom, starts_on=starts, due_on=starts + timedelta(days=150),
        )  # fmt: skip
        improvement = actions.start_improvement(
            council=self.north.council,
            plan=plan,
            learnings=[learning],
            by=self.asha,
            at=noon(starts),
            synthetic=True,
        )
        if story.done in {"done", "checked"}:
            actions.move_improvement(
                improvement=improvement, done="done", by=self.owner, proof="Seen in use."
            )
        if story.done == "checked":
            actions.check_improvement(improvement=improvement, by=self.north.people["Gita"])
        if story.done == "in_progress":
            actions.move_improvement(improvement=improvement, done="in_progress", by=self.owner)
        return improvement

    def test(self, improvement: Any) -> Any | None:
        story = self.story
        if not story.measure:
            return None
        measure = actions.define_measure(
            council=self.north.council,
            definition={**story.measure, "owner": self.north.people["Ben"]},
            by=self.north.people["Ben"],
            at=noon(self.on(story.drawn_ago)),
            synthetic=True,
        )
        made = story.readings
        counts = (
            shares(made, today=self.today)
            if isinstance(made, Shape)
            else list(numbers(made or (), today=self.today))
        )
        actions.add_readings(measure=measure, counts=counts, by=self.north.people["Ben"], at=noon(self.today))
        return actions.set_trial(
            improvement=improvement, measure=measure, changed_on=self.on(story.changed_ago),
            smallest_change=story.smallest, by=self.asha,
        )  # fmt: skip

    def judge(self, trial: Any) -> None:
        actions.reach_verdict(trial=trial, by=self.asha, at=noon(self.today - timedelta(days=1)))

    def reply(self, learning: Any, improvement: Any, voices: list[Any]) -> None:
        you_said, we_did, easy = self.story.reply
        if not we_did:
            return
        answer = actions.Answer(you_said, we_did, easy_read=easy, improvement=improvement)
        carol = self.north.people["Carol"]
        on = self.on(max(self.story.changed_ago - 2, 1))
        reply = actions.write_reply(learning=learning, answer=answer, by=carol, at=noon(on), synthetic=True)
        actions.publish_reply(reply=reply, by=carol, on=on)
        told = voices[: round(len(voices) * self.story.told)]
        actions.tell(reply=reply, voices=told, by=carol, on=on)
