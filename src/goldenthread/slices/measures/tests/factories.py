"""People, measures and readings for the tests of this slice."""

from datetime import UTC, date, datetime

from goldenthread.foundation.people.models import Membership, User
from goldenthread.foundation.tenancy.models import Council
from goldenthread.thread import actions

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
STEADY = (52, 49, 51, 50, 48, 53, 50, 51, 49, 50, 52, 48, 50, 51, 49, 50, 52, 49)
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


def council(slug="northshire", **more):
    return Council.objects.create(slug=slug, name=slug.title(), **more)


def person(place, *roles, name="Asha Lee", team=None):
    user = User.objects.create_user(email=f"{name.replace(' ', '.').lower()}@{place.slug}.example", name=name)
    Membership.objects.create(
        council=place, user=user, roles=list(roles), team=team, starts_on=date(2026, 1, 1)
    )
    return user


def measure(place, by, title="Are people told what happens next?", **more):
    definition = {
        "title": title, "numerator_words": "people who were told", "denominator_words": "people asked",
        "unit": "percent", "direction": "up", "chart": "p", "source": "Phone survey",
    }  # fmt: skip
    return actions.define_measure(council=place, definition=definition | more, by=by, at=NOW)


def month(at, start=date(2025, 1, 1)):
    whole = start.year * 12 + start.month - 1 + at
    return date(whole // 12, whole % 12 + 1, 1)


def readings(found, values=STEADY, *, by=None, out_of=100, start=date(2025, 1, 1)):
    counts = [
        actions.Count(month(at, start), float(value), value * out_of / 100, out_of)
        for at, value in enumerate(values)
    ]
    return actions.add_readings(measure=found, counts=counts, by=by, at=NOW)


def enter(client, user):
    client.force_login(user, backend=SIGN_IN)
    return client
