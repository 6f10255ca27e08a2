"""What comments hang on shared pages: the menu, the home page, the kind of file they come in, their own page."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from goldenthread.domain.importing import Row
from goldenthread.foundation.history.words import declare as declare_words
from goldenthread.foundation.hooks.registry import HomePanel, HomeRow, MenuItem, add_home, add_menu, own_page
from goldenthread.foundation.imports.kinds import ImportKind, kinds
from goldenthread.foundation.permissions.access import Access
from goldenthread.slices.feedback import actions, queries
from goldenthread.slices.feedback.permissions import declare
from goldenthread.slices.feedback.presenters import counted
from goldenthread.slices.feedback.reading import danger_words

DANGER, WAITING = "feedback.danger", "feedback.waiting"


def plug_in() -> None:
    """Declare verbs and history words, and hang everything in its place."""
    declare()
    declare_words(feedback__list__exported="took a list of comments away")
    add_menu(MenuItem("Comments", "feedback", "voice.read", order=20))
    add_home(HomePanel("needs", "voice.answer", danger_first, order=0, counts=unanswered))
    add_home(HomePanel("needs", "voice.answer", waiting, order=20))
    own_page("voice", "feedback_voice")
    kinds.add(COMMENTS)


def unanswered(access: Access) -> dict[str, QuerySet[Any]]:
    """Return what home counts for this slice: comments nobody has answered, those about danger apart."""
    return {DANGER: queries.waiting_about_danger(access), WAITING: queries.waiting(access)}


def danger_first(access: Access, counts: Mapping[str, int]) -> list[HomeRow]:
    """Return the row that comes before all others: comments that may be about danger."""
    count = counts[DANGER]
    if not count:
        return []
    verb = "mentions" if count == 1 else "mention"
    sentence = f"{counted(count)} {verb} danger: read now"
    return [HomeRow(sentence, reverse("feedback") + "?state=danger", "today", urgent=True)]


def waiting(access: Access, counts: Mapping[str, int]) -> list[HomeRow]:
    """Return the row of comments nobody has answered yet."""
    count = counts[WAITING]
    verb = "waits" if count == 1 else "wait"
    rows = [HomeRow(f"{counted(count)} {verb} for an answer", reverse("feedback") + "?state=waiting")]
    return rows if count else []


def remark(row: Row) -> str:
    """Return what the preview of a file says beside a row."""
    return "May be about danger" if danger_words(str(row.values["text"])) else ""


COMMENTS = ImportKind(
    key="comments", label="Comments", one="comment", many="comments",
    importer="comments", verb="feedback.import", list_url="feedback",
    known=actions.count_known, stage=actions.stage_comments, settle=actions.settle_comments,
    drop=actions.drop_comments, hanging=actions.hanging_on,
    remark=remark, remarks_title="may be about danger. Read what is marked first, as soon as it is in.",
)  # fmt: skip
