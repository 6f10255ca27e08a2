"""What voices are about: the list of themes, and who or what said that a voice is about one."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.foundation.tenancy.models import CouncilOwned
from goldenthread.thread.models.node import Node
from goldenthread.thread.models.voice import Voice


class Theme(Node):
    """One theme of a taxonomy; second-level themes have a parent."""

    taxonomy = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    label = models.CharField(max_length=120)
    definition = models.CharField(max_length=500, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "taxonomy", "key"], name="thread_theme_once")
        ]

    def __str__(self) -> str:
        return self.label


class LinkState(models.TextChoices):
    """What became of a suggestion."""

    SUGGESTED = "suggested", "Suggested"
    CONFIRMED = "confirmed", "Confirmed"
    REJECTED = "rejected", "Not about this"


class VoiceTheme(CouncilOwned):
    """A voice is about a theme: what the model thought is kept beside what a person decided."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="voice_links")
    state = models.CharField(max_length=10, choices=LinkState.choices, default=LinkState.SUGGESTED)
    model = models.CharField(max_length=60, blank=True, help_text="The model that suggested it, if one did.")
    probability = models.FloatField(null=True, blank=True)
    because = models.JSONField(default=list, help_text="The words that drove the suggestion.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["theme", "state"], name="thread_theme_state")]
        constraints = [
            models.UniqueConstraint(fields=["voice", "theme"], name="thread_voice_theme_once"),
            models.CheckConstraint(
                condition=Q(state="suggested", decided_at=None, decided_by=None)
                | Q(~Q(state="suggested"), decided_at__isnull=False, decided_by__isnull=False),
                name="thread_theme_decided_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(probability=None) | Q(probability__gte=0, probability__lte=1),
                name="thread_theme_probability_between_0_and_1",
            ),
            models.CheckConstraint(
                condition=~Q(state="suggested") | ~Q(model=""), name="thread_theme_suggestion_names_its_model"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voice_id} is about {self.theme_id}"
