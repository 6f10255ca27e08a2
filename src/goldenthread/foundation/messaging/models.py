"""Wordings, messages on their way, notices inside the house, what people prefer, and what came back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenthread.foundation.people.models import User
from goldenthread.foundation.tenancy.door import CouncilManager
from goldenthread.foundation.tenancy.models import CouncilOwned


class State(models.TextChoices):
    """How far a message has come."""

    WAITING = "waiting", "Waiting to go"
    SENDING = "sending", "On its way"
    SENT = "sent", "Sent"
    ARRIVED = "arrived", "Arrived"
    FAILED = "failed", "Could not be sent"
    WITHDRAWN = "withdrawn", "Taken back"


class Wording(CouncilOwned):
    """One version of what a council says for a topic; versions are added, never changed."""

    topic = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    subject = models.CharField(max_length=150)
    body = models.TextField(max_length=5_000)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "topic", "version"], name="messaging_wording_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic}, version {self.version}"


class Message(CouncilOwned):
    """One message to one person by one channel. Its words and its address are blanked once it is old."""

    key = models.CharField(max_length=120, help_text="The same key twice is the same message.")
    topic = models.CharField(max_length=60)
    wording_version = models.PositiveIntegerField(help_text="0 is the wording that comes with the release.")
    channel = models.CharField(max_length=20)
    person = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    carrier_reference = models.CharField(max_length=200, blank=True)
    problem = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "key", "channel"], name="messaging_message_once"),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=Q(state__in=["waiting", "sending"]),
                name="messaging_due",
            ),
            models.Index(fields=["council", "-made_at"], name="messaging_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} by {self.channel}: {self.get_state_display()}"


class Notice(CouncilOwned):
    """One line inside the house for one person."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    topic = models.CharField(max_length=60)
    sentence = models.CharField(max_length=200)
    href = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    gather = models.BooleanField(default=False, help_text="Goes into the next daily summary.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "person", "key"], name="messaging_notice_once")
        ]
        indexes = [models.Index(fields=["council", "person", "-made_at"], name="messaging_notices")]

    def __str__(self) -> str:
        return self.sentence


class Way(models.TextChoices):
    """How a person hears of a topic, besides the line inside the house."""

    EMAIL = "email", "An email each time"
    DAILY = "daily", "One email a day"
    HERE = "here", "Only here, under notices"


class Preference(CouncilOwned):
    """How one person wants to hear of one topic."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=60)
    way = models.CharField(max_length=10, choices=Way.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person", "topic"], name="messaging_one_preference_a_topic"
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.get_way_display()}"


class QuietHours(CouncilOwned):
    """When a council sends nothing that is not urgent. `starts_at` after `ends_at` means over midnight."""

    starts_at = models.TimeField()
    ends_at = models.TimeField()
    weekends = models.BooleanField(default=True, help_text="Saturdays and Sundays are quiet too.")

    objects: ClassVar[CouncilManager] = CouncilManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council"], name="messaging_one_quiet_time")]

    def __str__(self) -> str:
        return f"{self.starts_at:%H:%M} to {self.ends_at:%H:%M}"


class Kind(models.TextChoices):
    """What something that came in is."""

    REPLY = "reply", "A reply"
    NEW = "new", "A new message"
    BOUNCE = "bounce", "Could not be delivered"
    AUTOMATIC = "automatic", "An automatic answer"
    LOOP = "loop", "Going round in circles"


class Received(CouncilOwned):
    """One message that came in, kept once however often it is handed over."""

    channel = models.CharField(max_length=20)
    carrier_reference = models.CharField(max_length=250)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    answers = models.ForeignKey(Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sender = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    attachments = models.JSONField(
        default=list, help_text="Names and sizes; the files themselves are not kept."
    )
    received_at = models.DateTimeField()
    dealt_at = models.DateTimeField(null=True, blank=True)
    dealt_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "channel", "carrier_reference"], name="messaging_received_once"
            )
        ]
        indexes = [models.Index(fields=["council", "-received_at"], name="messaging_inbox")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.channel}"
