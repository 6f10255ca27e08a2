"""Where the council says it stands: evidence filed under the nine statements, and scores with reasons. All made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from goldenthread.config.demo.calendar import month, noon
from goldenthread.config.demo.council import Northshire
from goldenthread.slices.self_assessment import actions, queries
from goldenthread.slices.self_assessment.actions import Opinion, Proof
from goldenthread.thread import actions as thread
from goldenthread.thread import queries as ask

FRAMEWORK = "cqc-la-2023-12"
PEOPLE, STAFF = "People's experience", "Feedback from staff and leaders"
PARTNERS, PROCESSES = "Feedback from partners", "Processes"


@dataclass(frozen=True)
class Item:
    """One item of evidence: `from_ago` and `holds` count months; `shows` is a story, `with_change` adds its change."""

    title: str
    words: str
    category: str
    supports: tuple[str, ...]
    from_ago: int
    holds: int = 12
    owner: str = "Asha"
    sensitivity: str = "inspector"
    shows: str = ""
    link: str = ""


ITEMS = (
    Item(
        "More people know what happens next after a first contact",
        "Before the text, 57 in 100 people said they were told what happens next. In the year since, 78 in 100 "
        "said so. It does not show how people feel who did not answer the call.",
        PEOPLE, ("QS9", "QS1"), 1, 12, sensitivity="public", shows="told-what-happens-next",
    ),
    Item(
        "Yearly reviews: what we tried, and that it has not worked yet",
        "A weekly list of reviews that are due soon has not made more reviews happen on time. We say so here, and "
        "will try something else.",
        PROCESSES, ("QS1", "QS9"), 2, 12, shows="review",
    ),
    Item(
        "Learning log of the quality board, last twelve months",
        "Every learning with its change, its measure and what came of it.",
        PROCESSES, ("QS9", "QS8"), 1, 6,
    ),
    Item(
        "Staff survey: 'I can raise an idea and get an answer'",
        "61 in 100 of 412 staff agree; it was 54 the year before. Night staff answered less often.",
        STAFF, ("QS9", "QS8"), 8, 12, owner="Dev",
    ),
    Item(
        "Audit of 40 Care Act assessments",
        "31 of 40 show the person's own words and goals. 9 do not say what culture or faith means to the person.",
        PROCESSES, ("QS1", "QS3"), 5, 12, owner="Gita",
    ),
    Item(
        "Conversations at the carers' group, spring",
        "Twelve carers said what helped and what was hard to find. They asked for one page with everything on it.",
        PEOPLE, ("QS2", "QS1"), 15, 12, owner="Joan", shows="carers",
    ),
    Item(
        "People helped after a hospital stay who need no more care",
        "Of the people who had help to get going again, 8 in 10 needed no long-term care afterwards.",
        PROCESSES, ("QS2",), 3, 12, owner="Ben", sensitivity="public",
    ),
    Item(
        "Who we do not hear from: comments set beside the census",
        "People from the Polish and Sikh communities are heard less often than their number would suggest.",
        PEOPLE, ("QS3",), 7, 12, owner="Ben",
    ),
    Item(
        "Providers' forum: what care homes and home care say of us",
        "Payment on time has improved. Nineteen providers say that contract visits teach them little.",
        PARTNERS, ("QS4", "QS5"), 6, 12, owner="Joan",
    ),
    Item(
        "Beds and hours of care bought outside Northshire",
        "One in nine people live in a home outside the area, most because of a lack of places for complex needs.",
        PROCESSES, ("QS4",), 17, 12, owner="Joan", sensitivity="council",
    ),
    Item(
        "Joint plan with the hospital: letter of its chief nurse",
        "The hospital says that calls are returned the same day, and that weekends are still thin.",
        PARTNERS, ("QS5", "QS6"), 4, 12, owner="Dev",
    ),
    Item(
        "Young people turning 18: what 14 families told us",
        "Ten of 14 families had met their adult social worker before the birthday. Four had not.",
        PEOPLE, ("QS6",), 13, 12, owner="Ella",
    ),
    Item(
        "Safeguarding: were people asked what they wanted to happen?",
        "Of 120 people, 94 were asked and 81 say that it was achieved in full or in part.",
        PROCESSES, ("QS7",), 2, 12, owner="Asha",
    ),
    Item(
        "What social workers say about safeguarding supervision",
        "In 6 of 8 teams supervision talks about safeguarding each month. In two teams it does not.",
        STAFF, ("QS7", "QS8"), 11, 12, owner="Ella", sensitivity="council",
    ),
    Item(
        "Risk register of the directorate",
        "Fourteen risks, each with an owner. Two have had no change to them for half a year.",
        PROCESSES, ("QS8",), 0, 3, owner="Dev", sensitivity="council",
    ),
)  # fmt: skip

NOW = {
    "QS1": Opinion(
        "QS1", 2, "People wait too long, and 9 of 40 assessments leave culture and faith out.", "high",
        strengths="The person's own words are in most assessments.", risks="Reviews are late, and our first try did not help.",
        plan="Try booking reviews three months ahead in one locality, and measure it.",
        voice="“You planned my care before you asked who I am.”",
    ),
    "QS2": Opinion(
        "QS2", 3, "Eight in ten people need no long-term care after help to get going again.", "medium",
        strengths="Short-term help works for most people.", risks="Carers cannot find what there is.",
        plan="One page for carers, written with the carers' group.",
    ),
    "QS3": Opinion(
        "QS3", 2, "We know who we do not hear from. We have only just begun to put it right.", "medium",
        risks="Too early to tell whether the new guide and workshops help.", plan="Look again when there are enough months.",
    ),
    "QS4": Opinion(
        "QS4", 2, "One in nine people live outside the area for want of a place near home.", "low",
        strengths="Providers are paid on time.", risks="Our figures on places are more than a year old.",
        plan="Count places and needs again this winter.",
    ),
    "QS5": Opinion(
        "QS5", 3, "The hospital and providers say in writing that working with us is easier than it was.", "medium",
        risks="We have no view from people themselves.", plan="Ask people who left hospital whether help fitted together.",
    ),
    "QS6": Opinion(
        "QS6", 2, "Four of 14 families met nobody before their child turned 18. Weekends are thin.", "medium",
        plan="Meet every family a year before the birthday.",
    ),
    "QS7": Opinion(
        "QS7", 3, "Most people were asked what they wanted, and most got it in full or in part.", "high",
        strengths="94 of 120 people were asked.", risks="Two teams do not talk about it in supervision.",
    ),
    "QS8": Opinion(
        "QS8", 3, "Risks have owners, the board reads the learning log, and staff say that ideas get an answer.", "medium",
        risks="Two risks have not moved for half a year.",
    ),
    "QS9": Opinion(
        "QS9", 3, "One thread is whole: people said it, we changed it, a measure shows that it worked, and they were told.",
        "high", strengths="We say when something did not work.", risks="The page for carers has no measure yet.",
        plan="Choose with carers what to measure, within a month.", voice="“Now I know who will ring me, and when.”",
    ),
}  # fmt: skip
A_YEAR_AGO = {
    "QS1": Opinion("QS1", 2, "Waits were long and reviews late.", "medium"),
    "QS2": Opinion("QS2", 3, "Short-term help worked for most people.", "medium"),
    "QS7": Opinion("QS7", 2, "We did not know whether people were asked what they wanted.", "low"),
    "QS8": Opinion("QS8", 3, "Risks had owners.", "medium"),
    "QS9": Opinion("QS9", 2, "We collected what people said, and could not show what came of it.", "medium"),
}


def file(north: Northshire, learnings: dict[str, Any], *, today: date) -> None:
    """File evidence, some of it stale, and score the nine statements with a plain reason each."""
    for item in ITEMS:
        _prove(north, item, learnings, today)
    shelved, asha, dev = queries.shelved(FRAMEWORK), north.people["Asha"], north.people["Dev"]
    year_ago, lately = noon(month(13, today=today)), noon(today - timedelta(days=9))
    for by, at, opinions in ((dev, year_ago, A_YEAR_AGO), (asha, lately, NOW)):
        for opinion in opinions.values():
            actions.give_score(
                council=north.council, shelved=shelved, opinion=opinion, by=by, at=at, synthetic=True
            )


def _prove(north: Northshire, item: Item, learnings: dict[str, Any], today: date) -> None:
    dated = min(month(item.from_ago, today=today) + timedelta(days=11), today - timedelta(days=2))
    proof = Proof(
        title=item.title, words=item.words, category=item.category, owner=north.people[item.owner],
        sensitivity=item.sensitivity, link=item.link, dated_on=dated,
        expires_on=month(item.from_ago - item.holds, today=today) + timedelta(days=11),
    )  # fmt: skip
    supports = [(FRAMEWORK, key) for key in item.supports]
    actions.file_proof(
        council=north.council, proof=proof, proves=thread.Proves(_shown(item, learnings), supports),
        by=north.people[item.owner], at=noon(dated + timedelta(days=1)), synthetic=True,
    )  # fmt: skip


def _shown(item: Item, learnings: dict[str, Any]) -> list[Any]:
    """Return the learning of a story and the changes that answer it."""
    if not item.shows:
        return []
    learning = learnings[item.shows]
    return [learning, *ask.improvements(learning.council).filter(answers__learning=learning)]
