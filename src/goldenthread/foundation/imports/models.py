"""Files that brought rows in: what was read, what was wrong with it, and whether the rows count."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from goldenthread.foundation.tenancy.door import CouncilQuerySet
from goldenthread.foundation.tenancy.models import CouncilOwned


class State(models.TextChoices):
    """Where a file stands. Only rows of an accepted file can be seen by anybody."""

    UPLOADED = "uploaded", "Uploaded, waiting for a look"
    STAGING = "staging", "Rows being put in place"
    ACCEPTED = "accepted", "Accepted"
    UNDONE = "undone", "Undone"
    ABANDONED = "abandoned", "Set aside"


class ImportQuerySet(CouncilQuerySet):
    """Imports, asked about in English."""

    def hidden(self) -> Self:
        """Return those whose rows nobody may see."""
        return self.exclude(state=State.ACCEPTED)

    def stalled(self, *, before: datetime) -> Self:
        """Return those whose rows stopped being put in place before a moment."""
        return self.filter(state=State.STAGING).filter(Q(touched_at=None) | Q(touched_at__lt=before))


ImportManager = models.Manager.from_queryset(ImportQuerySet)


class Import(CouncilOwned):
    """One file, from upload to acceptance; its rows become visible, or vanish, by one change of its state."""

    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    file = models.CharField(max_length=200, help_text="Where the file is kept, by the hash of its content.")
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    columns = models.JSONField(default=dict, help_text="Which column holds which field.")
    options = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=State.choices, default=State.UPLOADED)
    rows_read = models.IntegerField(default=0)
    rows_good = models.IntegerField(default=0)
    rows_known = models.IntegerField(default=0, help_text="Rows that were here already.")
    problem_count = models.IntegerField(default=0)
    row_digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the accepted rows in order."
    )
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField(
        null=True, help_text="When rows were last put in place: a stopped process no longer touches it."
    )

    objects: ClassVar[ImportManager] = ImportManager()

    class Meta:
        indexes = [models.Index(fields=["council", "-uploaded_at"], name="imports_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="imports_decided_at_and_by_together",
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportProblem(CouncilOwned):
    """One thing wrong with one row, in one sentence with its mend."""

    arrival = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="problems")
    row = models.IntegerField(null=True)
    field = models.CharField(max_length=80, blank=True)
    sentence = models.CharField(max_length=500)

    class Meta:
        indexes = [models.Index(fields=["arrival", "row"], name="imports_problem_by_row")]

    def __str__(self) -> str:
        return self.sentence
