"""A sentence that says what should be different, and the voices and themes it is drawn from."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from goldenthread.foundation.people.models import Team
from goldenthread.foundation.tenancy.models import CouncilOwned
from goldenthread.thread.models.node import Node, exactly_one
from goldenthread.thread.models.theme import Theme
from goldenthread.thread.models.voice import Voice


class Learning(Node):
    """What should be different."""

    sentence = models.CharField(max_length=300)
    detail = models.TextField(max_length=5000, blank=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120, blank=True, help_text="A short name for the whole thread.")

    history = HistoricalRecords()

    class Meta:
        indexes = [models.Index(fields=["council", "-id"], name="thread_learning_newest")]

    def __str__(self) -> str:
        return self.title or self.sentence


class Source(CouncilOwned):
    """A learning is drawn from one voice or one theme."""

    learning = models.ForeignKey(Learning, on_delete=models.CASCADE, related_name="sources")
    voice = models.ForeignKey(Voice, null=True, blank=True, on_delete=models.PROTECT, related_name="sources")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="sources")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=exactly_one("voice", "theme"), name="thread_source_exactly_one"),
            models.UniqueConstraint(
                fields=["learning", "voice"],
                condition=Q(voice__isnull=False),
                name="thread_source_voice_once",
            ),
            models.UniqueConstraint(
                fields=["learning", "theme"],
                condition=Q(theme__isnull=False),
                name="thread_source_theme_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learning_id} is drawn from {self.voice_id or self.theme_id}"
