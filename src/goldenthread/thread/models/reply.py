"""What we told the people who spoke, and which of them have been told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from goldenthread.foundation.tenancy.models import CouncilOwned
from goldenthread.thread.models.improvement import Improvement
from goldenthread.thread.models.learning import Learning
from goldenthread.thread.models.node import Node
from goldenthread.thread.models.voice import Voice


class Audience(models.TextChoices):
    """Whom a reply is for."""

    PUBLIC = "public", "Everyone"
    PEOPLE = "people", "The people who spoke"
    STAFF = "staff", "Staff"


class Reply(Node):
    """You said, we did; whether it worked comes from the verdict alone, so it is not kept here."""

    learning = models.ForeignKey(Learning, on_delete=models.PROTECT, related_name="replies")
    improvement = models.ForeignKey(
        Improvement, null=True, blank=True, on_delete=models.PROTECT, related_name="replies"
    )
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.PUBLIC)
    you_said = models.CharField(max_length=400)
    we_did = models.CharField(max_length=400)
    easy_read = models.CharField(max_length=400, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        indexes = [
            models.Index(fields=["council", "audience", "-published_on"], name="thread_reply_published")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on=None, published_by=None)
                | Q(published_on__isnull=False, published_by__isnull=False),
                name="thread_reply_published_on_and_by_together",
            )
        ]

    def __str__(self) -> str:
        return self.we_did


class ReplyVoice(CouncilOwned):
    """A reply answers a voice, and from a day on that person has been told."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="voices")
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="replies")
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reply", "voice"], name="thread_reply_voice_once")]

    def __str__(self) -> str:
        return f"{self.reply_id} answers {self.voice_id}"
