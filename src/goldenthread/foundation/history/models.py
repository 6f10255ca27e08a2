"""Lines of history, the keys that seal personal words in them, and the lease that lets one sealer work at a time."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.foundation.tenancy.models import CouncilOwned


class SealingKey(CouncilOwned):
    """The key that opens the personal words about one person or record; destroying it is erasure."""

    about = models.CharField(max_length=80)
    key = models.BinaryField(max_length=44, null=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "about"], name="history_one_key_for_each"),
            models.CheckConstraint(
                condition=Q(key=None, destroyed_at__isnull=False) | Q(key__isnull=False, destroyed_at=None),
                name="history_key_or_destroyed",
            ),
        ]

    def __str__(self) -> str:
        return self.about


class HistoryLine(CouncilOwned):
    """One thing that was done. Written once, chained later by the sealer, never changed: the database refuses."""

    verb = models.CharField(max_length=80)
    target_kind = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True, help_text="Empty when only the week may be known.")
    week = models.CharField(max_length=8, help_text="ISO week, such as 2026-W48.")
    detail = models.JSONField(
        default=dict, help_text="Before and after, counts and reasons; nothing about a person."
    )
    sealed_words = models.BinaryField(null=True, help_text="Personal words, under the key named by `key`.")
    key = models.ForeignKey(SealingKey, null=True, on_delete=models.PROTECT, related_name="+")
    position = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    FROZEN = (
        "council",
        "public_id",
        "verb",
        "target_kind",
        "target_id",
        "by",
        "at",
        "week",
        "detail",
        "sealed_words",
    )

    class Meta:
        indexes = [
            models.Index(fields=["council", "target_kind", "target_id"], name="history_by_target"),
            models.Index(fields=["council", "-at"], name="history_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "position"],
                condition=Q(position__isnull=False),
                name="history_one_place_each",
            ),
            models.CheckConstraint(
                condition=Q(position=None, digest="") | (Q(position__isnull=False) & ~Q(digest="")),
                name="history_place_and_digest_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_kind}"


class SealLease(CouncilOwned):
    """Who is sealing a council's history just now, and until when the others keep away."""

    holder = models.CharField(max_length=40, blank=True)
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["council"], name="history_one_lease_each")]

    def __str__(self) -> str:
        return self.holder
