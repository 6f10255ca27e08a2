"""Fills a fresh database with a council of many voices for the bench."""

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import django
from django.core.management import call_command

django.setup()

from django.utils import timezone

from goldenthread.foundation.imports.models import Import, State
from goldenthread.foundation.people import actions as people
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread import actions, queries
from goldenthread.thread.actions import Count, Lesson, Plan, VoiceDraft
from tools import bench_many as many

WORDS = [
    "waited",
    "called",
    "nobody",
    "told",
    "helped",
    "kind",
    "late",
    "visit",
    "carer",
    "plan",
    "review",
    "letter",
    "money",
    "kitchen",
    "stairs",
    "thank",
]
TEAMS, THEMES, TODAY = 20, 25, date(2026, 11, 1)
BY_HAND = 20_000  # voices put in place by the product's own actions; the database copies the rest
WAITING = 8  # of a thousand: fewer than a page counts to, so that counting them cannot stop early


def main(voices: int, password: str) -> dict:
    """Fill the database; return the council, the address to sign in with, the pages, and the queries of each."""
    call_command("migrate", verbosity=0)
    council = Council.objects.create(slug="bench", name="Bench Council")
    asha = people.open_account(email="asha@bench.example", name="Asha Patel", password=password)
    people.join(council=council, user=asha, roles=["quality_lead"], team=None, starts_on=date(2020, 1, 1))
    learning = fill(council, asha, voices)
    many.learn_about_itself()
    return {"council": "bench", "email": asha.email, "learning": learning.public_id}


def fill(council, by, voices: int):
    """Put everything in place; return the learning whose thread is asked for."""
    now = timezone.now()
    arrival = Import.objects.create(
        council=council, kind="comments", file_name="bench.csv", file="bench", digest="0" * 64, size=1,
        state=State.STAGING, uploaded_by=by, uploaded_at=now,
    )  # fmt: skip
    teams = [people.add_team(council=council, name=f"Team {n}") for n in range(TEAMS)]
    actions.stage_voices(arrival=arrival, drafts=drafts(min(voices, BY_HAND), teams), at=now)
    many.multiply(council, voices // BY_HAND - 1)
    many.answer(council, by, waiting=WAITING)
    arrival.state, arrival.decided_by, arrival.decided_at = State.ACCEPTED, by, now
    arrival.save()
    themes = [
        actions.add_theme(council=council, taxonomy="care", key=f"t{n}", label=f"Theme {n}")
        for n in range(THEMES)
    ]
    access_rows = list(queries.from_source(council, "")[:2000])
    actions.suggest_themes(
        council=council,
        model="bench",
        suggestions=[
            actions.Suggested(v, themes[n % THEMES], 0.7, ("waited",)) for n, v in enumerate(access_rows)
        ],
    )
    learning = None
    for n in range(40):
        learning = thread(council, by, access_rows[n * 40 : n * 40 + 40], n)
    return learning


def thread(council, by, sources, n: int):
    """Tell one thread with forty voices, a change, a measure and a verdict."""
    now = timezone.now()
    lesson = Lesson(f"Tell people what happens next ({n})", title=f"Thread {n}")
    learning = actions.draw_learning(council=council, lesson=lesson, sources=sources, by=by, at=now)
    plan = Plan(
        f"Change {n}", "From 50% to 70%", by, TODAY - timedelta(days=400), TODAY - timedelta(days=200)
    )
    change = actions.start_improvement(council=council, plan=plan, learnings=[learning], by=by, at=now)
    definition = {
        "title": f"Measure {n}",
        "numerator_words": "People told",
        "direction": "up",
        "source": "Bench",
    }
    measure = actions.define_measure(council=council, definition=definition, by=by, at=now)
    dice = random.Random(n)
    months = [date(2024 + m // 12, m % 12 + 1, 1) for m in range(34)]
    counts = [Count(on, 50 + dice.random() * 10, 25, 50) for on in months]
    actions.add_readings(measure=measure, counts=counts, by=by, at=now)
    trial = actions.set_trial(
        improvement=change, measure=measure, changed_on=date(2025, 10, 1), smallest_change=5, by=by
    )
    actions.reach_verdict(trial=trial, by=by, at=now)
    return learning


def drafts(voices: int, teams) -> Iterator[VoiceDraft]:
    """Yield made-up comments over five years."""
    dice = random.Random(1)
    for n in range(voices):
        words = " ".join(dice.choices(WORDS, k=18))
        yield VoiceDraft(
            text=words, masked_text=words, said_on=TODAY - timedelta(days=dice.randint(0, 1825)),
            team=teams[n % TEAMS], score=dice.randint(1, 5), source_key=f"b{n}",
        )  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2])))
