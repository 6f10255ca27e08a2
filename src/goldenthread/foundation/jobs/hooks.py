"""What jobs hang on shared pages and on the clock."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils import timezone

from goldenthread.foundation.history.words import declare as declare_words
from goldenthread.foundation.hooks.clock import HouseChore, add_house_chore
from goldenthread.foundation.hooks.registry import HomePanel, HomeRow, MenuItem, add_home, add_menu
from goldenthread.foundation.jobs import actions, queries, ticks
from goldenthread.foundation.jobs.models import State
from goldenthread.foundation.jobs.permissions import declare
from goldenthread.foundation.jobs.presenters import note_of
from goldenthread.foundation.jobs.registry import label_of, register
from goldenthread.foundation.permissions.access import Access


def plug_in() -> None:
    """Declare verbs and history words, hang the menu's link and the rows of home, and register the clock's jobs."""
    declare()
    declare_words(jobs__job__cancelled="cancelled a job", jobs__job__retried="let a job be tried again")
    add_menu(MenuItem("Jobs", "jobs", "jobs.manage", order=95))
    add_home(HomePanel("needs", "jobs.mine", running_for_you, order=5))
    register(ticks.COUNCIL, label="What is done by the clock")(ticks.do_council_chores)
    register(ticks.WHOLE_HOUSE, label="What is done by the clock for the house")(ticks.do_house_chores)
    add_house_chore(HouseChore("old jobs", actions.forget_old, order=90))


def running_for_you(access: Access, counts: Mapping[str, int]) -> list[HomeRow]:
    """Return what runs for this person, or ended within a day: where to find a long job again."""
    if access.user is None:
        return []
    found = queries.running_for(access.user, access.council, now=timezone.now())
    return [
        HomeRow(
            f"Running for you: {label_of(one.kind)}", reverse("job", args=[one.public_id]),
            note=note_of(one), urgent=one.state == State.FAILED,
        )
        for one in found
    ]  # fmt: skip
