"""Anything somebody told us, or we found: the words, as said and as masked, and how they reached us."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.foundation.imports.models import Import
from goldenthread.foundation.people.models import Team
from goldenthread.foundation.tenancy.door import CouncilQuerySet
from goldenthread.thread.models.node import Node
from goldenthread.thread.models.subject import Subject

if TYPE_CHECKING:
    from goldenthread.foundation.permissions.access import Access
    from goldenthread.foundation.tenancy.models import Council


class Kind(models.TextChoices):
    """How a voice came about."""

    COMMENT = "comment", "Comment"
    COMPLAINT = "complaint", "Complaint"
    COMPLIMENT = "compliment", "Compliment"
    OMBUDSMAN = "ombudsman", "Ombudsman decision"
    INCIDENT = "incident", "Incident"
    NEAR_MISS = "near_miss", "Near miss"
    AUDIT = "audit", "Audit finding"
    SURVEY = "survey", "Survey answer"
    IDEA = "idea", "Staff idea"
    ANONYMOUS = "anonymous", "Anonymous message"
    STORY = "story", "Story"
    PARTNER = "partner", "Partner's view"
    RESEARCH = "research", "Research finding"
    SIGNAL = "signal", "Signal on a chart"


class Precision(models.TextChoices):
    """How finely we may know when something was said."""

    DAY = "day", "Day"
    WEEK = "week", "Week"


class AccessClass(models.TextChoices):
    """Who may read the words."""

    OPEN = "open", "Everyone in the council who reads comments"
    TEAM = "team", "The team and those above it"
    RESTRICTED = "restricted", "Named roles only"


class VoiceQuerySet(CouncilQuerySet):
    """Voices, asked about in English. `within` leaves out rows of files that nobody has accepted."""

    def within(self, council: Council) -> Self:
        """Return the voices of a council that count: typed in, or of an accepted file."""
        waiting = Import.objects.within(council).hidden().values("pk")
        return super().within(council).filter(Q(arrival=None) | ~Q(arrival__in=waiting))

    def staged(self, council: Council) -> Self:
        """Return all rows of a council, of accepted files or not: for putting them in place and sweeping up."""
        return super().within(council)

    def in_reach(self, access: Access, verb: str = "voice.read") -> Self:
        """Return those this person may use `verb` on: of the teams it reaches, restricted ones only with a verb more."""
        rows = self.filter(_of_teams(access.reach(verb)))
        named = access.reach("voice.read_restricted")
        if "/" in named:
            return rows
        return rows.filter(~Q(access=AccessClass.RESTRICTED) | _of_teams(named))

    def waiting(self) -> Self:
        """Return those nobody has answered, with a learning or with thanks."""
        return self.filter(heard_at=None, sources=None)


def _of_teams(paths: Sequence[str]) -> Q:
    """Return what keeps voices of teams under `paths`; ("/",) is everything, () is nothing."""
    if "/" in paths:
        return Q()
    wanted = Q(pk__in=[])
    for path in paths:
        wanted |= Q(path__startswith=path)
    # Teams first, then their rows by index: joined the other way round, every row of the council is visited.
    return Q(team__in=Team.objects.filter(wanted).values("pk"))


VoiceManager = models.Manager.from_queryset(VoiceQuerySet)


class Voice(Node):
    """What somebody told us."""

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.COMMENT)
    text = models.TextField(max_length=50_000)
    masked_text = models.TextField(max_length=60_000, blank=True, help_text="Names and numbers taken out.")
    language = models.CharField(max_length=10, default="en")
    said_on = models.DateField(help_text="The day, or the Monday of the week.")
    said_precision = models.CharField(max_length=4, choices=Precision.choices, default=Precision.DAY)
    channel = models.CharField(max_length=60, blank=True, help_text="How it reached us.")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="voices")
    subject = models.ForeignKey(
        Subject, null=True, blank=True, on_delete=models.PROTECT, related_name="voices"
    )
    score = models.SmallIntegerField(
        null=True, blank=True, help_text="1 very good to 5 very poor, where given."
    )
    access = models.CharField(max_length=12, choices=AccessClass.choices, default=AccessClass.TEAM)
    source_name = models.CharField(
        max_length=120, blank=True, help_text="The data set or system it came from."
    )
    source_key = models.CharField(
        max_length=80, blank=True, help_text="What makes it the same comment next time."
    )
    arrival = models.ForeignKey(Import, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    heard_at = models.DateTimeField(null=True, blank=True)
    heard_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    danger = models.CharField(max_length=60, blank=True, help_text="The words that raised an alert.")

    objects: ClassVar[VoiceManager] = VoiceManager()

    class Meta:
        indexes = [
            models.Index(fields=["council", "-said_on", "-id"], name="thread_voice_newest"),
            models.Index(fields=["council", "team", "-said_on", "-id"], name="thread_voice_team_newest"),
            models.Index(fields=["council", "subject", "said_on"], name="thread_voice_subject"),
            models.Index(
                fields=["council", "-said_on", "-id"], condition=~Q(danger=""), name="thread_voice_danger"
            ),
            models.Index(
                fields=["council", "-said_on", "-id"], condition=Q(heard_at=None), name="thread_voice_waiting"
            ),
            models.Index(
                fields=["council", "source_key"], condition=~Q(source_key=""), name="thread_voice_source"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "arrival", "source_key"],
                condition=~Q(source_key=""),
                name="thread_voice_once",
            ),
            models.CheckConstraint(
                condition=Q(heard_at=None, heard_by=None) | Q(heard_at__isnull=False, heard_by__isnull=False),
                name="thread_voice_heard_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=~Q(said_precision="week") | Q(made_at=None, made_by=None),
                name="thread_voice_week_precision_names_nobody",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="thread_voice_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.public_id}"

    @property
    def words(self) -> str:
        """Return the masked words where there are any, else the words as said."""
        return self.masked_text or self.text
