"""People, learnings, changes and measures for the tests of this slice."""

from datetime import UTC, date, datetime

from goldenthread.foundation.people.models import Membership, Team, User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread import actions

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CHANGED = date(2026, 1, 1)
BEFORE = (52, 49, 51, 50, 48, 53, 50, 51, 49, 50, 52, 48)
AFTER = {
    "improved": (61, 59, 60, 62, 58, 60, 61, 59, 60, 61),
    "worse": (41, 39, 40, 42, 38, 40, 41, 39, 40, 41),
    "no change seen": (51, 49, 50, 52, 48, 50, 51, 49, 50, 51),
    "too early": (55, 54),
}
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


def council(slug="northshire", **more):
    return Council.objects.create(slug=slug, name=slug.title(), **more)


def person(place, *roles, name="Asha Lee", team=None):
    user = User.objects.create_user(email=f"{name.replace(' ', '.').lower()}@{place.slug}.example", name=name)
    Membership.objects.create(
        council=place, user=user, roles=list(roles), team=team, starts_on=date(2026, 1, 1)
    )
    return user


def team(place, name="North team"):
    return Team.objects.create(council=place, name=name)


def learning(place, by, sentence="People should be told what happens next.", team=None):
    theme = actions.add_theme(council=place, taxonomy="ours", key="told", label="Being told")
    return actions.draw_learning(
        council=place, lesson=actions.Lesson(sentence=sentence, team=team), sources=[theme], by=by, at=NOW
    )


def improvement(place, by, title="Call back within a day", **more):
    plan = {
        "title": title, "aim": "9 in 10 people told within a day by June", "owner": by,
        "starts_on": CHANGED, "due_on": date(2027, 6, 30),
    } | more  # fmt: skip
    return actions.start_improvement(council=place, plan=actions.Plan(**plan), learnings=[], by=by, at=NOW)


def measure(place, by, title="Are people told what happens next?", **more):
    definition = {
        "title": title, "numerator_words": "people who were told", "denominator_words": "people asked",
        "unit": "percent", "direction": "up", "chart": "p", "source": "Phone survey",
    }  # fmt: skip
    return actions.define_measure(council=place, definition=definition | more, by=by, at=NOW)


def readings(found, values, start=date(2025, 1, 1)):
    counts = []
    for at, value in enumerate(values):
        whole = start.year * 12 + start.month - 1 + at
        counts.append(actions.Count(date(whole // 12, whole % 12 + 1, 1), float(value), value, 100))
    return actions.add_readings(measure=found, counts=counts, by=None, at=NOW)


def trial(found, by, word="improved", *, smallest=5.0, title="Are people told what happens next?"):
    tested = measure(found.council, by, title=title)
    readings(tested, (*BEFORE, *AFTER[word]))
    return actions.set_trial(
        improvement=found, measure=tested, changed_on=CHANGED, smallest_change=smallest, by=by
    )


def enter(client, user):
    client.force_login(user, backend=SIGN_IN)
    return client
